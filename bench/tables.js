import { median } from "./stats.js";

/** A line for each contender, a column for each scenario. */
export function grid(rows, read) {
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario.name))];
  const find = (contender, name) =>
    rows.find((row) => row.contender === contender && row.scenario.name === name);
  return table(
    ["", ...scenarios],
    contenders.map((one) => [one, ...scenarios.map((name) => read(find(one, name)))]),
  );
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(line).join("");
}

export function asRatio({ ratio, spread }) {
  return `**${ratio.toFixed(2)}** (${range(spread)})`;
}

export function range([low, high]) {
  return `${significant(low)}-${significant(high)}`;
}

export function asNumber(values) {
  return significant(median(values));
}

export function significant(number) {
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

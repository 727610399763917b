import { median, quartiles, ratio } from "./stats.js";

/** What the measurements come to, as Markdown. Numbers are medians; what they lie between, quartiles. */
export function reportServers(rows) {
  return `\
### Servers

CPU of the server per request, ours to by hand (rounds: ${rows[0].ours.cpu.length}):

${grid(rows, cpuRatio)}
The same in microseconds, by hand and with ours:

${grid(rows, cpuOfBoth)}
Thousands of requests per second, by hand and with ours:

${grid(rows, ({ ours, byHand }) => [byHand, ours].map(({ rate }) => (median(rate) / 1000).toFixed(1)).join(", "))}
Where the two answers differ:

${differences(rows)}`;
}

export function reportUntouched(rows) {
  return `\
### Untouched handlers

CPU of the server per request, \`createServer(app)\` to \`app.listen()\` (rounds: ${rows[0].ours.cpu.length}):

${grid(rows, cpuRatio)}
The same in microseconds, by \`app.listen()\` and by \`createServer(app)\`:

${grid(rows, cpuOfBoth)}`;
}

const cpuRatio = ({ ours, byHand }) => asRatio(ratio(ours.cpu, byHand.cpu));
const cpuOfBoth = ({ ours, byHand }) => `${asNumber(byHand.cpu)}, ${asNumber(ours.cpu)}`;

/** A line for each contender, a column for each scenario. */
function grid(rows, read) {
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario.name))];
  const find = (contender, name) =>
    rows.find((row) => row.contender === contender && row.scenario.name === name);
  return table(
    ["", ...scenarios],
    contenders.map((one) => [one, ...scenarios.map((name) => read(find(one, name)))]),
  );
}

/** One line for each difference, with all those who have it. */
function differences(rows) {
  const where = new Map();
  for (const { contender, scenario, differs } of rows) {
    for (const what of differs) {
      const byContender = where.get(what) ?? new Map();
      byContender.set(contender, [...(byContender.get(contender) ?? []), scenario.name]);
      where.set(what, byContender);
    }
  }
  if (where.size === 0) return "nowhere.\n";
  return [...where]
    .map(([what, byContender]) => {
      const who = [...byContender].map(([name, of]) => `${name} (${of.join(", ")})`);
      return `- ${what}: ${who.join("; ")}\n`;
    })
    .join("");
}

export function reportHelpers(cases) {
  const against = (ours, theirs) =>
    theirs.length === 0 ? "" : `${asNumber(theirs)} µs, ${asRatio(ratio(ours, theirs))}`;
  return `\
### Helpers

Microseconds per call, and how ours compares:

${table(
  ["", "ours", "object by hand", "http-errors"],
  cases.map(({ name, ours, byHand, httpErrors }) => [
    name,
    `${asNumber(ours)} µs (${range(quartiles(ours))})`,
    against(ours, byHand),
    against(ours, httpErrors),
  ]),
)}`;
}

export function reportImports(modules) {
  return `\
### Import

Milliseconds in a new process, median (rounds: ${modules[0].milliseconds.length}):

${table(
  ["module", "ms"],
  modules.map(({ name, milliseconds }) => [
    `\`${name}\``,
    `${asNumber(milliseconds)} (${range(quartiles(milliseconds))})`,
  ]),
)}`;
}

export function reportSize({ entry, files, plain, zipped, zippedAsOne }) {
  const [all, each, one] = [plain, zipped, zippedAsOne].map((size) => (size / 1024).toFixed(1));
  return `\
\`${entry}\` is ${files} files, ${all} KiB with comments; gzip makes ${each} KiB of them one by one,
${one} KiB of all together.
`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(line).join("");
}

function asRatio({ ratio, spread }) {
  return `**${ratio.toFixed(2)}** (${range(spread)})`;
}

function range([low, high]) {
  return `${significant(low)}-${significant(high)}`;
}

function asNumber(values) {
  return significant(median(values));
}

function significant(number) {
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

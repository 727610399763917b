import { bytes } from "./contenders/index.js";
import { median, quartiles, ratio } from "./stats.js";
import { asNumber, asRatio, grid, range, table } from "./tables.js";

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

/** Who is held against whom across frameworks, and what the row is called. */
const pairs = [
  ["Fastify 5", "Express 5", "Fastify 5 to Express 5 with ours"],
  ...["Express 4", "Express 5", "Koa 2", "Koa 3", "Fastify 5"].map((name) => [
    name,
    bytes,
    `the most there is to gain: ${name} to bytes made before`,
  ]),
];

/** The ratios of the servers the other way round: how many times ours goes into what it replaces. */
export function reportTimes(rows) {
  const find = (contender, name) =>
    rows.find((row) => row.contender === contender && row.scenario.name === name);
  const across = pairs.flatMap(([theirs, ours, contender]) =>
    rows
      .filter((row) => row.contender === theirs)
      .map(({ scenario, byHand }) => ({
        contender,
        scenario,
        byHand,
        ours: find(ours, scenario.name)?.ours,
      }))
      .filter((row) => row.ours !== undefined),
  );
  // There is no adapter for Fastify.
  const own = rows.filter(({ contender }) => contender !== "Fastify 5" && contender !== bytes);
  return `\
### Times as fast

CPU of the server per request, by hand to ours: 2.00 is half of the CPU.

${grid([...own, ...across], ({ ours, byHand }) => asRatio(ratio(byHand.cpu, ours.cpu)))}`;
}

const cpuRatio = ({ ours, byHand }) => asRatio(ratio(ours.cpu, byHand.cpu));
const cpuOfBoth = ({ ours, byHand }) => `${asNumber(byHand.cpu)}, ${asNumber(ours.cpu)}`;

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
  ["module", "ms", "to nothing"],
  modules.map(({ name, milliseconds }) => [
    `\`${name}\``,
    `${asNumber(milliseconds)} (${range(quartiles(milliseconds))})`,
    asRatio(ratio(milliseconds, modules[0].milliseconds)),
  ]),
)}`;
}

export function reportSize({ entry, files, plain, zipped, zippedAsOne }) {
  const [all, each, one] = [plain, zipped, zippedAsOne].map((size) => (size / 1024).toFixed(1));
  return `\
\`${entry}\` is ${files} files, ${all} KiB; gzip makes ${each} KiB of them one by one,
${one} KiB of all together.
`;
}

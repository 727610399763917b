import { sizes } from "./long-fields.js";
import { PACE, READERS } from "./readers.js";
import { median, ratio } from "./stats.js";
import { asNumber, asRatio, grid, significant, table } from "./tables.js";

/** One exchange against the whole catalogue. */
export function reportLint({ rules, times }) {
  return `\
### Lint

\`lint()\` of an ordinary 200 with JSON by ${rules} rules: ${asNumber(times)} µs.
`;
}

/** What is measured apart from the CPU of a request, as Markdown. */
export function reportMemory(rows) {
  const kibibytes = (octets) => significant(octets / 1024);
  const allocated = ({ byHand, ours }) =>
    `${kibibytes(byHand.allocated)}, ${kibibytes(ours.allocated)}`;
  const kept = rows.map(({ ours }) => ours.kept);
  return `\
### Memory

KiB that a request allocates, by hand and with ours:

${grid(rows, allocated)}
With ours a garbage collection leaves ${Math.round(median(kept))} octets of a request, at most ${Math.round(Math.max(...kept))}.
`;
}

export function reportStartups(rows) {
  return `\
### Start-up

Milliseconds from the birth of the process until it listens (rounds: ${rows[0].ours.length}):

${table(
  ["", "by hand", "with ours", "ours to by hand"],
  rows.map(({ contender, byHand, ours }) => [
    contender,
    asNumber(byHand),
    asNumber(ours),
    asRatio(ratio(ours, byHand)),
  ]),
)}`;
}

export function reportHeld(rows, { seconds }) {
  return `\
### 100 connections

Requests per second, ours to by hand, of ${seconds} s each in all (rounds: ${rows[0].ours.rate.length}):

${grid(rows, ({ ours, byHand }) => asRatio(ratio(ours.rate, byHand.rate)))}
What 99 of 100 requests were answered within, milliseconds by hand and with ours, and ours to by hand:

${grid(rows, ({ ours, byHand }) => `${asNumber(byHand.latency)}, ${asNumber(ours.latency)}, ${asRatio(ratio(ours.latency, byHand.latency))}`)}`;
}

export function reportReaders(rows) {
  const cost = ({ alone, beside }) => asRatio(ratio(beside, alone));
  return `\
### Slow readers

What 99 of 100 requests of other clients were answered within while ${READERS} read ${PACE} octets a second of 64 MiB, to
what it is without them (rounds: ${rows[0].ours.alone.length}):

${table(
  ["", "by hand", "with ours", "milliseconds beside them, by hand and with ours"],
  rows.map(({ contender, byHand, ours }) => [
    contender,
    cost(byHand),
    cost(ours),
    `${asNumber(byHand.beside)}, ${asNumber(ours.beside)}`,
  ]),
)}`;
}

export function reportLongFields(rows) {
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const worst = (of, idiom) =>
    rows
      .filter(({ contender }) => contender === of)
      .map((row) => ({ ...row, times: median(row[idiom].long) / median(row[idiom].short) }))
      .reduce((one, other) => (other.times > one.times ? other : one));
  const told = (of, idiom) => {
    const { field, unit, times, [idiom]: cpu } = worst(of, idiom);
    return `**${times.toFixed(2)}**, ${(median(cpu.long) / 1000).toFixed(2)} ms (${field} of \`${unit}\`)`;
  };
  return `\
### Long fields

CPU of the server per request with a field of ${sizes.long} octets, to one of ${sizes.short}: the worst of ${rows.length / contenders.length} (rounds: ${rows[0].ours.long.length}).

${table(
  ["", "by hand", "with ours"],
  contenders.map((of) => [of, told(of, "byHand"), told(of, "ours")]),
)}`;
}

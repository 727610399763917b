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

import type { Finding } from "../lint.ts";
import type { Level } from "../rule.ts";

/** A finding, and the exchange that shows it. */
export interface Judged extends Finding {
  readonly url: string;
  /** What asked: the name of a probe, or a place in a recording. */
  readonly probe: string;
  /** The head of the request, in wire notation. */
  readonly sent: string;
  /** The head of the response. */
  readonly came: string;
}

/** A finding that the project lives with, and why. */
export interface Excused extends Judged {
  readonly reason: string;
}

/** What a run of the command has to say. */
export interface Verdict {
  /** Exchanges that were judged. */
  readonly checked: number;
  /** Entries that no origin answered: from a cache, blocked, or not HTTP. */
  readonly skipped: number;
  readonly urls: readonly string[];
  readonly findings: readonly Judged[];
  readonly excused: readonly Excused[];
}

/** All that one rule has against one URL. */
export interface Group<J extends Judged = Judged> {
  readonly url: string;
  readonly rule: string;
  readonly level: Level;
  readonly section: string;
  readonly fix: string;
  /** Each once. */
  readonly messages: readonly string[];
  readonly cases: readonly [J, ...J[]];
}

/** The heaviest first. */
export const levels: readonly Level[] = ["MUST", "SHOULD", "ADVICE"];

/** The findings by URL, in the order in which those came, and by rule, the heaviest first. */
export function grouped<J extends Judged>(
  findings: readonly J[],
): ReadonlyMap<string, readonly Group<J>[]> {
  const byUrl = new Map<string, Map<string, [J, ...J[]]>>();
  for (const finding of findings) {
    const rules = byUrl.get(finding.url) ?? new Map<string, [J, ...J[]]>();
    byUrl.set(finding.url, rules);
    const cases = rules.get(finding.rule);
    if (cases === undefined) rules.set(finding.rule, [finding]);
    else cases.push(finding);
  }
  return new Map(
    [...byUrl].map(([url, rules]) => [url, [...rules.values()].map(groupOf).toSorted(heavier)]),
  );
}

function groupOf<J extends Judged>(cases: readonly [J, ...J[]]): Group<J> {
  const [{ fix, level, rule, section, url }] = cases;
  const messages = [...new Set(cases.map(({ message }) => message))];
  return { url, rule, level, section, fix, messages, cases };
}

function heavier(a: Group, b: Group): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}

/** Of one rule and URL, where people read them; programs get all. */
const MOST_MESSAGES = 3;

/** What a rule says, but not a hundred times. */
export function mainMessages({ messages }: Group): readonly string[] {
  const more = messages.length - MOST_MESSAGES;
  const shown = messages.slice(0, MOST_MESSAGES);
  return more > 0 ? [...shown, `(and ${counted(more, "more message")})`] : shown;
}

/** How many findings there are of each level. */
export function counts(findings: readonly Judged[]): Readonly<Record<Level, number>> {
  const count = { MUST: 0, SHOULD: 0, ADVICE: 0 };
  for (const { level } of findings) count[level] += 1;
  return count;
}

/** "3 exchanges", "1 exchange". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The verdict in one line. */
export function summary({ checked, excused, findings, skipped, urls }: Verdict): string {
  const count = counts(findings);
  const said = levels
    .filter((level) => count[level] > 0)
    .map((level) => `${count[level]} ${level}`);
  const parts = [
    `${said.length === 0 ? "No finding" : said.join(", ")} in ${counted(checked, "exchange")}`,
    `with ${counted(urls.length, "URL")}`,
  ];
  const apart = [
    ...(excused.length > 0 ? [`${excused.length} excused`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${parts.join(" ")}${apart.length > 0 ? ` (${apart.join(", ")})` : ""}.`;
}

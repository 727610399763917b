import type { Finding } from "../lint.ts";
import type { Level } from "../rule.ts";

/** A finding, and the exchange that shows it. */
export interface Judged extends Finding {
  readonly url: string;
  /** Where the request comes from: the name of a probe, or a place in a recording. */
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

/** The result of a run of the command. */
export interface Verdict {
  /** Exchanges that were judged. */
  readonly checked: number;
  /** Entries that were not answered by an origin: from a cache, blocked, or not HTTP. */
  readonly skipped: number;
  readonly urls: readonly string[];
  readonly findings: readonly Judged[];
  readonly excused: readonly Excused[];
}

/** All findings of one rule at one URL. */
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

/** The levels, the most severe first. */
export const levels: readonly Level[] = ["MUST", "SHOULD", "ADVICE"];

/** The findings by URL, in the order in which these came, and by rule, the most severe first. */
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

/** How many messages of one rule and URL people are shown; programs get all. */
const MOST_MESSAGES = 3;

/** The first messages of a rule, and how many more there are. */
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

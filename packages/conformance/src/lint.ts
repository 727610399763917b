import { selector } from "./applicable.ts";
import type { Exchange } from "./exchange.ts";
import { type Entry, type Level, messageOf, type Rule, ruleOf } from "./rule.ts";
import { entries } from "./rules/index.ts";
import { View } from "./view.ts";

/** A rule that an exchange breaks. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly level: Level;
  readonly section: string;
  /** What is wrong, and what clients do with it. */
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
}

/** Which findings are wanted. */
export interface LintOptions {
  /** The lowest level that is reported. Default "ADVICE": everything. */
  readonly level?: Level;
  /** Ids of rules that are left out, or their groups: "cookie/prefix", "cors". Default: none. */
  readonly ignore?: readonly string[];
}

/**
 * Every rule of the linter, group by group.
 *
 * @example
 * ```ts
 * rules.find(({ id }) => id === "method/405-allow")?.section; // "RFC 9110 section 15.5.6"
 * ```
 */
export const rules: readonly Rule[] = entries.map(ruleOf);

const weights: Readonly<Record<Level, number>> = { ADVICE: 0, SHOULD: 1, MUST: 2 };

/**
 * Judges one exchange by all rules. Nothing in the exchange makes it throw.
 *
 * @param exchange - Request and response; what it leaves out is not judged.
 * @param o - Which findings are wanted.
 * @returns The findings in the order of `rules`; none if all is right.
 * @throws RangeError if `o` names a level or a rule that does not exist.
 * @example
 * ```ts
 * lint({
 *   request: { method: "PUT", target: "/", headers: [] },
 *   response: { status: 405, headers: [["Date", "Thu, 26 Nov 2026 08:00:00 GMT"]] },
 * })[0].rule; // "method/405-allow"
 * ```
 */
export function lint(exchange: Exchange, o: LintOptions = {}): readonly Finding[] {
  const wanted = selectionOf(o);
  const view = new View(exchange);
  const findings: Finding[] = [];
  for (const entry of applicable(view)) {
    if (!wanted(entry)) continue;
    const message = messageOf(entry, view);
    if (message === undefined) continue;
    const { fix, id: rule, level, section } = entry;
    findings.push({ rule, level, section, message, fix });
  }
  return findings;
}

const applicable = selector(entries);

const groups: ReadonlySet<string> = new Set(entries.map(({ id }) => groupOf(id)));
const ids: ReadonlySet<string> = new Set(entries.map(({ id }) => id));

function selectionOf({ ignore = [], level = "ADVICE" }: LintOptions): (entry: Entry) => boolean {
  if (!Object.hasOwn(weights, level)) {
    throw new RangeError(`level: want MUST, SHOULD or ADVICE, got ${JSON.stringify(level)}`);
  }
  for (const name of ignore) {
    if (ids.has(name) || groups.has(name)) continue;
    throw new RangeError(`ignore: want the id or the group of a rule, got ${JSON.stringify(name)}`);
  }
  const ignored = new Set(ignore);
  const least = weights[level];
  return ({ id, level }) =>
    weights[level] >= least &&
    (ignored.size === 0 || !(ignored.has(id) || ignored.has(groupOf(id))));
}

function groupOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

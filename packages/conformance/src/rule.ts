import type { Exchange } from "./exchange.ts";
import { View } from "./view.ts";

/** How much a finding weighs: a broken requirement, a recommendation not followed, or practice. */
export type Level = "MUST" | "SHOULD" | "ADVICE";

/** One sentence of an RFC, as something that can be checked. */
export interface Rule {
  /** Group and name: "method/405-allow". Stays as it is from release to release. */
  readonly id: string;
  readonly level: Level;
  /** Where it stands: "RFC 9110 section 15.5.6". */
  readonly section: string;
  /** How to mend it, by the helper that does. */
  readonly fix: string;
  /** What is wrong, and what a client makes of it; undefined where nothing is, or where the rule does not apply. */
  readonly check: (exchange: Exchange) => string | undefined;
}

/** A rule as its group states it. */
export interface Entry extends Omit<Rule, "check"> {
  /** It applies where the response has one of these fields, in lower case. Left out: to every response. */
  readonly fields?: readonly string[];
  /** It applies to final responses with one of these codes. Left out: to every response. */
  readonly statuses?: readonly number[];
  readonly judge: (exchange: View) => string | undefined;
}

/** A rule for those who want to ask it alone. */
export function ruleOf(entry: Entry): Rule {
  const { fix, id, level, section } = entry;
  return {
    id,
    level,
    section,
    fix,
    check(exchange) {
      const view = new View(exchange);
      return appliesTo(entry, view) ? entry.judge(view) : undefined;
    },
  };
}

/** Has the response what the rule is about? */
export function appliesTo({ fields, statuses }: Entry, { response, status }: View): boolean {
  return (
    (fields === undefined || fields.some((name) => response.has(name))) &&
    (statuses === undefined || statuses.includes(status))
  );
}

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
  /** It applies where the request has one of these fields, in lower case. Left out: to every request. */
  readonly asks?: readonly string[];
  /** It applies to requests with one of these methods. Left out: to every method. */
  readonly methods?: readonly string[];
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
      return appliesTo(entry, view) ? messageOf(entry, view) : undefined;
    },
  };
}

/** Has the exchange what the rule is about? */
export function appliesTo(entry: Entry, { method, request, response, status }: View): boolean {
  const { asks, fields, methods, statuses } = entry;
  return (
    (statuses === undefined || statuses.includes(status)) &&
    (methods === undefined || methods.includes(method)) &&
    (fields === undefined || fields.some((name) => response.has(name))) &&
    (asks === undefined || asks.some((name) => request.has(name)))
  );
}

const LONGEST = 600;

/**
 * What the entry has to say, on one line. What an exchange holds reaches terminals and logs by it, so no
 * control character of it stays.
 */
export function messageOf(entry: Entry, view: View): string | undefined {
  const message = entry.judge(view);
  if (message === undefined) return undefined;
  const text = message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

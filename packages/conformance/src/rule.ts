import type { Exchange } from "./exchange.ts";
import { View } from "./view.ts";

/**
 * How severe a finding is: a broken requirement, a recommendation that is not followed, or advice from
 * practice.
 */
export type Level = "MUST" | "SHOULD" | "ADVICE";

/** One sentence of an RFC as a check. */
export interface Rule {
  /** Group and name: "method/405-allow". It does not change between releases. */
  readonly id: string;
  readonly level: Level;
  /** Where the sentence is: "RFC 9110 section 15.5.6". */
  readonly section: string;
  /** How to fix it, with the helper to use. */
  readonly fix: string;
  /**
   * Returns what is wrong, and what clients do with it; undefined if nothing is, or if the rule does not
   * apply.
   */
  readonly check: (exchange: Exchange) => string | undefined;
}

/** A rule as it is written in its group. */
export interface Entry extends Omit<Rule, "check"> {
  /** It applies if the response has one of these fields, in lower case; to every response, if left out. */
  readonly fields?: readonly string[];
  /** It applies to final responses with one of these codes; to every response, if left out. */
  readonly statuses?: readonly number[];
  /** It applies if the request has one of these fields, in lower case; to every request, if left out. */
  readonly asks?: readonly string[];
  /** It applies to requests with one of these methods; to every method, if left out. */
  readonly methods?: readonly string[];
  readonly judge: (exchange: View) => string | undefined;
}

/** Makes a rule that can be checked alone. */
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

/** Does the exchange have what the rule is about? */
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
 * The message of an entry on one line. It may quote the exchange, and reaches terminals and logs, so control
 * characters are replaced.
 */
export function messageOf(entry: Entry, view: View): string | undefined {
  const message = entry.judge(view);
  if (message === undefined) return undefined;
  const text = message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

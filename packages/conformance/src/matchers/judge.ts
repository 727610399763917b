import { status as rowOf } from "@rightstatus/core";
import { contentType } from "@rightstatus/core/fields";
import { type Finding, type LintOptions, lint } from "../lint.ts";
import { View } from "../view.ts";
import type { Asked } from "./asked.ts";
import type { Received } from "./received.ts";

/** What counts as conformant. */
export interface Conformance extends LintOptions {
  /** The lowest level that counts. Default "MUST": what RFC 9110 section 2.2 requires for conformance. */
  readonly level?: NonNullable<LintOptions["level"]>;
  /** What was requested, if the response does not tell: for those of fetch, and for replies. */
  readonly request?: Asked;
}

/** The members that a problem should have, in the grammar of RFC 9457 section 3.1, and any others. */
export interface ProblemMembers {
  /** The status of the response, and of the problem if it has that member. */
  readonly status?: number;
  /** A problem without a type has "about:blank" (RFC 9457 section 4.2.1). */
  readonly type?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly instance?: unknown;
  readonly [member: string]: unknown;
}

/** The result of a matcher. */
export interface Outcome {
  readonly pass: boolean;
  /** What is wrong; if it passes, what would be wrong with `.not`. */
  readonly message: () => string;
}

/** Does the response keep the rules? */
export function conformance({ exchanges }: Received, o: Conformance): Outcome {
  const { ignore = [], level = "MUST" } = o;
  const [findings = [], ...others] = exchanges.map((each) => lint(each, { ignore, level }));
  const sure = findings.filter(({ rule }) =>
    others.every((found) => found.some((each) => each.rule === rule)),
  );
  const [{ request, response }] = exchanges;
  const of = `${response.status} to ${request.method} ${request.target}`;
  return {
    pass: sure.length === 0,
    message: () =>
      sure.length === 0
        ? `expected the ${of} to break a rule of level ${level}, but it keeps all`
        : [`expected the ${of} to be conformant, but`, ...sure.map(findingText)].join("\n\n"),
  };
}

/** Is it a problem, and the expected one? */
export function problem(
  received: Received,
  expected: ProblemMembers,
  equals: (a: unknown, b: unknown) => boolean,
): Outcome {
  const wrong = wrongWith(received, expected, equals);
  return {
    pass: wrong === undefined,
    message: () =>
      wrong === undefined
        ? `expected no problem such as ${JSON.stringify(expected)}\n\n${said(received)}`
        : `expected a problem, but ${wrong}\n\n${said(received)}`,
  };
}

/** Does it have the status? If not, the message shows the body. */
export function hasStatus(received: Received, code: number): Outcome {
  if (!Number.isInteger(code) || code < 100 || code > 599) {
    throw new RangeError(
      `status: want an integer from 100 to 599, got ${code} (RFC 9110 section 15)`,
    );
  }
  const [{ response }] = received.exchanges;
  const pass = response.status === code;
  return {
    pass,
    message: () =>
      `expected ${pass ? "another status than " : ""}${named(code)}${pass ? "" : `, got ${named(response.status)}`}\n\n${said(received)}`,
  };
}

function wrongWith(
  { exchanges: [exchange], text }: Received,
  { status, ...members }: ProblemMembers,
  equals: (a: unknown, b: unknown) => boolean,
): string | undefined {
  const { response } = new View(exchange);
  const actual = exchange.response.status;
  const type = contentType.parse(response.get("content-type") ?? "");
  if (text === undefined) return "its content was read before";
  if (type?.type !== "application/problem+json") {
    return `its Content-Type is ${response.get("content-type") ?? "missing"}, not application/problem+json`;
  }
  const own = parsed(text);
  if (own === undefined) return "its content is no JSON object";
  if (own.status !== undefined && own.status !== actual) {
    return `its member "status" is ${JSON.stringify(own.status)}, where the response has ${actual} (RFC 9457 section 3.1.2)`;
  }
  if (status !== undefined && status !== actual)
    return `the status is ${named(actual)}, not ${status}`;
  const has = { type: "about:blank", ...own };
  for (const [name, value] of Object.entries(members)) {
    const other: unknown = Object.entries(has).find(([each]) => each === name)?.[1];
    if (equals(other, value)) continue;
    return `its member "${name}" is ${JSON.stringify(other) ?? "missing"}, not ${JSON.stringify(value) ?? String(value)}`;
  }
  return undefined;
}

function parsed(text: string): { readonly status?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function findingText({ fix, level, message, rule, section }: Finding): string {
  return `${level} ${rule} (${section})\n  ${message}\n  ${fix}`;
}

function named(code: number): string {
  return `${code} ${rowOf(code)?.phrase ?? ""}`.trimEnd();
}

/** How many characters of the content a message shows. */
const MOST = 2000;

function said({ text }: Received): string {
  if (text === undefined) return "(its content was read before)";
  if (text === "") return "(no content)";
  return text.length > MOST ? `${text.slice(0, MOST)}… (${text.length} characters)` : text;
}

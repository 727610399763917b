import { isUriReference, schemeOf } from "../grammar/uri.ts";
import { status as rowOf } from "../status/registry.ts";
import type { AnyReply } from "./reply.ts";

/** Problem details (RFC 9457 section 3.1). Extension members stand beside these. */
export interface Problem {
  /** URI reference that identifies the kind of problem; "about:blank" says no more than the status. */
  readonly type: string;
  /** The kind of problem in a few words; for "about:blank", the phrase of the status. */
  readonly title: string;
  /** The status that the response is sent with. */
  readonly status: number;
  /** What went wrong this time, for a person who may correct it. */
  readonly detail?: string;
  /** URI reference that identifies this occurrence. */
  readonly instance?: string;
}

/** A detail, or members of the problem: standard ones and extensions. */
export type ProblemInit = string | (Partial<Problem> & Readonly<Record<string, unknown>>);

/**
 * The problem of an error reply. Standard members win over extensions, `status` is the status that is sent (RFC
 * 9457 section 3.1.2), and `__proto__` is plain data.
 *
 * @throws TypeError if a standard member is not a string; RangeError if `type` or `instance` is not a URI
 * reference, or is one that runs script.
 */
export function problemOf(status: number, init?: ProblemInit): Problem {
  const phrase = rowOf(status)?.phrase ?? "";
  if (init === undefined) return { type: "about:blank", title: phrase, status };
  if (typeof init === "string") {
    return { type: "about:blank", title: phrase, status, detail: init };
  }
  const { type, title, status: _, detail, instance, ...extensions } = membersOf(init);
  if (typeof extensions.toJSON === "function") {
    throw new TypeError("problem toJSON: an extension is data (RFC 9457 section 3.2)");
  }
  return {
    type: type === undefined ? "about:blank" : reference("type", type),
    title: title === undefined ? phrase : text("title", title),
    status,
    ...(detail !== undefined && { detail: text("detail", detail) }),
    ...(instance !== undefined && { instance: reference("instance", instance) }),
    ...extensions,
  };
}

/** What a helper was told about a problem, as members. */
export function membersOf(init: ProblemInit | undefined): Exclude<ProblemInit, string> {
  if (init === undefined) return {};
  if (typeof init === "string") return { detail: init };
  if (typeof init === "object" && init !== null && !Array.isArray(init)) return init;
  throw new TypeError(`problem: want a string or an object, got ${String(init)} (${section})`);
}

/**
 * The problem that a reply carries, if its representation is still undecided: an error with a body of its
 * own, or with the option `type`, has a Content-Type already.
 */
export function openProblem({ status, headers, body }: AnyReply): Problem | undefined {
  return status >= 400 && headers["content-type"] === undefined && isProblem(body)
    ? body
    : undefined;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "title" in body && "status" in body;
}

const section = "RFC 9457 section 3.1";
const scripts: readonly (string | undefined)[] = ["javascript", "vbscript", "data"];

function reference(member: string, value: string): string {
  if (isUriReference(text(member, value)) && !scripts.includes(schemeOf(value))) return value;
  const got = JSON.stringify(value);
  throw new RangeError(`problem ${member}: want a URI reference, got ${got} (${section})`);
}

function text(member: string, value: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(`problem ${member}: want a string, got ${typeof value} (${section})`);
}

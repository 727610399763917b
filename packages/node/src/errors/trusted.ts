import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyReply, bearer, methodNotAllowed, status as rowOf } from "@rightstatus/core";
import { formatChallenge, proxyAuthenticate, wwwAuthenticate } from "@rightstatus/core/fields";
import { dispatch } from "@rightstatus/core/semantics";
import { errorReply, rawField, refusedStatus } from "@rightstatus/core/writer";
import type { Facts } from "./facts.ts";
import { challenged } from "./known.ts";

/**
 * Header fields that an error may bring along. Never framing, caching, cookies or Location: an error
 * that came from an upstream carries the upstream's.
 */
const carried: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-patch",
  "accept-post",
  "accept-query",
  "allow",
  "content-range",
  "link",
  "proxy-authenticate",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "upgrade",
  "vary",
  "www-authenticate",
]);

/** The methods of the routes on the path of a request; `undefined` where that cannot be told for sure. */
export type Handled = () => readonly string[] | undefined;

/** An exposed message is a sentence, not a document. */
const LONGEST_DETAIL = 1000;

/**
 * The reply for an error whose status may be shown. Its message is shown where `expose` says so, never
 * from 500 on: there it takes a helper, not a flag. Of its fields those go out that an error may
 * bring, and that are in grammar.
 *
 * @returns `undefined` if the error names no error status, or a field is missing that its status requires.
 */
export function trustedReply(
  error: Facts,
  req: IncomingMessage,
  res: ServerResponse,
  handled: Handled | undefined,
): AnyReply | undefined {
  const status = errorStatus(error.number("status") ?? error.number("statusCode"));
  if (status === undefined) return undefined;
  const message = status < 500 && error.says("expose") ? error.text("message") : undefined;
  const problem = message ? { detail: message.slice(0, LONGEST_DETAIL) } : {};
  const reply = errorReply(status, problem, { headers: fieldsOf(status, error) });
  const missing = rowOf(status)?.required.filter((name) => reply.headers[name] === undefined) ?? [];
  if (missing.length === 0) return reply;
  // Others throw a bare 401 or 405 and mean it: what must be there is said as truly as we can.
  if (status === 401) return challenged(res, bearer());
  if (status === 405) return methodNotAllowed(allowedInstead(req.method ?? "", handled), problem);
  return undefined;
}

/** What the routes take, unless the method that was refused is among them. */
function allowedInstead(method: string, handled: Handled | undefined): readonly string[] {
  const known = handled?.() ?? [];
  const what = dispatch(method, known);
  return known.length > 0 && what.kind === "not-allowed" ? what.allow : [];
}

/** A code that no reply may have counts as the x00 of its class, as clients read it (RFC 9110 section 15). */
function errorStatus(code: number | undefined): number | undefined {
  if (code === undefined || !(code >= 400 && code <= 599)) return undefined;
  return refusedStatus(code) === undefined ? code : code < 500 ? 400 : 500;
}

/** A realm without quotes is easily written by hand, and may be read, but not sent (RFC 9110 section 11.5). */
function spelt(rawName: string, line: string): string {
  const name = rawName.toLowerCase();
  const codec = [wwwAuthenticate, proxyAuthenticate].find((each) => each.name === name);
  const challenges = codec?.isSendable?.(line) === false ? codec.parse(line) : undefined;
  return challenges === undefined ? line : challenges.map((one) => formatChallenge(one)).join(", ");
}

function fieldsOf(status: number, error: Facts): Record<string, string> {
  const fields: Record<string, string> = {};
  const row = rowOf(status);
  for (const [rawName, rawValue] of error.record("headers")) {
    if (row === undefined || !carried.has(rawName.toLowerCase())) continue;
    try {
      const [name, value] = rawField({ row, kind: "none" }, rawName, spelt(rawName, rawValue));
      fields[name] = value;
    } catch {} // Out of grammar, or not for this status: the answer goes without it.
  }
  return fields;
}

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

/** Returns the methods of the routes on the path of a request; `undefined` if they are not known for sure. */
export type Handled = () => readonly string[] | undefined;

/** An exposed message is a sentence, not a document. */
const LONGEST_DETAIL = 1000;

/**
 * The reply for an error whose status may be shown. Its message is shown if `expose` says so, but never from
 * 500 on: for that, use a helper. Of its fields those are sent that an error may bring, and that are in the
 * grammar.
 *
 * @returns `undefined` if the error has no error status, or lacks a field that its status requires.
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
  // Many throw a bare 401 or 405: the required field is then filled in as truthfully as possible.
  if (status === 401) return challenged(res, bearer());
  if (status === 405) return methodNotAllowed(allowedInstead(req.method ?? "", handled), problem);
  return undefined;
}

/** The methods of the routes, unless the method that was refused is among them. */
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

/**
 * A realm without quotes is easily written by hand. Recipients accept it, but it must not be sent (RFC 9110
 * section 11.5).
 */
function spelt(rawName: string, line: string): string {
  const name = rawName.toLowerCase();
  const codec = [wwwAuthenticate, proxyAuthenticate].find((each) => each.name === name);
  const challenges = codec?.isSendable?.(line) === false ? codec.parse(line) : undefined;
  return challenges === undefined ? line : challenges.map((one) => formatChallenge(one)).join(", ");
}

function fieldsOf(status: number, error: Facts): Record<string, string> {
  const fields: Record<string, string> = {};
  const row = rowOf(status);
  for (const [rawName, rawValue] of error.fields("headers")) {
    if (row === undefined || !carried.has(rawName.toLowerCase())) continue;
    try {
      const [name, value] = rawField({ row, kind: "none" }, rawName, spelt(rawName, rawValue));
      fields[name] = value;
    } catch {} // It is not in the grammar, or not for this status: the reply is sent without it.
  }
  return fields;
}

import {
  acceptEncodingField,
  acceptField,
  acceptPatch,
  acceptPost,
} from "../fields/accept-offers.ts";
import { acceptQuery } from "../fields/accept-query.ts";
import { allow as allowField } from "../fields/allow.ts";
import { type FieldCodec, refusal } from "../fields/codec.ts";
import { contentRange } from "../fields/content-range.ts";
import { isCount } from "../grammar/digits.ts";
import { type ErrorReply, errorReply } from "./error-reply.ts";
import type { Options } from "./options.ts";
import { membersOf, type ProblemInit } from "./problem.ts";

/** A request method (RFC 9110 section 9): case-sensitive, registered or your own. */
export type Method =
  | "GET"
  | "HEAD"
  | "POST"
  | "PUT"
  | "PATCH"
  | "DELETE"
  | "OPTIONS"
  | "QUERY"
  | (string & {});

/**
 * 405 Method Not Allowed (RFC 9110 section 15.5.6): the method is known here, but this resource does not
 * support it.
 *
 * @param allow - The methods that the resource supports now. The list may be empty: an empty Allow is sent.
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without a list; RangeError if a method is not a token; TypeError or RangeError for a wrong
 * option or problem member.
 * @example
 * ```ts
 * methodNotAllowed(["GET", "HEAD"]).headers.allow; // "GET, HEAD"
 * ```
 */
export function methodNotAllowed(
  allow: readonly Method[],
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<405, "allow"> {
  return errorReply<405, "allow">(405, problem, o, { allow: listed(allowField, allow) });
}

/**
 * 406 Not Acceptable (RFC 9110 section 15.5.7). `negotiate` makes it from the request.
 *
 * @param available - What the client can choose from, such as media types or URIs. It becomes the member
 * `available` of the problem.
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without a list; TypeError or RangeError for a wrong option or problem member.
 * @example
 * ```ts
 * notAcceptable(["text/html", "application/json"]);
 * ```
 */
export function notAcceptable(
  available: readonly string[],
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<406> {
  if (!Array.isArray(available)) {
    throw new TypeError(
      `notAcceptable: want a list, got ${String(available)} (RFC 9110 section 15.5.7)`,
    );
  }
  return errorReply(406, { ...membersOf(problem), available }, o);
}

/** What the resource does accept, by the field that says so. Exactly one, for it also says what was wrong. */
export type Supported =
  | { readonly accept: readonly string[] }
  | { readonly acceptEncoding: readonly string[] }
  | { readonly acceptPatch: readonly string[] }
  | { readonly acceptPost: readonly string[] }
  | { readonly acceptQuery: readonly string[] };

const supportedFields: ReadonlyMap<string, FieldCodec<readonly string[]>> = new Map([
  ["accept", acceptField],
  ["acceptEncoding", acceptEncodingField],
  ["acceptPatch", acceptPatch],
  ["acceptPost", acceptPost],
  ["acceptQuery", acceptQuery],
]);

/**
 * 415 Unsupported Media Type (RFC 9110 section 15.5.16).
 *
 * @param supported - What would be accepted: `acceptEncoding` only if the content coding was at fault (section
 * 12.5.3), `acceptPatch` for PATCH, `acceptPost` for POST, `acceptQuery` for QUERY, else `accept`.
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError unless there is exactly one of them, or for an Accept-Encoding among the options beside
 * another one; RangeError if a member is not in the grammar; TypeError or RangeError for a wrong option or
 * problem member.
 * @example
 * ```ts
 * unsupportedMediaType({ acceptPatch: ["application/merge-patch+json"] });
 * ```
 */
export function unsupportedMediaType(
  supported: Supported,
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<415> {
  const [[kind, list] = [], ...more] = Object.entries(supported ?? {});
  const codec = supportedFields.get(kind ?? "");
  if (codec === undefined || more.length > 0) {
    const kinds = [...supportedFields.keys()].join(", ");
    throw new TypeError(
      `unsupportedMediaType: want exactly one of ${kinds} (RFC 9110 section 15.5.16)`,
    );
  }
  const names = Object.keys(o?.headers ?? {}).map((name) => name.toLowerCase());
  if (codec !== acceptEncodingField && names.includes(acceptEncodingField.name)) {
    throw new TypeError(
      `accept-encoding: only where a coding was at fault, not beside ${kind} (${acceptEncodingField.section})`,
    );
  }
  return errorReply(415, problem, o, { [codec.name]: listed(codec, list) });
}

/**
 * 416 Range Not Satisfiable (RFC 9110 section 15.5.17). `serve` makes it from the request.
 *
 * @param completeLength - The current length of the representation, in octets.
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without the length; RangeError if it is not a whole number of octets; TypeError or
 * RangeError for a wrong option or problem member.
 * @example
 * ```ts
 * rangeNotSatisfiable(100).headers["content-range"]; // "bytes *\/100"
 * ```
 */
export function rangeNotSatisfiable(
  completeLength: number,
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<416, "content-range"> {
  if (completeLength === undefined)
    throw new TypeError(`content-range: want the complete length (${contentRange.section})`);
  if (!isCount(completeLength))
    throw refusal(contentRange, "a whole number of octets", completeLength);
  const range = contentRange.format({ unit: "bytes", size: completeLength });
  return errorReply<416, "content-range">(416, problem, o, { "content-range": range });
}

function listed(codec: FieldCodec<readonly string[]>, list: readonly string[] | undefined): string {
  if (Array.isArray(list)) return codec.format(list);
  throw new TypeError(`${codec.name}: want a list, got ${String(list)} (${codec.section})`);
}

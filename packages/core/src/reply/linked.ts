import type { Url } from "../fields/location.ts";
import { location } from "../fields/location.ts";
import { linked, xmlText } from "./content.ts";
import { type ErrorReply, errorReply, errorWithBody } from "./error-reply.ts";
import type { Options } from "./options.ts";
import { membersOf, type ProblemInit } from "./problem.ts";
import { neverStored } from "./storage.ts";

/**
 * 423 Locked (RFC 4918 section 11.3, WebDAV).
 *
 * @param body - The `error` document that names the lock. Text is sent as application/xml, unless `type` names
 * another type.
 * @param o - Caching and further fields.
 * @throws TypeError if the body has no representation; TypeError or RangeError for a wrong option.
 * @example
 * ```ts
 * locked('<d:error xmlns:d="DAV:"><d:no-conflicting-lock/></d:error>');
 * ```
 */
export function locked<B>(body: B, o?: Options): ErrorReply<423, never, B> {
  return errorWithBody(423, body, xmlText(body, o));
}

/**
 * 451 Unavailable For Legal Reasons (RFC 7725 section 3).
 *
 * @param o - `blockedBy`: the URI of whoever implements the block, not of whoever ordered it (section 4),
 * sent as `Link` with rel "blocked-by"; `problem`: who demands it, under which law, and what it covers.
 * @throws TypeError or RangeError for a wrong option or problem member.
 * @example
 * ```ts
 * unavailableForLegalReasons({ blockedBy: "https://isp.example" }); // Link: <https://isp.example>; rel=blocked-by
 * ```
 */
export function unavailableForLegalReasons(
  o?: Options & { readonly blockedBy?: Url; readonly problem?: ProblemInit },
): ErrorReply<451> {
  return errorReply(451, o?.problem, o, linked(o?.blockedBy, "blocked-by"));
}

/**
 * 511 Network Authentication Required (RFC 6585 section 6): sent by a captive portal, never by an origin. Never
 * stored.
 *
 * @param loginUrl - Where a person logs in to the network. It becomes the member `login` of the problem,
 * because the representation SHOULD link to it.
 * @param problem - A detail, or problem members.
 * @param o - Further fields.
 * @throws RangeError if the URL is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option or problem member.
 * @example
 * ```ts
 * networkAuthenticationRequired("https://login.example/").body; // { ..., login: "https://login.example/" }
 * ```
 */
export function networkAuthenticationRequired(
  loginUrl: Url,
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<511, "cache-control"> {
  const members = { ...membersOf(problem), login: location.format(loginUrl) };
  return errorReply<511, "cache-control">(511, members, o, neverStored);
}

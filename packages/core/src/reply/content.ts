import type { OneOrMore } from "../fields/challenge.ts";
import { type ETag, etagField } from "../fields/etag.ts";
import { im as imField } from "../fields/im.ts";
import { formatLink } from "../fields/link.ts";
import type { Url } from "../fields/location.ts";
import { given, type Options, type Retry } from "./options.ts";
import { type Reply, reply } from "./reply.ts";
import { waiting } from "./retry.ts";

/**
 * 200 OK (RFC 9110 section 15.3.1).
 *
 * @param body - The representation: JSON value, text, bytes or stream; `undefined` is empty content.
 * @param o - Validators, type, caching and further fields.
 * @throws TypeError if the body has no representation; TypeError or RangeError for a wrong option.
 * @example
 * ```ts
 * ok({ id: 7 }, { etag: etag("v1") }); // Content-Type: application/json, ETag: "v1"
 * ```
 */
export function ok<B>(body: B, o?: Options): Reply<200, never, B> {
  return reply(200, body, o);
}

/** Options of `accepted`: where and when to look for the outcome. */
export type AcceptedOptions = Options & Retry & { readonly statusUrl?: Url };

/**
 * 202 Accepted (RFC 9110 section 15.3.3): the work goes on after this response.
 *
 * @param body - The current state, and where to look for the outcome.
 * @param o - `statusUrl` is sent as a `Link` with rel "status" (RFC 8631), because Location has no meaning with
 * 202; `retryAfter` says when to look there.
 * @throws TypeError if the body has no representation; TypeError or RangeError for a wrong option.
 * @example
 * ```ts
 * accepted({ state: "queued" }, { statusUrl: "/jobs/7" }); // Link: </jobs/7>; rel=status
 * ```
 */
export function accepted<B = undefined>(body?: B, o?: AcceptedOptions): Reply<202, never, B>;
export function accepted(body?: unknown, o?: AcceptedOptions): Reply<202> {
  return reply(202, body, o, {
    "retry-after": waiting(o),
    ...linked(o?.statusUrl, "status"),
  });
}

/**
 * 203 Non-Authoritative Information (RFC 9110 section 15.3.4): for a proxy that changed the content
 * of a 200. An origin has no use for it.
 *
 * @param body - The representation as it was changed.
 * @param o - Validators, type, caching and further fields.
 * @throws TypeError if the body has no representation; TypeError or RangeError for a wrong option.
 * @example
 * ```ts
 * nonAuthoritativeInformation(shrunk, { type: "image/webp" });
 * ```
 */
export function nonAuthoritativeInformation<B>(body: B, o?: Options): Reply<203, never, B> {
  return reply(203, body, o);
}

/**
 * 207 Multi-Status (RFC 4918 section 11.1, WebDAV).
 *
 * @param body - The `multistatus` document. Text is sent as application/xml, unless `type` names another type.
 * @param o - Validators, type, caching and further fields.
 * @throws TypeError if the body has no representation; TypeError or RangeError for a wrong option.
 * @example
 * ```ts
 * multiStatus('<d:multistatus xmlns:d="DAV:"/>'); // Content-Type: application/xml; charset=utf-8
 * ```
 */
export function multiStatus<B>(body: B, o?: Options): Reply<207, never, B> {
  return reply(207, body, xmlText(body, o));
}

/**
 * 226 IM Used (RFC 3229 section 10.4.1): the response to a GET with A-IM, after instance manipulations.
 *
 * @param im - The manipulations, in the order in which they were applied: tokens.
 * @param body - The manipulated representation.
 * @param o - The `etag` of the current instance is required.
 * @throws RangeError if a manipulation is not a token; TypeError or RangeError for a wrong body or option.
 * @example
 * ```ts
 * imUsed("feed", entries, { etag: etag("v9") }); // IM: feed
 * ```
 */
export function imUsed<B>(
  im: OneOrMore<string>,
  body: B,
  o: Options & { readonly etag: ETag },
): Reply<226, "im" | "etag", B> {
  const names = imField.format(typeof im === "string" ? [im] : im);
  const { etag, ...options } = given(o, DEFINED);
  if (etag === undefined) throw new TypeError(`etag: 226 IM Used requires it (${DEFINED})`);
  const own = { im: names, etag: etagField.format(etag) };
  return reply<226, B, "im" | "etag">(226, body, options, own);
}

const DEFINED = "RFC 3229 section 10.4.1";

/** The one link that a status asks for, before those of the options. */
export function linked(href: Url | undefined, rel: string): { readonly link?: string } {
  return href === undefined ? {} : { link: formatLink({ href, rel }) };
}

/** WebDAV bodies are XML (RFC 4918 section 8.2): text without a type is sent as that. */
export function xmlText(body: unknown, o: Options | undefined): Options | undefined {
  const said = given(o, "RFC 4918 section 8.2").type !== undefined || typeof body !== "string";
  return said ? o : { ...o, type: "application/xml; charset=utf-8" };
}

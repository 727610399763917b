import { location, type Url } from "../fields/location.ts";
import type { Options, Retry } from "./options.ts";
import { type Reply, reply } from "./reply.ts";
import { waiting } from "./retry.ts";

/** The helper of 201; `created.here` is for a PUT that created the resource at the target URI itself. */
export interface Created {
  <B = undefined>(location: Url, body?: B, o?: Options): Reply<201, "location", B>;
  here<B = undefined>(body?: B, o?: Options): Reply<201, never, B>;
}

function createdAt<B = undefined>(at: Url, body?: B, o?: Options): Reply<201, "location", B>;
function createdAt(at: Url, body?: unknown, o?: Options): Reply<201, "location"> {
  return reply<201, unknown, "location">(201, body, o, { location: location.format(at) });
}

function here<B = undefined>(body?: B, o?: Options): Reply<201, never, B>;
function here(body?: unknown, o?: Options): Reply<201> {
  return reply(201, body, o);
}

/**
 * 201 Created (RFC 9110 section 15.3.2). `created(location)` names the new resource, as the response to a POST
 * should; `created.here()` says that it is at the target URI, as after a PUT (section 9.3.4).
 *
 * @param location - Where it is: a URL or a relative reference. Unicode is percent-encoded.
 * @param body - A representation of what was created, or of the outcome.
 * @param o - Validators, type, caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong body or option.
 * @example
 * ```ts
 * created("/users/7", { id: 7 }).headers.location; // "/users/7"
 * created.here({ id: 7 }); // 201 without Location
 * ```
 */
export const created: Created = /* @__PURE__ */ Object.assign(createdAt, { here });

function redirect<S extends number>(
  status: S,
  at: Url,
  o: (Options & Retry) | undefined,
): Reply<S, "location", undefined> {
  const own = { location: location.format(at), "retry-after": waiting(o) };
  return reply<S, undefined, "location">(status, undefined, o, own);
}

/**
 * 301 Moved Permanently (RFC 9110 section 15.4.2). Cacheable; a client may turn a POST into a GET, so
 * for anything but a page `permanentRedirect` is the better choice.
 *
 * @param location - The new URI: a URL or a relative reference. Pass input from outside to `localRedirect`
 * first.
 * @param o - `retryAfter`: how long to wait before following; caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option.
 * @example
 * ```ts
 * movedPermanently("/new").headers.location; // "/new"
 * ```
 */
export function movedPermanently(
  location: Url,
  o?: Options & Retry,
): Reply<301, "location", undefined> {
  return redirect(301, location, o);
}

/**
 * 302 Found (RFC 9110 section 15.4.3): elsewhere for now. A client may turn a POST into a GET; use `seeOther`
 * to ask for that, and `temporaryRedirect` to prevent it.
 *
 * @param location - The URI for now: a URL or a relative reference. Pass input from outside to
 * `localRedirect` first.
 * @param o - `retryAfter`: how long to wait before following; caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option.
 * @example
 * ```ts
 * found("/login").headers.location; // "/login"
 * ```
 */
export function found(location: Url, o?: Options & Retry): Reply<302, "location", undefined> {
  return redirect(302, location, o);
}

/**
 * 303 See Other (RFC 9110 section 15.4.4): a GET elsewhere shows the outcome.
 *
 * @param location - Where: a URL or a relative reference. Pass input from outside to `localRedirect` first.
 * @param o - `retryAfter`: how long to wait before following; caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option.
 * @example
 * ```ts
 * seeOther("/orders/9").headers.location; // "/orders/9"
 * ```
 */
export function seeOther(location: Url, o?: Options & Retry): Reply<303, "location", undefined> {
  return redirect(303, location, o);
}

/**
 * 307 Temporary Redirect (RFC 9110 section 15.4.8): elsewhere for now, with the same method and content.
 *
 * @param location - The URI for now: a URL or a relative reference. Pass input from outside to
 * `localRedirect` first.
 * @param o - `retryAfter`: how long to wait before following; caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option.
 * @example
 * ```ts
 * temporaryRedirect("https://eu.example/upload").headers.location; // "https://eu.example/upload"
 * ```
 */
export function temporaryRedirect(
  location: Url,
  o?: Options & Retry,
): Reply<307, "location", undefined> {
  return redirect(307, location, o);
}

/**
 * 308 Permanent Redirect (RFC 9110 section 15.4.9): moved for good, with the same method and content.
 *
 * @param location - The new URI: a URL or a relative reference. Pass input from outside to `localRedirect`
 * first.
 * @param o - `retryAfter`: how long to wait before following; caching and further fields.
 * @throws RangeError if the location is not an http, https or relative reference; TypeError or RangeError for a
 * wrong option.
 * @example
 * ```ts
 * permanentRedirect("/v2/users").headers.location; // "/v2/users"
 * ```
 */
export function permanentRedirect(
  location: Url,
  o?: Options & Retry,
): Reply<308, "location", undefined> {
  return redirect(308, location, o);
}

/**
 * 300 Multiple Choices (RFC 9110 section 15.4.1).
 *
 * @param alternatives - A list from which a person or a program can choose.
 * @param o - `preferred`: the server's own choice, which clients may follow by themselves; caching and further
 * fields.
 * @throws RangeError if `preferred` is not an http, https or relative reference; TypeError or RangeError for a
 * wrong body or option.
 * @example
 * ```ts
 * multipleChoices(["/a.en", "/a.fr"], { preferred: "/a.en" }); // Location: /a.en
 * ```
 */
export function multipleChoices<B>(
  alternatives: B,
  o?: Options & { readonly preferred?: Url },
): Reply<300, never, B> {
  const own = o?.preferred === undefined ? {} : { location: location.format(o.preferred) };
  return reply(300, alternatives, o, own);
}

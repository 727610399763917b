import type { NoBody } from "./options.ts";
import { type Reply, reply } from "./reply.ts";

/**
 * 204 No Content (RFC 9110 section 15.3.5).
 *
 * @param o - Caching and further fields; an `etag` describes the target after the action.
 * @throws TypeError if it is given content or something that describes content.
 * @example
 * ```ts
 * noContent({ etag: etag("v2") }); // 204, ETag: "v2", no Content-Length
 * ```
 */
export function noContent(o?: NoBody): Reply<204, never, never>;
export function noContent(o?: NoBody): Reply<204> {
  return reply(204, undefined, o);
}

/**
 * 205 Reset Content (RFC 9110 section 15.3.6): the client should reset the form that it sent. Unlike a 204 it
 * has to be framed as empty, hence the Content-Length.
 *
 * @param o - Caching and further fields.
 * @throws TypeError if it is given content or something that describes content.
 * @example
 * ```ts
 * resetContent().headers["content-length"]; // "0"
 * ```
 */
export function resetContent(o?: NoBody): Reply<205, "content-length", never>;
export function resetContent(o?: NoBody): Reply<205, "content-length"> {
  return reply<205, unknown, "content-length">(205, undefined, o, { "content-length": "0" });
}

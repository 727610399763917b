/**
 * End-to-end fields, which are meant for all recipients, so Connection must not name them (RFC 9110 section
 * 7.6.1).
 *
 * @example
 * ```ts
 * endToEnd.has("cache-control"); // true
 * ```
 */
export const endToEnd: ReadonlySet<string> = new Set([
  "accept-ranges",
  "age",
  "allow",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "etag",
  "expires",
  "last-modified",
  "link",
  "location",
  "retry-after",
  "server",
  "set-cookie",
  "strict-transport-security",
  "vary",
  "www-authenticate",
]);

/**
 * Fields that speak of one connection of HTTP/1, which HTTP/2 and HTTP/3 must not have (RFC 9113 section 8.2.2).
 * Transfer-Encoding, which only the server itself can write, is not among them.
 *
 * @example
 * ```ts
 * connectionSpecific.includes("upgrade"); // true
 * ```
 */
export const connectionSpecific: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "upgrade",
];

/**
 * Fields that only clients send. Accept and Accept-Encoding are not among them, because a 415 may have either
 * (RFC 9110 section 15.5.16).
 *
 * @example
 * ```ts
 * requestOnly.includes("if-match"); // true
 * ```
 */
export const requestOnly: readonly string[] = [
  "accept-charset",
  "accept-language",
  "access-control-request-headers",
  "access-control-request-method",
  "authorization",
  "cookie",
  "expect",
  "from",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "max-forwards",
  "origin",
  "prefer",
  "proxy-authorization",
  "range",
  "referer",
  "te",
  "user-agent",
];

/**
 * Fields that hold one value: their grammar has no place for a second line (RFC 9110 section 5.3).
 * Content-Length is not among them, because recipients may accept the same length twice.
 *
 * @example
 * ```ts
 * singletons.includes("etag"); // true
 * ```
 */
export const singletons: readonly string[] = [
  "access-control-allow-credentials",
  "access-control-allow-origin",
  "access-control-max-age",
  "age",
  "content-disposition",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "deprecation",
  "etag",
  "expires",
  "last-modified",
  "location",
  "retry-after",
  "server",
  "strict-transport-security",
  "sunset",
  "x-content-type-options",
  "x-frame-options",
];

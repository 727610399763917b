/** Header fields by name in lower case. */
type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * The fields that describe a representation rather than the message, the server or the connection, and
 * whether a 304 keeps them (RFC 9110 section 15.4.5). It updates a stored response, so it keeps what caches
 * need and leaves out what they have. Cache-Control and Expires describe the response and not its content,
 * but another response must not inherit them either.
 */
const representation: ReadonlyMap<string, "keep" | "drop"> = new Map<string, "keep" | "drop">([
  ["cache-control", "keep"],
  ["content-location", "keep"],
  ["etag", "keep"],
  ["expires", "keep"],
  ["last-modified", "keep"], // Only if there is no ETag.
  ["accept-ranges", "drop"],
  ["content-digest", "drop"],
  ["content-disposition", "drop"],
  ["content-encoding", "drop"],
  ["content-language", "drop"],
  ["content-length", "drop"],
  ["content-md5", "drop"],
  ["content-range", "drop"],
  ["content-type", "drop"],
  ["digest", "drop"],
  ["repr-digest", "drop"],
]);

/**
 * Does this field describe the representation (RFC 9110 section 8), so that a response with other content
 * must not inherit it?
 *
 * @param name - A field name in lower case.
 * @example
 * ```ts
 * isRepresentationMetadata("content-type"); // true
 * isRepresentationMetadata("content-security-policy"); // false
 * ```
 */
export function isRepresentationMetadata(name: string): boolean {
  return representation.has(name);
}

/**
 * The header section of a 304, as a filter over the 200 that it replaces (RFC 9110 section 15.4.5).
 *
 * @param headers - The fields of the 200, by name in lower case.
 * @returns A record without prototype and without the metadata that a 304 SHOULD NOT carry. Fields that do not
 *   describe the representation stay: CORS, cookies, security.
 * @example
 * ```ts
 * notModifiedFields({ etag: '"a"', "content-type": "text/html", vary: "accept" }); // { etag: '"a"', vary: "accept" }
 * ```
 */
export function notModifiedFields(headers: Fields): Record<string, string | readonly string[]> {
  const kept: Record<string, string | readonly string[]> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || representation.get(name) === "drop") continue;
    if (name === "last-modified" && Object.hasOwn(headers, "etag")) continue;
    kept[name] = value;
  }
  return kept;
}

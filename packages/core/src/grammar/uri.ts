// RFC 3986 appendix B, with the scheme told apart by its own grammar. It matches the whole of every
// string, so splitting a string by it leaves the parts; the empty string leaves nothing.
const COMPONENTS = /^([A-Za-z][A-Za-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/** The parts of a URI reference as they were written; an empty authority is "", no authority is undefined. */
export interface Components {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/**
 * Takes a URI reference apart (RFC 3986 section 3 and appendix B). It checks nothing: every string has these
 * parts.
 *
 * @param reference - Any text, as a URI reference.
 * @returns The scheme in lower case without its colon, the authority without its slashes, the path,
 *   the query without "?", the fragment without "#".
 * @example
 * ```ts
 * componentsOf("HTTP://a.example/b?c").scheme; // "http"
 * ```
 */
export function componentsOf(reference: string): Components {
  const [, scheme, authority, path = "", query, fragment] = reference.split(COMPONENTS);
  return {
    scheme: scheme?.slice(0, -1).toLowerCase(),
    authority,
    path,
    query: query?.slice(1),
    fragment: fragment?.slice(1),
  };
}

/**
 * The scheme of a URI reference in lower case (RFC 3986 section 3.1); undefined if it is relative.
 *
 * @param reference - Any text, as a URI reference.
 * @example
 * ```ts
 * schemeOf("JavaScript:alert(1)"); // "javascript"
 * schemeOf("/a:b"); // undefined
 * ```
 */
export function schemeOf(reference: string): string | undefined {
  return /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(reference)?.[1]?.toLowerCase();
}

/**
 * Parses a reference as browsers do; undefined if they cannot. `URL.canParse` is no way to find out: once it is
 * optimised, Node 20 and 22 read the octets of Latin-1 text as UTF-8.
 *
 * @param reference - Any text, or a URL.
 * @param base - What it is relative to. Without it, only an absolute URL can be parsed.
 * @example
 * ```ts
 * parseUrl("/b", "http://a.example/")?.href; // "http://a.example/b"
 * parseUrl("/b"); // undefined
 * ```
 */
export function parseUrl(reference: string | URL, base?: string | URL): URL | undefined {
  try {
    return new URL(reference, base);
  } catch {
    return undefined;
  }
}

/**
 * Is this a `URI-reference` (RFC 3986 section 4.1)? The empty string is one.
 *
 * @param text - Any text.
 * @example
 * ```ts
 * isUriReference("/a%20b"); // true
 * isUriReference("/a b"); // false
 * ```
 */
export function isUriReference(text: string): boolean {
  if (/[^\w\-.~:/?#[\]@!$&'()*+,;=%]|%(?![\dA-Fa-f]{2})/.test(text)) return false;
  const { scheme, authority, path, query = "", fragment = "" } = componentsOf(text);
  if (/[[\]]/.test(path + query + fragment) || fragment.includes("#")) return false;
  // Section 4.2: the first segment of a relative path has no colon, or it would be a scheme.
  if (scheme === undefined && /^[^/]*:/.test(path)) return false;
  return authority === undefined || isAuthority(authority);
}

/**
 * Percent-encodes what a URI reference cannot contain (RFC 3986 section 2.1): Unicode as UTF-8, and unsafe
 * ASCII. What is already encoded stays as it is; a lone surrogate becomes U+FFFD. The result is a URI
 * reference, unless the authority is malformed.
 *
 * @param text - A reference as people write it.
 * @example
 * ```ts
 * encodeReference("/café au lait?100%"); // "/caf%C3%A9%20au%20lait?100%25"
 * ```
 */
export function encodeReference(text: string): string {
  if (/^\/[\w\-.~/?&=]*$/.test(text)) return text;
  const [, scheme = "", authority, path = "", query = "", fragment = ""] = text.split(COMPONENTS);
  // Brackets belong to an IP literal and to nothing else (section 3.2.2).
  const host = authority === undefined ? "" : `//${authority.replace(/[^[\]]+/g, encode)}`;
  // Section 4.2: "./" keeps a colon in the first segment from making a scheme.
  const dot = scheme === "" && /^[^/]*:/.test(path) ? "./" : "";
  const tail = fragment === "" ? "" : `#${encode(fragment.slice(1)).replaceAll("#", "%23")}`;
  return scheme + host + dot + encode(path) + encode(query) + tail;
}

function encode(part: string): string {
  return encodeURI(part.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/%25([\dA-Fa-f]{2})/g, "%$1");
}

// RFC 3986 section 3.2: [ userinfo "@" ] host [ ":" port ].
function isAuthority(authority: string): boolean {
  const at = authority.indexOf("@");
  if (/[@[\]]/.test(authority.slice(0, Math.max(at, 0)))) return false;
  const host = authority.slice(at + 1);
  return /^(?:\[(?:[\dA-Fa-f:.]+|[vV][\dA-Fa-f]+\.[^@[\]]+)\]|[^@:[\]]*)(?::\d*)?$/.test(host);
}

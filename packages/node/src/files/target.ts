import { type AnyReply, movedPermanently, uriTooLong } from "@rightstatus/core";

/** The parts of a request target that matter for a redirect to another path. */
export interface Target {
  readonly path: string;
  /** With its "?", or empty. */
  readonly search: string;
}

/**
 * Parses a request target: a path, or an absolute URI, which servers MUST accept too (RFC 9112 section
 * 3.2.2). A URL parser would not do: "//a/b" is a path here.
 *
 * @example
 * ```ts
 * targetOf("http://a.example/b?c"); // { path: "/b", search: "?c" }
 * ```
 */
export function targetOf(target: string): Target {
  const [, path = "", search = ""] = TARGET.exec(target) ?? [];
  return { path: path || "/", search }; // RFC 9110 section 4.2.3: no path is the path "/".
}

// Every string matches. A fragment, which no target has, is left out.
const TARGET = /^(?:https?:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i;

// RFC 3986 section 2.3: letters, digits and -._~ mean the same encoded and not.
const ENCODED_UNRESERVED = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi;

/**
 * The target without needless percent-encoding (RFC 3986 section 6.2.2.2).
 *
 * @returns `undefined` if it has none.
 */
export function normalised({ path, search }: Target): Target | undefined {
  const normal = path.replace(ENCODED_UNRESERVED, decodeURIComponent);
  return normal === path ? undefined : { path: normal, search };
}

/**
 * A 301 to another path on this server (RFC 9110 section 15.4.2). It never names a host, as two slashes, or
 * what browsers read as such, would do (RFC 3986 section 4.2).
 */
export function redirectTo({ path, search }: Target): AnyReply {
  const location = `/${path.replace(/^[/\\]+/, "")}${search}`.replaceAll("\\", "%5C");
  try {
    return movedPermanently(location);
  } catch {
    return uriTooLong(); // All else that Location refuses is encoded by now.
  }
}

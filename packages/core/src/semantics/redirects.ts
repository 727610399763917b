import { location, type Url } from "../fields/location.ts";
import { encodeReference, parseUrl } from "../grammar/uri.ts";

/**
 * Makes a reference that is safe to redirect to out of untrusted input, such as the `next` of a login form or a
 * Referer (RFC 9110 section 17.11). It is read by the URL parser that browsers use, and the parser's own
 * serialisation is returned, so that what was checked is what is sent.
 *
 * @param untrusted - Any reference. Anything but a string is refused.
 * @param base - The absolute URL of the request, with its real scheme: `https:x` is a path on https and a
 *   host on http.
 * @param o - `allow`: further origins, such as "https://login.example".
 * @returns A path on the origin of `base`, or an absolute URL on an allowed origin, in the grammar of Location;
 *   undefined for everything else: other origins and schemes, userinfo, control characters, more than 8192
 *   characters, and the empty string.
 * @throws TypeError if `base` or a member of `allow` is not an absolute http or https URL.
 * @example
 * ```ts
 * localRedirect("/a?b#c", "https://good.example/x"); // "/a?b#c"
 * localRedirect("/\\evil.example", "https://good.example/x"); // undefined
 * ```
 */
export function localRedirect(
  untrusted: string,
  base: Url,
  o?: { readonly allow?: readonly string[] },
): string | undefined {
  const own = originOf(base, "base");
  const allowed = o?.allow?.map((origin) => originOf(origin, "allow")) ?? [];
  // The parser drops tabs and newlines, and trims other controls, before it looks for a host.
  if (typeof untrusted !== "string" || untrusted === "" || hasControl(untrusted)) return undefined;

  const url = parseUrl(untrusted, base);
  // The origin of blob:https://good.example/1 is the good one.
  if (url === undefined || !isHttp(url) || url.username !== "" || url.password !== "") {
    return undefined;
  }
  if (url.origin === own) return location.parse(encodeReference(fromRoot(url)));
  return allowed.includes(url.origin) ? location.parse(encodeReference(url.href)) : undefined;
}

// A path may itself start with "//" (from "/.//x"), which as a reference names another host.
function fromRoot(url: URL): string {
  return url.pathname.startsWith("//") ? url.href : url.href.slice(url.origin.length);
}

function originOf(trusted: Url, parameter: string): string {
  const url = parseUrl(trusted);
  if (url !== undefined && isHttp(url)) return url.origin;
  throw new TypeError(
    `localRedirect: want an absolute http or https URL as ${parameter}, got ${String(trusted)} (RFC 9110 section 4.2)`,
  );
}

function isHttp(url: URL): boolean {
  return url.protocol === "https:" || url.protocol === "http:";
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

import { componentsOf, encodeReference, isUriReference, parseUrl } from "../grammar/uri.ts";
import { type FieldCodec, refusal, show } from "./codec.ts";

/** A URI reference as text, Unicode allowed, or a parsed URL. */
export type Url = string | URL;

/** Characters. Clients refuse header sections with much longer lines. */
const LONGEST = 8192;

/**
 * `Location = URI-reference` (RFC 9110 section 10.2.2): http, https or relative. Unicode and unsafe ASCII are
 * percent-encoded. What user agents read in another way than it looks is refused: control characters, a space
 * at either end, a backslash, other schemes, userinfo, an empty host.
 *
 * This does not protect from references that come from outside: "//other.example" is legal here.
 *
 * @example
 * ```ts
 * location.format("/café"); // "/caf%C3%A9"
 * ```
 */
export const location: FieldCodec<string, Url> = referenceField(
  "location",
  "RFC 9110 section 10.2.2",
  "an http, https or relative URL that all user agents read alike",
  isSafe,
);

/**
 * `Content-Location = absolute-URI / partial-URI` (RFC 9110 section 8.7): as Location, without a
 * fragment.
 *
 * @example
 * ```ts
 * contentLocation.format(new URL("https://a.example/b")); // "https://a.example/b"
 * ```
 */
export const contentLocation: FieldCodec<string, Url> = referenceField(
  "content-location",
  "RFC 9110 section 8.7",
  "an http, https or relative URL without a fragment",
  (reference) => isSafe(reference) && !reference.includes("#"),
);

/* @__NO_SIDE_EFFECTS__ */ function referenceField(
  name: Lowercase<string>,
  section: string,
  wanted: string,
  isLegal: (reference: string) => boolean,
): FieldCodec<string, Url> {
  const codec: FieldCodec<string, Url> = {
    name,
    section,
    parse: (line) => (isLegal(line) ? line : undefined),
    format(url) {
      const text = url instanceof URL ? url.href : url;
      if (typeof text !== "string" || text === "") {
        // Also for the empty string, legal as it is: a URL was forgotten.
        const got = text === "" ? "an empty string" : show(text);
        throw new TypeError(`${name}: want a URL, got ${got} (${section})`);
      }
      const reference = isClean(text) ? encodeReference(withAsciiHost(text)) : "";
      if (isLegal(reference)) return reference;
      throw refusal(codec, wanted, text);
    },
  };
  return codec;
}

// Asked before anything is parsed: URL parsers drop tabs and newlines, trim, and read "\" as "/".
// The class names what is clean: from SP to "[", from "]" to "~", and all beyond ASCII.
function isClean(text: string): boolean {
  return /^[ -[\]-~\x80-\uffff]*$/.test(text) && !text.startsWith(" ") && !text.endsWith(" ");
}

// RFC 3986 section 3.2.2 wants IDNA for a name in Unicode that is meant for DNS.
function withAsciiHost(url: string): string {
  if (!/[^ -~]/.test(url)) return url;
  const { authority = "" } = componentsOf(url);
  if (!/[^ -~]/.test(authority) || authority.includes("@")) return url;
  const parsed = parseUrl(url, "http://a");
  return parsed === undefined ? url : url.replace(authority, () => parsed.host);
}

function isSafe(reference: string): boolean {
  if (reference === "" || reference.length > LONGEST) return false;
  if (/^\/(?:[\w\-.~?&=][\w\-.~/?&=]*)?$/.test(reference)) return true; // Nearly all of them, and cheap to see.
  if (!isUriReference(reference)) return false;
  const { scheme, authority } = componentsOf(reference);
  if (scheme === undefined && authority === undefined) return true;
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") return false;
  // RFC 9110 sections 4.2.1, 4.2.2 and 4.2.4: an authority, with a host and without userinfo.
  if (authority === undefined || /^:|^$|@/.test(authority)) return false;
  return parseUrl(reference, "http://a") !== undefined;
}

import { nextMember } from "../grammar/list.ts";
import { type FieldCodec, refusal } from "./codec.ts";
import { digest } from "./digest.ts";

declare const etagT: unique symbol;

/** An entity-tag as fields have it: in quotes, and with `W/` in front if it is weak. */
export type ETag = string & { readonly [etagT]: true };

/**
 * ETag (RFC 9110 section 8.8.3): the version of a representation. `format` accepts only printable ASCII;
 * `parse` also accepts obs-text, as the grammar does.
 *
 * @example
 * ```ts
 * etagField.format(etag("7", { weak: true })); // 'W/"7"'
 * ```
 */
export const etagField: FieldCodec<ETag> = {
  name: "etag",
  section: "RFC 9110 section 8.8.3",
  parse: (line) => (isETag(line) ? line : undefined),
  format(tag) {
    if (typeof tag === "string" && isPlain(tag)) return tag;
    throw refusal(etagField, 'an entity-tag such as "7" with its quotes', tag);
  },
};

/**
 * Makes an entity-tag of a version that the application keeps (RFC 9110 section 8.8.3).
 *
 * @param opaque - Any printable ASCII but space and DQUOTE, without quotes; may be empty.
 * @param o - `weak`: representations with this tag are equivalent, but need not be the same bytes.
 * @returns The tag in double quotes, after `W/` if it is weak.
 * @throws TypeError if `opaque` is not a string; RangeError if a character in it is illegal.
 * @example
 * ```ts
 * etag("rev-7"); // '"rev-7"'
 * etag("rev-7", { weak: true }); // 'W/"rev-7"'
 * ```
 */
export function etag(opaque: string, o?: { weak?: boolean }): ETag {
  if (typeof opaque !== "string") {
    throw new TypeError(`etag: want a string, got ${typeof opaque} (RFC 9110 section 8.8.3)`);
  }
  const tag = o?.weak ? `W/"${opaque}"` : `"${opaque}"`;
  if (isPlain(tag)) return tag;
  throw refusal(etagField, "printable ASCII without space and DQUOTE", opaque);
}

/**
 * Makes the strong entity-tag of exactly these bytes from their number and their MurmurHash3 (RFC 9110 section
 * 8.8.3). It tells versions apart; it is no protection from somebody who chooses the bytes.
 *
 * @param bytes - The representation as it is sent; a string counts as its UTF-8.
 * @returns The same tag for the same bytes, on every machine.
 * @example
 * ```ts
 * etagOf(""); // '"0-00000000000000000000000000000000"'
 * ```
 */
export function etagOf(bytes: Uint8Array | string): ETag {
  return etag(digest(bytes));
}

/**
 * Strong comparison (RFC 9110 section 8.8.3.2): neither is weak, and they are the same.
 *
 * @param a - One tag.
 * @param b - The other; the order does not matter.
 * @example
 * ```ts
 * strongMatch(etag("1"), weaken(etag("1"))); // false
 * ```
 */
export function strongMatch(a: ETag, b: ETag): boolean {
  return a === b && !isWeak(a);
}

/**
 * Weak comparison (RFC 9110 section 8.8.3.2): the same, whether weak or not.
 *
 * @param a - One tag.
 * @param b - The other; the order does not matter.
 * @example
 * ```ts
 * weakMatch(etag("1"), weaken(etag("1"))); // true
 * ```
 */
export function weakMatch(a: ETag, b: ETag): boolean {
  return (isWeak(a) ? a.slice(2) : a) === (isWeak(b) ? b.slice(2) : b);
}

/**
 * Is this tag weak (RFC 9110 section 8.8.1)?
 *
 * @param tag - The tag.
 * @example
 * ```ts
 * isWeak(etag("1")); // false
 * ```
 */
export function isWeak(tag: ETag): boolean {
  return tag.startsWith("W/");
}

/**
 * The weak form of a tag, for a representation whose bytes are changed on the way out (RFC 9110
 * section 8.8.1).
 *
 * @param tag - A tag, weak or strong.
 * @returns The tag after `W/`; a weak one as it is.
 * @example
 * ```ts
 * weaken(etag("7")); // 'W/"7"'
 * ```
 */
export function weaken(tag: ETag): ETag {
  const weak = `W/${tag}`;
  return isETag(weak) ? weak : tag; // A weak tag with another W/ would not be a tag.
}

/**
 * Reads `#entity-tag`. A comma inside a tag is part of it, and a backslash escapes nothing, so this is not a
 * list of quoted-strings.
 *
 * @param line - The field value, lines joined with commas.
 * @returns The tags in order, possibly none; undefined if anything else stands between them.
 * @example
 * ```ts
 * parseTags('"a,b", W/"c"'); // ['"a,b"', 'W/"c"']
 * ```
 */
export function parseTags(line: string): readonly ETag[] | undefined {
  const tags: ETag[] = [];
  let at = nextMember(line, 0);
  while (at !== undefined && at < line.length) {
    const close = line.indexOf('"', line.indexOf('"', at) + 1) + 1;
    const tag = line.slice(at, close);
    if (!isETag(tag)) return undefined;
    tags.push(tag);
    at = nextMember(line, close);
  }
  return at === undefined ? undefined : tags;
}

// `W/` is case-sensitive; etagc is %x21 / %x23-7E / obs-text.
function isETag(text: string): text is ETag {
  return /^(?:W\/)?"[!#-~\x80-\xff]*"$/.test(text);
}

// An entity-tag without obs-text, as we send it.
function isPlain(text: string): text is ETag {
  return /^(?:W\/)?"[!#-~]*"$/.test(text);
}

import { skipOws, tokenEnd } from "./token.ts";
import { readWord } from "./word.ts";

const SEMICOLON = 0x3b;
const EQUALS = 0x3d;

/** A name in lower case, and its value; true if it stood alone. */
export interface Attribute {
  readonly name: string;
  readonly value: string | true;
  /** Index after its last character. */
  readonly end: number;
}

/**
 * Reads `token [ BWS "=" BWS ( token / quoted-string ) ]` at `at`: a parameter of a challenge (RFC 9110
 * section 11.2), a link (RFC 8288) or a preference (RFC 7240). Unlike a parameter of a media type, it may lack
 * a value and have whitespace around the equals sign.
 *
 * @param text - The text to look into.
 * @param at - Index of the first character of the name.
 * @returns The attribute; undefined if no token starts there, or no value follows the equals sign.
 * @example
 * ```ts
 * readAttribute('Title = "a b"; c', 0); // { name: "title", value: "a b", end: 13 }
 * ```
 */
export function readAttribute(text: string, at: number): Attribute | undefined {
  const end = tokenEnd(text, at);
  if (end === at) return undefined;
  const name = text.slice(at, end).toLowerCase();
  const equals = skipOws(text, end);
  if (text.charCodeAt(equals) !== EQUALS) return { name, value: true, end };
  const word = readWord(text, skipOws(text, equals + 1));
  return word && { name, ...word };
}

/**
 * Reads `*( OWS ";" OWS [ attribute ] )` from `at` on, as far as it goes. If a name is repeated, the first one
 * counts.
 *
 * @param text - The text to look into.
 * @param at - Index after the thing that has these attributes.
 * @returns Values by lower-case name on a record without prototype, and the index after the last one and the
 *   whitespace behind it; undefined if something other than an attribute follows a semicolon.
 * @example
 * ```ts
 * readAttributes("<a>; rel=b; c, <d>", 3); // { values: { rel: "b", c: true }, end: 13 }
 * ```
 */
export function readAttributes(
  text: string,
  at: number,
): { readonly values: Record<string, string | true>; readonly end: number } | undefined {
  const values: Record<string, string | true> = Object.create(null);
  let end = skipOws(text, at);
  while (text.charCodeAt(end) === SEMICOLON) {
    end = skipOws(text, end + 1);
    if (tokenEnd(text, end) === end) continue; // Empty.
    const attribute = readAttribute(text, end);
    if (attribute === undefined) return undefined;
    values[attribute.name] ??= attribute.value;
    end = skipOws(text, attribute.end);
  }
  return { values, end };
}

import { closingQuote } from "./quoted-string.ts";
import { skipOws, trimOws } from "./token.ts";

const COMMA = 0x2c;
const DQUOTE = 0x22;

/**
 * The members of a list field (RFC 9110 section 5.6.1). A comma inside a quoted-string does not separate, empty
 * members are left out, and a quoted-string that never closes extends to the end.
 *
 * Not for entity-tags, in which a backslash does not escape.
 *
 * @param text - The field value, lines joined with commas.
 * @returns The members in order, without the whitespace around them.
 * @example
 * ```ts
 * splitList('a, "b,c" ,, d'); // ["a", "\"b,c\"", "d"]
 * ```
 */
export function splitList(text: string): readonly string[] {
  const members: string[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DQUOTE) i = closingQuote(text, i);
    if (i < text.length && code !== COMMA) continue;
    const member = trimOws(text.slice(start, i));
    if (member !== "") members.push(member);
    start = i + 1;
  }
  return members;
}

/**
 * The value with empty strings in place of all quoted-strings and angle brackets, so that its separators can
 * be checked.
 *
 * @param text - The field value.
 * @example
 * ```ts
 * unquoted('<a,b>; rel="c, d"'); // '""; rel=""'
 * ```
 */
export function unquoted(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|<[^>]*>?/gs, '""');
}

/**
 * Does a list have an empty member? Recipients skip it, but nobody may send it (RFC 9110 section 5.6.1.1).
 *
 * @param text - The field value.
 * @example
 * ```ts
 * hasEmptyMember("a,,b"); // true
 * ```
 */
export function hasEmptyMember(text: string): boolean {
  return /^[ \t]*,|,[ \t]*(?:,|$)/.test(unquoted(text));
}

/**
 * Is there whitespace at the equals sign of a parameter? Recipients take it, but nobody may send it (RFC 9110
 * sections 5.6.3 and 5.6.6).
 *
 * @param text - The field value.
 * @example
 * ```ts
 * hasSpaceAtEquals("a;b = c"); // true
 * ```
 */
export function hasSpaceAtEquals(text: string): boolean {
  return /[ \t]=|=[ \t]+[^, \t]/.test(unquoted(text));
}

/** May a sender write this list? */
export function isTidy(text: string): boolean {
  return !(hasEmptyMember(text) || hasSpaceAtEquals(text));
}

/**
 * The index of the next list member, after whitespace, commas, and the empty members between them (RFC 9110
 * section 5.6.1.2). For lists whose members are read one after the other.
 *
 * @param text - The field value.
 * @param at - Index after the previous member; 0 for the first.
 * @returns That index, or the length of the text if there is no other member; undefined if no comma follows the
 *   previous member.
 * @example
 * ```ts
 * nextMember('"a" , "b"', 3); // 6
 * ```
 */
export function nextMember(text: string, at: number): number | undefined {
  let next = skipOws(text, at);
  if (at > 0 && next < text.length && text.charCodeAt(next) !== COMMA) return undefined;
  while (text.charCodeAt(next) === COMMA) next = skipOws(text, next + 1);
  return next;
}

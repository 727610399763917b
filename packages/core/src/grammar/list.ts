import { closingQuote } from "./quoted-string.ts";
import { skipOws, trimOws } from "./token.ts";

const COMMA = 0x2c;
const DQUOTE = 0x22;

/**
 * The members of a list field (RFC 9110 section 5.6.1). A comma inside a quoted-string separates
 * nothing, empty members do not count, and a string that never closes reaches to the end.
 *
 * Not for entity-tags: there a backslash escapes nothing.
 *
 * @param text - The field value, lines joined with commas.
 * @returns The members in order, without the whitespace around them.
 * @example
 * ```ts
 * splitList('a, "b,c" ,, d'); // ["a", "\"b,c\"", "d"]
 * ```
 */
export function splitList(text: string): readonly string[] {
  return membersOf(text).filter((member) => member !== "");
}

/**
 * Is there nothing before, between or behind commas? Senders must not write that (section 5.6.1.1).
 *
 * @param text - The field value.
 * @example
 * ```ts
 * hasEmptyMember("a,,b"); // true
 * ```
 */
export function hasEmptyMember(text: string): boolean {
  const members = membersOf(text);
  return members.length > 1 && members.includes("");
}

function membersOf(text: string): readonly string[] {
  const members: string[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DQUOTE) i = closingQuote(text, i);
    if (i < text.length && code !== COMMA) continue;
    members.push(trimOws(text.slice(start, i)));
    start = i + 1;
  }
  return members;
}

/**
 * The index of the next list member: past whitespace, commas, and the empty members between them. For
 * lists whose members are read one after the other.
 *
 * @param text - The field value.
 * @param at - Index after the member before, or 0.
 * @returns That index, the length of the text if there is none; undefined if a member was before and no
 *   comma follows it.
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

import { isQuotable, quote, type Read, readQuoted } from "./quoted-string.ts";
import { isToken, tokenEnd } from "./token.ts";

/**
 * Reads `token / quoted-string` at `at`: the value of a parameter, a directive, a preference.
 *
 * @param text - The text to look into.
 * @param at - Index of its first character.
 * @returns Its value, and the index after it; undefined if neither starts there.
 * @example
 * ```ts
 * readWord("q=abc;d", 2); // { value: "abc", end: 5 }
 * ```
 */
export function readWord(text: string, at: number): Read | undefined {
  const end = tokenEnd(text, at);
  return end > at ? { value: text.slice(at, end), end } : readQuoted(text, at);
}

/**
 * Writes a value as a token if it is one, else as a quoted-string.
 *
 * @param text - The value.
 * @returns The text to send; undefined if no quoted-string can hold the value.
 * @example
 * ```ts
 * formatWord("utf-8"); // "utf-8"
 * formatWord("a b"); // "\"a b\""
 * ```
 */
export function formatWord(text: string): string | undefined {
  if (isToken(text)) return text;
  return isQuotable(text) ? quote(text) : undefined;
}

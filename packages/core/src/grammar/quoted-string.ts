const HTAB = 0x09;
const DQUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A value that was read, and the index after its last character in the text. */
export interface Read {
  readonly value: string;
  readonly end: number;
}

/**
 * Writes a `quoted-string` (RFC 9110 section 5.6.4). Only DQUOTE and backslash are escaped, because senders
 * should not escape what does not need it.
 *
 * @param text - HTAB and printable ASCII. The section allows more, but recipients disagree on what it means.
 * @throws RangeError if it contains another character.
 * @example
 * ```ts
 * quote('say "hi"'); // "\"say \\\"hi\\\"\""
 * ```
 */
export function quote(text: string): string {
  if (!isQuotable(text)) {
    throw new RangeError(
      `quoted-string: want HTAB or printable ASCII, got ${JSON.stringify(text)} (RFC 9110 section 5.6.4)`,
    );
  }
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * Can `quote` write this text?
 *
 * @param text - Any text.
 * @example
 * ```ts
 * isQuotable("café"); // false
 * ```
 */
export function isQuotable(text: string): boolean {
  return typeof text === "string" && !/[^\t -~]/.test(text);
}

/**
 * Reads the `quoted-string` that starts at `at` (RFC 9110 section 5.6.4), obs-text included.
 *
 * @param text - The text to look into.
 * @param at - Index of the opening DQUOTE.
 * @returns Its value, unescaped, and the index after the closing DQUOTE; undefined if no quoted-string starts
 *   there, or if it does not close or contains a control character.
 * @example
 * ```ts
 * readQuoted('a="b\\"c"', 2); // { value: 'b"c', end: 8 }
 * ```
 */
export function readQuoted(text: string, at: number): Read | undefined {
  if (text.charCodeAt(at) !== DQUOTE) return undefined;
  let value = "";
  let from = at + 1;
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DQUOTE) return { value: value + text.slice(from, i), end: i + 1 };
    if (code === BACKSLASH) {
      value += text.slice(from, i);
      i += 1;
      from = i;
    }
    if (!isText(text.charCodeAt(i))) return undefined;
  }
  return undefined;
}

/**
 * The index of the DQUOTE that closes the quoted-string opened at `at`, whatever is between them; the length of
 * the text if there is none. For scanners that look for what is outside of quotes.
 *
 * @param text - The text to look into.
 * @param at - Index of the opening DQUOTE.
 * @example
 * ```ts
 * closingQuote('"a,b", c', 0); // 4
 * ```
 */
export function closingQuote(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DQUOTE) return i;
    if (code === BACKSLASH) i += 1;
  }
  return text.length;
}

// qdtext and what a quoted-pair may escape differ by DQUOTE and backslash only. NaN is past the end.
function isText(code: number): boolean {
  return code === HTAB || (code >= 0x20 && code <= 0xff && code !== 0x7f);
}

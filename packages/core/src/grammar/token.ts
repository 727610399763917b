const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// Scanners ask this for every character, where a table is cheaper than the pattern.
const TCHAR: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) =>
  TOKEN.test(String.fromCharCode(code)) ? 1 : 0,
);

const HTAB = 0x09;
const SP = 0x20;

/**
 * Is this a `token` (RFC 9110 section 5.6.2): a field name, a method, a scheme?
 *
 * @param text - Any text.
 * @example
 * ```ts
 * isToken("x-trace"); // true
 * isToken("x trace"); // false
 * ```
 */
export function isToken(text: string): boolean {
  return typeof text === "string" && TOKEN.test(text); // To a pattern, undefined is "undefined".
}

/**
 * Where the token that starts at `at` ends: the index after its last character, or `at` itself if no token
 * starts there.
 *
 * @param text - The text to look into.
 * @param at - Index of the first character to look at.
 * @example
 * ```ts
 * tokenEnd("q=0.5", 0); // 1
 * ```
 */
export function tokenEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && TCHAR[text.charCodeAt(end)] === 1) end += 1;
  return end;
}

/**
 * May a field that we send have this value? This is narrower than `field-value` (RFC 9110 section 5.5):
 * printable ASCII with SP and HTAB inside, because other bytes mean different things to different recipients.
 * An empty value is legal.
 *
 * @param text - The value as it would be sent.
 * @example
 * ```ts
 * isFieldValue("a b"); // true
 * isFieldValue("a\r\nb"); // false
 * ```
 */
export function isFieldValue(text: string): boolean {
  if (isOws(text.charCodeAt(0)) || isOws(text.charCodeAt(text.length - 1))) return false;
  return !/[^\t -~]/.test(text);
}

/**
 * The text without the optional whitespace around it: SP and HTAB (RFC 9110 section 5.6.3), but nothing else
 * that Unicode calls a space.
 *
 * @param text - Any text.
 * @example
 * ```ts
 * trimOws(" \ta b "); // "a b"
 * ```
 */
export function trimOws(text: string): string {
  const start = skipOws(text, 0);
  let end = text.length;
  while (end > start && isOws(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * The index of the first character from `at` on that is not optional whitespace.
 *
 * @param text - The text to look into.
 * @param at - Index of the first character to look at.
 * @example
 * ```ts
 * skipOws("a  b", 1); // 3
 * ```
 */
export function skipOws(text: string, at: number): number {
  let next = at;
  while (isOws(text.charCodeAt(next))) next += 1;
  return next;
}

function isOws(code: number): boolean {
  return code === SP || code === HTAB;
}

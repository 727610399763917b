/**
 * RFC 9110 section 5.6 once more, as patterns that are copied from its ABNF. Slow and plain: the scanners
 * of `grammar/` are held against them.
 */
export const tchar = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]";
export const token = `${tchar}+`;
export const quoted =
  '"(?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t \\x21-\\x7e\\x80-\\xff])*"';
export const word = `(?:${token}|${quoted})`;
export const ows = "[ \\t]*";

/** What a word says: a quoted-string without its quotes, each quoted-pair for its character. */
export function said(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/gs, "$1") : text;
}

/** How much of `text` a pattern takes from `at` on; undefined if it does not begin there. */
export function taken(pattern: string, text: string, at: number): string | undefined {
  return new RegExp(`^(?:${pattern})`).exec(text.slice(at))?.[0];
}

/**
 * Section 5.6.1.2, the list of a recipient: a comma separates unless an odd number of DQUOTEs stands
 * before it, those after a backslash inside of a string not counted.
 */
export function members(text: string): readonly string[] {
  const cuts = text
    .split("")
    .flatMap((character, at) => (character === "," && !isQuoted(text, at) ? [at] : []));
  return [-1, ...cuts]
    .map((cut, i) => text.slice(cut + 1, cuts[i] ?? text.length))
    .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ""))
    .filter((member) => member !== "");
}

function isQuoted(text: string, at: number): boolean {
  const closed = text.slice(0, at).replace(/"(?:\\.|[^"\\])*"/gs, "");
  return closed.includes('"');
}

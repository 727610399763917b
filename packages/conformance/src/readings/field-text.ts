import { closingQuote } from "@rightstatus/core/grammar";

/**
 * The value with empty strings in place of all quoted-strings and angle brackets, so that its separators can
 * be checked.
 */
export function unquoted(value: string): string {
  if (!/["<]/.test(value)) return value;
  return value.replace(/"(?:[^"\\]|\\.)*"?|<[^>]*>?/gs, '""');
}

/** Does a list have an empty member (RFC 9110 section 5.6.1.1)? An empty list has none. */
export function hasEmptyMember(value: string): boolean {
  const list = unquoted(value);
  return /[^ \t]/.test(list) && /(?:^|,)[ \t]*(?:,|$)/.test(list);
}

/** Is there whitespace around the equals sign of a parameter (RFC 9110 sections 5.6.3 and 5.6.6)? */
export function hasSpaceAtEquals(value: string): boolean {
  return /[\w!#$%&'*+\-.^`|~][ \t]+=|=[ \t]+[\w!#$%&'*+\-.^`|~"]/.test(unquoted(value));
}

/** The first character that a quoted-string escapes without need (RFC 9110 section 5.6.4). */
export function needlessEscape(value: string): string | undefined {
  for (let at = value.indexOf('"'); at >= 0; ) {
    const end = closingQuote(value, at);
    const found = /^(?:[^\\]|\\["\\])*\\([^"\\])/s.exec(value.slice(at + 1, end))?.[1];
    if (found !== undefined) return found;
    at = value.indexOf('"', end + 1);
  }
  return undefined;
}

/** The parts between semicolons outside of quoted-strings, trimmed. */
export function partsBySemicolon(value: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '"') at = closingQuote(value, at);
    else if (value[at] === ";") {
      parts.push(value.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(value.slice(from).trim());
  return parts;
}

/** The first name that is repeated; empty names do not count. */
export function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => name !== "" && (seen.has(name) || !seen.add(name)));
}

import { closingQuote } from "@rightstatus/core/grammar";

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

/** The line-based half of RFC 9112: status line and field lines, to the letter. */
export interface Head {
  readonly status: number;
  readonly phrase: string;
  readonly fields: readonly Field[];
}

/** Name as it was sent, value without the white space around it. */
export type Field = readonly [name: string, value: string];

/** What is wrong, and at which byte. */
export class WireError extends Error {
  readonly offset: number;
  constructor(what: string, offset: number) {
    super(`${what} (at byte ${offset})`);
    this.name = "WireError";
    this.offset = offset;
  }
}

/** The values of a field, in the order of their lines. */
export function values(head: Head, name: string): readonly string[] {
  return head.fields.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value);
}

/** The value of a field; its lines joined as RFC 9110 section 5.3 joins them. */
export function value(head: Head, name: string): string | undefined {
  const lines = values(head, name);
  return lines.length > 0 ? lines.join(", ") : undefined;
}

export interface Section {
  readonly head: Head;
  readonly end: number;
}

/** The status line and the fields from `start` on; undefined where more bytes are wanted. */
export function parseHead(bytes: Buffer, start: number): Section | undefined {
  const first = parseLine(bytes, start);
  if (!first) return undefined;
  // The space before an empty phrase is sent as well (RFC 9112 section 4).
  const [, code, phrase] = /^HTTP\/1\.1 ([1-5]\d\d) (.*)$/.exec(first.text) ?? [];
  if (code === undefined || phrase === undefined) {
    throw new WireError(`not a status line: ${first.text}`, start);
  }
  const section = parseFields(bytes, first.end);
  if (!section) return undefined;
  return { head: { status: Number(code), phrase, fields: section.fields }, end: section.end };
}

/** Fields that a message has once at most. Set-Cookie and all lists may come on several lines. */
const singletons: ReadonlySet<string> = new Set([
  "access-control-allow-credentials",
  "access-control-allow-origin",
  "age",
  "content-disposition",
  "content-length",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "etag",
  "expires",
  "last-modified",
  "location",
  "retry-after",
  "server",
  "transfer-encoding",
  "x-content-type-options",
]);

export function parseFields(
  bytes: Buffer,
  start: number,
): { readonly fields: readonly Field[]; readonly end: number } | undefined {
  const fields: Field[] = [];
  const seen = new Set<string>();
  let at = start;
  for (;;) {
    const line = parseLine(bytes, at);
    if (!line) return undefined;
    if (line.text === "") return { fields, end: line.end };
    if (line.text.startsWith(" ")) throw new WireError("a folded field line", at);
    const [, name, text] = /^([\w!#$%&'*+.^`|~-]+):(.*)$/.exec(line.text) ?? [];
    if (name === undefined || text === undefined) {
      throw new WireError(`not a field line: ${line.text}`, at);
    }
    const key = name.toLowerCase();
    if (singletons.has(key) && seen.has(key)) throw new WireError(`a second ${name}`, at);
    seen.add(key);
    fields.push([name, text.trim()]);
    at = line.end;
  }
}

/** Up to CR LF. A control character, a bare CR or LF, or a byte beyond ASCII is never let through. */
export function parseLine(
  bytes: Buffer,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x0d && (bytes[at + 1] ?? 0x0a) === 0x0a) {
      if (at + 1 === bytes.length) return undefined;
      return { text: bytes.toString("latin1", start, at), end: at + 2 };
    }
    if (byte < 0x20 || byte > 0x7e) {
      throw new WireError(`byte 0x${byte.toString(16).padStart(2, "0")} in a line`, at);
    }
  }
  return undefined;
}

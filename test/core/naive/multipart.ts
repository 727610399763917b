/** One part of a multipart body. */
export interface BodyPart {
  /** Values by name in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  readonly content: string;
}

/**
 * The parts of a multipart body by the grammar of RFC 2046 section 5.1.1, strictly: no preamble, no
 * epilogue, no padding.
 *
 * @throws Error if it is not in the grammar.
 */
export function partsIn(body: string, contentType: string): readonly BodyPart[] {
  const boundary = /^multipart\/byteranges; boundary=([0-9A-Za-z]{1,70})$/.exec(contentType)?.[1];
  const delimiter = `\r\n--${boundary}`;
  const [preamble, ...parts] = `\r\n${body}`.split(delimiter);
  const end = parts.pop();
  if (boundary === undefined || preamble !== "" || end !== "--\r\n") {
    throw new Error(`no multipart body: ${JSON.stringify([contentType, body])}`);
  }
  return parts.map(partIn);
}

function partIn(part: string): BodyPart {
  const [all, section = ""] = /^\r\n((?:[!-9;-~]+: [ -~]+\r\n)*)\r\n/.exec(part) ?? [];
  if (all === undefined) throw new Error(`no part: ${JSON.stringify(part)}`);
  const lines = section.split("\r\n").slice(0, -1);
  const entries = lines.map((line) => line.split(/: (.*)/s, 2) as [string, string]);
  const fields = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return { fields, content: part.slice(all.length) };
}

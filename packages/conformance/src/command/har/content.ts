import type { FieldLines } from "../../exchange.ts";
import { record } from "../shape.ts";

/** What tells whether the content of a response in an archive is what was on the wire. */
interface Head {
  readonly method: string;
  readonly status: number;
  readonly headers: FieldLines;
}

/**
 * The octets of the content, if they can be known: an archive holds content decoded, text of any charset as
 * Unicode, and for a 304 what the browser had stored.
 *
 * @returns undefined if they are not known.
 * @throws UsageError if the value is not an object.
 */
export function contentOf(value: unknown, head: Head, where: string): Uint8Array | undefined {
  const { encoding, size, text } = value === undefined ? {} : record(value, where);
  if (typeof text !== "string" || isElsewhere(head)) return undefined;
  const octets = encoding === "base64" ? Buffer.from(text, "base64") : unicode(text, head.headers);
  const whole = typeof size !== "number" || size < 0 || size === octets?.length;
  return whole && octets !== undefined ? new Uint8Array(octets) : undefined;
}

function isElsewhere({ headers, method, status }: Head): boolean {
  return method === "HEAD" || status === 204 || status === 304 || has(headers, "content-encoding");
}

function has(headers: FieldLines, name: string): boolean {
  return headers.some(([each]) => each.toLowerCase() === name);
}

function unicode(text: string, headers: FieldLines): Buffer | undefined {
  const [, type = ""] = headers.find(([name]) => name.toLowerCase() === "content-type") ?? [];
  const octets = Buffer.from(text, "utf8");
  const ascii = octets.length === text.length;
  return ascii || /[/+]json\b|charset="?utf-8\b/i.test(type) ? octets : undefined;
}

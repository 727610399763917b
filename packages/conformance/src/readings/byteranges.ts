import { HeaderSection } from "../header-section.ts";
import type { View } from "../view.ts";
import { typeOf, wholeBody } from "./content.ts";
import { reading } from "./reading.ts";

/** One part of multipart/byteranges (RFC 9110 section 14.6). */
export interface BodyPart {
  readonly fields: HeaderSection;
  /** The length of its content in bytes. */
  readonly length: number;
}

/**
 * The parts of multipart content, and whether all line breaks around them are CRLF (RFC 9110 section 8.3.3).
 */
export interface BodyParts {
  readonly parts: readonly BodyPart[];
  readonly crlf: boolean;
}

/** Is the content multipart/byteranges? */
export function isMultipart(view: View): boolean {
  return typeOf(view)?.type === "multipart/byteranges";
}

/** The parts of multipart/byteranges; undefined if it is not that, or if its content is not known. */
export const partsOf: (view: View) => BodyParts | undefined = reading((view) => {
  const boundary = typeOf(view)?.parameters.boundary;
  const body = wholeBody(view);
  if (!isMultipart(view) || boundary === undefined || body === undefined) return undefined;
  if (view.response.has("content-encoding")) return undefined;
  return split(latin1(body), boundary);
});

// One character per byte, so that lengths are those of the bytes.
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

// Read with or without CRLF, so that it can be reported what is wrong.
function split(text: string, boundary: string): BodyParts {
  const parts: BodyPart[] = [];
  let crlf = true;
  let start: number | undefined;
  for (const { from, to, last } of delimiters(text, `--${boundary}`)) {
    if (from > 0 && !text.startsWith("\r\n", from - 2)) crlf = false;
    const ends = text[from - 2] === "\r" ? from - 2 : from - 1;
    if (start !== undefined) parts.push(partOf(text.slice(start, Math.max(start, ends))));
    if (last) return { parts, crlf };
    if (!text.startsWith("\r\n", to)) crlf = false;
    start = text.indexOf("\n", to) + 1;
  }
  return { parts, crlf };
}

interface Delimiter {
  readonly from: number;
  readonly to: number;
  readonly last: boolean;
}

/** Lines that consist of the boundary (RFC 2046 section 5.1.1). */
function* delimiters(text: string, mark: string): Generator<Delimiter> {
  for (let from = text.indexOf(mark); from >= 0; from = text.indexOf(mark, from + 1)) {
    if (from > 0 && text[from - 1] !== "\n") continue;
    let to = from + mark.length;
    const last = text.startsWith("--", to);
    if (last) to += 2;
    while (text[to] === " " || text[to] === "\t") to += 1;
    if (last || text[to] === "\n" || text.startsWith("\r\n", to)) yield { from, to, last };
  }
}

function partOf(text: string): BodyPart {
  const fields: [string, string][] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, "");
    at = end < 0 ? text.length : end + 1;
    if (line === "") break;
    const colon = line.indexOf(":");
    if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { fields: new HeaderSection(fields), length: text.length - at };
}

import {
  type Field,
  type Head,
  parseFields,
  parseHead,
  parseLine,
  type Section,
  value,
  WireError,
} from "./head-parser.ts";

export { type Field, type Head, value, values, WireError } from "./head-parser.ts";

/**
 * Reads HTTP/1.1 responses as RFC 9112 writes them and refuses everything else. Client libraries
 * forgive; read through them, a test would not see what makes a proxy lose its place.
 */
export interface Parsed {
  readonly response: Response;
  /** Offset of the first byte after the response. */
  readonly end: number;
}

export interface Response extends Head {
  readonly interim: readonly Head[];
  readonly framing: "none" | "length" | "chunked" | "close";
  readonly body: Buffer;
  readonly trailers: readonly Field[];
}

/** The request decides how its response is framed (RFC 9112 section 6.3). */
export interface Asked {
  readonly method: string;
  readonly version?: "1.0" | "1.1";
}

/**
 * The one final response at the start of `bytes`, with the interim ones before it.
 *
 * @param closed - Whether the peer has ended the stream, which may end the content.
 * @returns undefined where more bytes are wanted.
 * @throws WireError for anything that the grammar or the framing rules do not allow.
 */
export function parseResponse(bytes: Buffer, asked: Asked, closed: boolean): Parsed | undefined {
  const interim: Head[] = [];
  let at = 0;
  for (;;) {
    const section = parseHead(bytes, at);
    if (!section) return undefined;
    const { head } = section;
    if (head.status >= 200 || head.status === 101) {
      return parseContent(bytes, section, at, asked, closed, interim);
    }
    // RFC 9110 section 15.2.
    if (asked.version === "1.0") throw new WireError(`${head.status} to an HTTP/1.0 client`, at);
    bodiless(head, at);
    interim.push(head);
    at = section.end;
  }
}

function parseContent(
  bytes: Buffer,
  { head, end }: Section,
  start: number,
  asked: Asked,
  closed: boolean,
  interim: readonly Head[],
): Parsed | undefined {
  const length = contentLength(head, start);
  const chunked = transferEncoding(head, start);
  // RFC 9112 section 6.2.
  if (chunked && length !== undefined) {
    throw new WireError("Content-Length beside Transfer-Encoding", start);
  }
  // RFC 9112 section 6.1.
  if (chunked && asked.version === "1.0") {
    throw new WireError("Transfer-Encoding to an HTTP/1.0 client", start);
  }
  const whole = (
    framing: Response["framing"],
    body: Buffer,
    after: number,
    trailers: readonly Field[] = [],
  ): Parsed => {
    // RFC 9110 section 15.3.6.
    if (head.status === 205 && body.length > 0) throw new WireError("content in a 205", end);
    return { response: { ...head, interim, framing, body, trailers }, end: after };
  };

  const tunnel = asked.method === "CONNECT" && head.status < 300;
  if (head.status === 101 || head.status === 204 || tunnel) bodiless(head, start);
  if (asked.method === "HEAD" || [101, 204, 304].includes(head.status) || tunnel) {
    return whole("none", Buffer.alloc(0), end);
  }
  if (chunked) {
    const content = parseChunks(bytes, end);
    return content && whole("chunked", content.body, content.end, content.trailers);
  }
  if (length !== undefined) {
    if (bytes.length < end + length) return undefined;
    return whole("length", bytes.subarray(end, end + length), end + length);
  }
  return closed ? whole("close", bytes.subarray(end), bytes.length) : undefined;
}

/** RFC 9110 section 8.6 and RFC 9112 section 6.1. */
function bodiless(head: Head, at: number): void {
  for (const name of ["content-length", "transfer-encoding"]) {
    if (value(head, name) !== undefined) throw new WireError(`${name} in a ${head.status}`, at);
  }
}

function contentLength(head: Head, at: number): number | undefined {
  const text = value(head, "content-length");
  if (text === undefined) return undefined;
  const length = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(length)) throw new WireError(`Content-Length is ${text}`, at);
  return length;
}

/** No server here has a transfer coding but chunked (RFC 9112 section 7). */
function transferEncoding(head: Head, at: number): boolean {
  const text = value(head, "transfer-encoding");
  if (text === undefined) return false;
  if (text.toLowerCase() !== "chunked") throw new WireError(`Transfer-Encoding is ${text}`, at);
  return true;
}

function parseChunks(
  bytes: Buffer,
  start: number,
):
  | { readonly body: Buffer; readonly trailers: readonly Field[]; readonly end: number }
  | undefined {
  const chunks: Buffer[] = [];
  let at = start;
  for (;;) {
    const line = parseLine(bytes, at);
    if (!line) return undefined;
    // Chunk extensions are legal, but no server here has any to send.
    if (!/^[\dA-Fa-f]{1,8}$/.test(line.text)) throw new WireError("not a chunk size", at);
    const size = Number.parseInt(line.text, 16);
    if (size === 0) {
      const trailers = parseTrailers(bytes, line.end);
      return trailers && { body: Buffer.concat(chunks), ...trailers };
    }
    at = line.end + size;
    const [cr, lf] = bytes.subarray(at, at + 2);
    if ((cr !== undefined && cr !== 0x0d) || (lf !== undefined && lf !== 0x0a)) {
      throw new WireError("a chunk longer than its size", at);
    }
    if (lf === undefined) return undefined;
    chunks.push(bytes.subarray(line.end, at));
    at += 2;
  }
}

function parseTrailers(
  bytes: Buffer,
  start: number,
): { readonly trailers: readonly Field[]; readonly end: number } | undefined {
  const section = parseFields(bytes, start);
  if (!section) return undefined;
  for (const [name] of section.fields) {
    // RFC 9110 section 6.5.1.
    if (/^(content-.*|transfer-encoding|trailer|set-cookie|location)$/i.test(name)) {
      throw new WireError(`${name} in the trailers`, start);
    }
  }
  return { trailers: section.fields, end: section.end };
}

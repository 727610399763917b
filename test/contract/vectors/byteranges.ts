import { type Response, value } from "../../support/response-parser.ts";

/** One part of several: its Content-Range and its bytes, as latin1. */
export interface Part {
  readonly range: string;
  readonly bytes: string;
}

/**
 * The parts of a multipart/byteranges body, each as long as its Content-Range says. Nothing may stand
 * before, between or behind them but the delimiters (RFC 2046 section 5.1.1, RFC 9110 section 14.6).
 */
export function partsOf(response: Response): readonly Part[] {
  const boundary = boundaryOf(response);
  const text = response.body.toString("latin1");
  const head = new RegExp(
    `${boundary}\r\n(?:Content-Type: [ -~]+\r\n)?Content-Range: (bytes (\\d+)-(\\d+)/\\d+)\r\n\r\n`,
    "y",
  );
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const open = parts.length === 0 ? "--" : "\r\n--";
    if (!text.startsWith(open, at)) throw new Error(`no delimiter at ${at} of ${text}`);
    at += open.length;
    if (text.slice(at) === `${boundary}--\r\n`) return parts;
    head.lastIndex = at;
    const [line = "", range = "", first, last] = head.exec(text) ?? [];
    if (line === "") throw new Error(`no part at ${at} of ${text}`);
    at += line.length;
    const end = at + Number(last) - Number(first) + 1;
    parts.push({ range, bytes: text.slice(at, end) });
    at = end;
  }
}

export function boundaryOf(response: Response): string {
  const type = value(response, "content-type") ?? "none";
  const [, boundary] = /^multipart\/byteranges; boundary=(\w+)$/.exec(type) ?? [];
  if (boundary === undefined) throw new Error(`no parts, but ${type}`);
  return boundary;
}

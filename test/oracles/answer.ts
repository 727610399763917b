import { createHash } from "node:crypto";
import { type Response, value } from "../support/response-parser.ts";

/**
 * What two servers must answer alike, as one line: status, Content-Range, the length to come for HEAD,
 * and whatever is sent of the file, part by part. How they word a refusal is their own affair.
 */
export function answerOf(response: Response, method: string, tag: string): string {
  const { status, body } = response;
  const said = [String(status), value(response, "content-range") ?? ""];
  // RFC 9110 sections 15.3.7 and 15.4.5.
  if (status < 400) said.push(value(response, "etag") === tag ? "{tag}" : "no tag");
  if (status >= 300) return line(said);
  const type = value(response, "content-type") ?? "";
  if (method === "HEAD") return line([...said, type, value(response, "content-length") ?? ""]);
  const boundary = /^multipart\/byteranges; boundary=(\w+)$/.exec(type)?.[1];
  if (boundary === undefined) return line([...said, type, content(body)]);
  return line([...said, ...partsOf(body, boundary)]);
}

function line(said: readonly string[]): string {
  return said.filter(Boolean).join(" ");
}

function content(bytes: Buffer): string {
  return `${bytes.length}:${createHash("sha1").update(bytes).digest("hex").slice(0, 8)}`;
}

/**
 * The parts of multipart/byteranges (RFC 9110 section 14.6), each as long as its Content-Range says:
 * the delimiter could stand in the bytes.
 */
function partsOf(body: Buffer, boundary: string): readonly string[] {
  // Before the first delimiter an empty line may stand (RFC 2046 section 5.1.1, preamble).
  const text = `${body.toString("latin1").startsWith("--") ? "\r\n" : ""}${body.toString("latin1")}`;
  const head = new RegExp(
    `\r\n--${boundary}\r\nContent-Type: ([!-~]+)\r\nContent-Range: bytes (\\d+)-(\\d+)/(\\d+)\r\n\r\n`,
    "y",
  );
  const parts: string[] = [];
  for (let at = 0; text.slice(at) !== `\r\n--${boundary}--\r\n`; ) {
    head.lastIndex = at;
    const [opening, type, first, last, size] = head.exec(text) ?? [];
    if (opening === undefined) throw new Error(`no part at ${at} of ${JSON.stringify(text)}`);
    const start = at + opening.length;
    at = start + Number(last) - Number(first) + 1;
    const bytes = Buffer.from(text.slice(start, at), "latin1");
    parts.push(`[bytes ${first}-${last}/${size} ${type} ${content(bytes)}]`);
  }
  return parts;
}

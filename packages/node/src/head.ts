import { type IncomingMessage, ServerResponse } from "node:http";
import { status as rowOf } from "@rightstatus/core";
import { etagField, weaken } from "@rightstatus/core/fields";
import { refusedStatus } from "@rightstatus/core/writer";
import { checkFields, dropStale, setFields } from "./merge.ts";
import { hasPlainHead, vouchFor, writeOwnHead } from "./oversight/oversight.ts";
import { isRepresentation, type Prepared } from "./prepare.ts";
import { connectionSpecific, isHttp2 } from "./state.ts";
import { tell } from "./told.ts";
import { endWaiting } from "./waiting.ts";

/** Writes the header section of a final answer: the fields of the reply beside those on the response. */
export function writeHead(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  if (isUntouched(res)) writeAtOnce(req, res, prepared);
  else {
    dropStale(res, prepared);
    setFields(res, prepared.fields);
    emitHead(req, res, prepared);
  }
}

const node = ServerResponse.prototype;

/**
 * As `writeHead`, where the fields of the reply are on the response already: waiting, or one by one and
 * then as others left them.
 */
export function writeStagedHead(
  req: IncomingMessage,
  res: ServerResponse,
  prepared: Prepared,
): void {
  if (endWaiting(res)) writeAtOnce(req, res, prepared);
  else emitHead(req, res, prepared);
}

/** Does nobody have a say in this head but us? */
export function isUntouched(res: ServerResponse): boolean {
  return (
    hasPlainHead(res) &&
    res.setHeader === node.setHeader &&
    res.getHeader === node.getHeader &&
    res.shouldKeepAlive &&
    res.getHeaderNames().length === 0
  );
}

/** One call instead of one a field, as most answers go out. */
function writeAtOnce(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  const { status, fields } = prepared;
  checkStatus(status);
  const length = lengthFor(req, prepared);
  if (length === "none") {
    delete fields["content-length"];
    res.removeHeader("content-length"); // Else node:http counts by itself.
  } else if (length !== "said") fields["content-length"] = length;
  writeOwnHead(res, status, phraseOf(status), checkFields(fields));
  tell(res, fields);
}

/** Writes the header section of a final answer as it stands on the response. */
function emitHead(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  const { status } = prepared;
  checkStatus(status);
  const length = lengthFor(req, prepared);
  if (length === "none") res.removeHeader("content-length");
  // Koa may have set it already.
  else if (length !== "said" && res.getHeader("content-length") !== length)
    res.setHeader("content-length", length);
  if (isHttp2(req)) {
    for (const name of connectionSpecific) res.removeHeader(name);
    res.writeHead(status);
  } else {
    vouchFor(res);
    if (res.shouldKeepAlive === false) announceEnd(res);
    const phrase = phraseOf(status);
    if (hasPlainHead(res)) res.writeHead(status, phrase);
    else underHooks(req, res, status, () => res.writeHead(status, phrase));
  }
}

/** Where a Connection field is set, node:http does not add to it that the connection ends. */
function announceEnd(res: ServerResponse): void {
  const options = res.getHeader("connection");
  if (typeof options !== "string" || /\bclose\b/i.test(options)) return;
  res.setHeader("connection", `${options}, close`);
}

/** The next response would be read as the final one. */
function checkStatus(status: number): void {
  if (status < 200) throw new TypeError(`status: ${refusedStatus(status)}`);
}

/** The phrase of the RFC: Node still says "Payload Too Large". */
function phraseOf(status: number): string {
  return rowOf(status)?.phrase ?? "";
}

/**
 * Content-Length where the length is known (RFC 9110 section 8.6). A status without content has none;
 * a 205 has content of length zero, which HTTP/1.1 must be told (RFC 9112 section 6.3).
 *
 * @returns "said": it is what the reply says of it, if anything, for the content was never made.
 */
function lengthFor({ method }: IncomingMessage, { status, payload }: Prepared): string {
  if (method === "HEAD" && status === 200 && payload.kind === "empty") return "said";
  const { content } = rowOf(status) ?? {};
  if (content === "no") return "none";
  const length = content === "empty" ? 0 : lengthOf(payload);
  return length === undefined ? "none" : String(length);
}

function lengthOf(payload: Prepared["payload"]): number | undefined {
  if (payload.kind === "empty") return 0;
  return payload.kind === "content" ? Buffer.byteLength(payload.content) : payload.source.length;
}

/**
 * Compression makes another representation, so the strong ETag of ours is not its own (RFC 9110
 * section 8.8.3.3): it becomes weak. A tag that names something else, as that of a 201 does, stays.
 */
export function weakenTag(req: IncomingMessage, res: ServerResponse, status: number): void {
  if (!isRepresentation(req, status)) return;
  const line = res.getHeader("etag");
  const tag = typeof line === "string" ? etagField.parse(line) : undefined;
  if (tag !== undefined) res.setHeader("etag", weaken(tag));
}

/**
 * Compression decides while the head is written, in a hook on `writeHead`. It shall learn there that its
 * coding makes our ETag weak, and of a part or a 304 what makes it say Vary, which both MUST repeat from the
 * 200 (RFC 9110 sections 15.3.7 and 15.4.5), and leave the content alone: that is coded as it is going to
 * be, for a range counts the bytes of the whole as it was (section 14.4).
 */
function underHooks(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  write: () => void,
): void {
  const { getHeader, setHeader } = res;
  res.setHeader = (name, value) => {
    if (name.toLowerCase() === "content-encoding") weakenTag(req, res, status);
    return setHeader.call(res, name, value);
  };
  if (status === 206 || status === 304) {
    res.getHeader = (name) => {
      const value = getHeader.call(res, name);
      return value === undefined || value.toString().startsWith("multipart/byteranges")
        ? (asOf200.get(name.toLowerCase()) ?? value)
        : value;
    };
  }
  try {
    write();
  } finally {
    res.setHeader = setHeader;
    res.getHeader = getHeader;
  }
}

/**
 * What the head lacks for compression: a type that it encodes, which a 304 has not and several parts have each
 * on its own, and a coding, so that it adds none.
 */
const asOf200: ReadonlyMap<string, string> = new Map([
  ["content-encoding", "as-it-is"],
  ["content-type", "text/plain"],
]);

import { type IncomingMessage, ServerResponse } from "node:http";
import { status as rowOf } from "@rightstatus/core";
import { connectionSpecific, etagField, weaken } from "@rightstatus/core/fields";
import { refusedStatus } from "@rightstatus/core/writer";
import { checkFields, dropStale, setFields } from "./merge.ts";
import { lastOptions } from "./oversight/framing.ts";
import { vouchFor } from "./oversight/held-head.ts";
import { hasPlainHead, writeOwnHead } from "./oversight/overseen-head.ts";
import { isRepresentation, type Prepared } from "./prepare.ts";
import { isHttp2 } from "./state.ts";
import { tell } from "./told-fields.ts";
import { endWaiting } from "./waiting-fields.ts";

/**
 * Writes the header section of a final response: the fields of the reply, with those that are set on the
 * response.
 */
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
 * As `writeHead`, if the fields of the reply are on the response already: either waiting as a whole, or set
 * one by one, and then perhaps changed by others.
 */
export function writeStagedHead(
  req: IncomingMessage,
  res: ServerResponse,
  prepared: Prepared,
): void {
  if (endWaiting(res)) writeAtOnce(req, res, prepared);
  else emitHead(req, res, prepared);
}

/** Has nobody else set fields or hooks on this response? */
export function isUntouched(res: ServerResponse): boolean {
  return (
    hasPlainHead(res) &&
    res.setHeader === node.setHeader &&
    res.getHeader === node.getHeader &&
    res.shouldKeepAlive &&
    res.getHeaderNames().length === 0
  );
}

/** Writes the head in one call instead of one per field, as for most responses. */
function writeAtOnce(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  const { status, fields } = prepared;
  checkStatus(status);
  const length = lengthFor(req, prepared);
  if (length === "none") {
    delete fields["content-length"];
    res.removeHeader("content-length"); // Else node:http would set its own.
  } else if (length !== "said") fields["content-length"] = length;
  writeOwnHead(res, status, phraseOf(status), checkFields(fields));
  tell(res, fields);
}

/** Writes the header section of a final response from the fields that are set on it. */
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
    const options = lastOptions(res, res.getHeader("connection"));
    if (options !== undefined) res.setHeader("connection", options);
    const phrase = phraseOf(status);
    if (hasPlainHead(res)) res.writeHead(status, phrase);
    else underHooks(req, res, status, () => res.writeHead(status, phrase));
  }
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
 * Content-Length, if the length is known (RFC 9110 section 8.6). A status without content has none; a 205 has
 * content of length zero, and HTTP/1.1 has to say so (RFC 9112 section 6.3).
 *
 * @returns "said" if it is up to the reply, because the content was never made.
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

/** Digests, which are wrong once the content is encoded or replaced. */
export const digests: readonly string[] = [
  "content-digest",
  "content-md5",
  "digest",
  "repr-digest",
];

/**
 * Compression makes another representation, which our strong ETag does not stand for (RFC 9110 section
 * 8.8.3.3): the tag becomes weak. A tag that describes something else, as in a 201, stays. Digests of the
 * octets as they were are removed (RFC 9530 sections 2 and 3).
 */
export function recoded(req: IncomingMessage, res: ServerResponse, status: number): void {
  for (const name of digests) res.removeHeader(name);
  if (!isRepresentation(req, status)) return;
  const line = res.getHeader("etag");
  const tag = typeof line === "string" ? etagField.parse(line) : undefined;
  if (tag !== undefined) res.setHeader("etag", weaken(tag));
}

/**
 * Compression decides while the head is written, in a hook on `writeHead`. If it sets Content-Encoding, our
 * ETag becomes weak. For a 206 or a 304 it is shown fields that make it set Vary, which both MUST repeat from
 * the 200 (RFC 9110 sections 15.3.7 and 15.4.5), and that make it leave the content alone, because a range
 * counts the bytes of the original (section 14.4).
 */
function underHooks(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  write: () => void,
): void {
  const { getHeader, setHeader } = res;
  res.setHeader = (name, value) => {
    if (name.toLowerCase() === "content-encoding") recoded(req, res, status);
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
 * Fields that compression is shown in addition: a type that it would encode, which a 304 does not have, and
 * several parts only each for itself; and a coding, so that it does not add one.
 */
const asOf200: ReadonlyMap<string, string> = new Map([
  ["content-encoding", "as-it-is"],
  ["content-type", "text/plain"],
]);

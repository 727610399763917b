import type { IncomingMessage, ServerResponse } from "node:http";
import { status as rowOf } from "@rightstatus/core";
import { etagField, weaken } from "@rightstatus/core/fields";
import { refusedStatus } from "@rightstatus/core/writer";
import { dropStale, setFields } from "./merge.ts";
import { isRepresentation, type Prepared } from "./prepare.ts";
import { isHttp2 } from "./state.ts";

/** Not for HTTP/2 (RFC 9113 section 8.2.2), where the connection has means of its own. */
const connectionSpecific = ["connection", "keep-alive", "proxy-connection", "upgrade"] as const;

/** Writes the header section of a final answer: the fields of the reply beside those on the response. */
export function writeHead(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  dropStale(res, prepared);
  if (isHttp2(req)) for (const name of connectionSpecific) delete prepared.fields[name];
  setFields(res, prepared.fields);
  emitHead(req, res, prepared);
}

/** Writes the header section of a final answer as it stands on the response. The one place that does. */
export function emitHead(req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  const { status } = prepared;
  // The next response would be read as the final one.
  if (status < 200) throw new TypeError(`status: ${refusedStatus(status)}`);
  frame(req, res, prepared);
  if (isHttp2(req)) {
    for (const name of connectionSpecific) res.removeHeader(name);
    res.writeHead(status);
  } else {
    if (res.shouldKeepAlive === false) announceEnd(res);
    // The phrase of the RFC: Node still says "Payload Too Large".
    const phrase = rowOf(status)?.phrase ?? "";
    if (!Object.hasOwn(res, "writeHead")) res.writeHead(status, phrase);
    else underHooks(req, res, status, () => res.writeHead(status, phrase));
  }
}

/** Where a Connection field is set, node:http does not add to it that the connection ends. */
function announceEnd(res: ServerResponse): void {
  const options = res.getHeader("connection");
  if (typeof options !== "string" || /\bclose\b/i.test(options)) return;
  res.setHeader("connection", `${options}, close`);
}

/**
 * Content-Length where the length is known (RFC 9110 section 8.6). A status without content has none;
 * a 205 has content of length zero, which HTTP/1.1 must be told (RFC 9112 section 6.3).
 */
function frame(req: IncomingMessage, res: ServerResponse, { status, payload }: Prepared): void {
  // The content of this 200 was never made: its length is what the reply says of it, if anything.
  if (req.method === "HEAD" && status === 200 && payload.kind === "empty") return;
  const { content } = rowOf(status) ?? {};
  const length = content === "empty" ? 0 : lengthOf(payload);
  if (length === undefined || content === "no") res.removeHeader("content-length");
  else res.setHeader("content-length", String(length));
}

function lengthOf(payload: Prepared["payload"]): number | undefined {
  if (payload.kind === "empty") return 0;
  return payload.kind === "bytes" ? payload.bytes.byteLength : payload.source.length;
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
 * Compression decides while the head is written, in a hook on `writeHead`. It shall learn two things
 * there: that its coding makes our ETag weak, and that a part is not to be encoded, for its range
 * counts the bytes of the whole as it was (RFC 9110 section 14.4).
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
  if (status === 206) {
    res.getHeader = (name) =>
      name.toLowerCase() === "cache-control" ? "no-transform" : getHeader.call(res, name);
  }
  try {
    write();
  } finally {
    res.setHeader = setHeader;
    res.getHeader = getHeader;
  }
}

import type { IncomingMessage, ServerResponse } from "node:http";

/** HTTP/2, through the compatibility API of node:http2: no connection-specific fields, no phrase. */
export function isHttp2(req: IncomingMessage): boolean {
  return req.httpVersionMajor >= 2 && "stream" in req; // Somebody may write HTTP/2.0 over HTTP/1.
}

/** Not for HTTP/2 (RFC 9113 section 8.2.2), where the connection has means of its own. */
export const connectionSpecific: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "upgrade",
];

/** Has the client gone, so that nothing can reach it any more? */
export function isGone(res: ServerResponse): boolean {
  // A stream that was reset counts as finished.
  if ("stream" in res) return isDestroyed(res.stream) && !res.writableEnded;
  return isDestroyed(isQueued(res) ? res.req.socket : res) && !res.writableFinished;
}

/** Does it wait behind the answer to an earlier request, with no socket of its own yet? */
export function isQueued(res: ServerResponse): boolean {
  return !("stream" in res) && res.socket === null && !res.destroyed;
}

function isDestroyed(stream: unknown): boolean {
  return (
    typeof stream === "object" &&
    stream !== null &&
    "destroyed" in stream &&
    stream.destroyed === true
  );
}

const claimed: unique symbol = Symbol("claimed");

/** An answer is on its way of which nothing is sent yet: a body whose first chunk is awaited. */
interface Claimed {
  [claimed]?: true;
}

export function claim(res: ServerResponse & Claimed): void {
  res[claimed] = true;
}

/** Has this response been answered, or is it about to be? */
export function isAnswered(res: ServerResponse & Claimed): boolean {
  return res.headersSent || res.writableEnded || res[claimed] === true;
}

/** The `code` of the error of a second answer, which must not break the first one. */
export const LATE = "ERR_REPLY_LATE";

/**
 * The error of a reply to a request that has its answer already: one request gets one final answer
 * (RFC 9110 section 15.2).
 */
export function lateError(status: number): TypeError {
  const message = `reply ${status}: the request has been answered already (RFC 9110 section 15.2)`;
  return Object.assign(new TypeError(message), { code: LATE });
}

/**
 * Breaks off an answer under way, so that the client sees that it is not whole (RFC 9112 section 8):
 * never a clean end.
 */
export function breakOff(res: ServerResponse): void {
  if ("stream" in res && isClosable(res.stream)) res.stream.close(INTERNAL_ERROR);
  else if (endsWithConnection(res)) reset(res);
  else res.destroy();
}

/**
 * Where neither chunks nor a length tell the end of the content, the end of the connection does, and a
 * clean one says that all is there (RFC 9112 section 6.3).
 */
export function endsWithConnection(res: ServerResponse): boolean {
  if (!res.headersSent || res.chunkedEncoding || res.hasHeader("content-length")) return false;
  // `writeHead` keeps no field that only it was given, but what node:http read out of it.
  return typeof Reflect.get(res, "_contentLength") !== "number";
}

function reset(res: ServerResponse): void {
  try {
    res.socket?.resetAndDestroy();
  } catch {} // TLS has no reset; there a connection without close_notify is cut off.
  res.destroy();
}

/** RFC 9113 section 7. */
const INTERNAL_ERROR = 0x2;

function isClosable(stream: unknown): stream is { close(code: number): void } {
  return (
    typeof stream === "object" &&
    stream !== null &&
    "close" in stream &&
    typeof stream.close === "function"
  );
}

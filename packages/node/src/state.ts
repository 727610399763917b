import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Is this HTTP/2, through the compatibility API of node:http2? It has no connection-specific fields and no
 * phrase.
 */
export function isHttp2(req: IncomingMessage): boolean {
  return req.httpVersionMajor >= 2 && "stream" in req; // A client of HTTP/1 may write "HTTP/2.0" in its request line.
}

/** Without a server, a response may not know its request: serverless-http, for one, tells it the method alone. */
export function acquaint(req: IncomingMessage, res: ServerResponse): void {
  if (res.req !== req) Reflect.set(res, "req", req);
}

/** Has the client gone, so that nothing more can reach it? */
export function isGone(res: ServerResponse): boolean {
  // A stream that was reset counts as finished.
  if ("stream" in res) return isDestroyed(res.stream) && !res.writableEnded;
  return isDestroyed(isQueued(res) ? res.req.socket : res) && !res.writableFinished;
}

/** Does it wait for the response to an earlier request, and has no socket yet? */
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

/** A reply is being prepared, though nothing is sent yet: the first chunk of its body is awaited. */
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

/** The `code` of the error for a second response, which must not break the first one. */
export const LATE = "ERR_REPLY_LATE";

/**
 * The error for a reply to a request that has been answered already: one request gets one final response (RFC
 * 9110 section 15.2).
 */
export function lateError(status: number): TypeError {
  const message = `reply ${status}: the request has been answered already (RFC 9110 section 15.2)`;
  return Object.assign(new TypeError(message), { code: LATE });
}

/**
 * Breaks off a response under way, without a clean end, so that the client sees that it is incomplete (RFC
 * 9112 section 8).
 */
export function breakOff(res: ServerResponse): void {
  if ("stream" in res && isClosable(res.stream)) res.stream.close(INTERNAL_ERROR);
  else if (endsWithConnection(res)) reset(res);
  else res.destroy();
}

/**
 * Is the content delimited neither by chunks nor by a length, but by the end of the connection? Then a clean
 * end means that it is complete (RFC 9112 section 6.3).
 */
export function endsWithConnection(res: ServerResponse): boolean {
  if (!res.headersSent || res.chunkedEncoding || res.hasHeader("content-length")) return false;
  // node:http does not keep fields that only `writeHead` was given, but it keeps the length that it found in
  // them.
  return typeof Reflect.get(res, "_contentLength") !== "number";
}

function reset(res: ServerResponse): void {
  try {
    res.socket?.resetAndDestroy();
  } catch {} // TLS has no reset; there a connection that ends without close_notify counts as cut off.
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

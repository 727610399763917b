import type { IncomingMessage, ServerResponse } from "node:http";
import { linger } from "./linger.ts";

/**
 * Content that nobody reads to its end is in the way of the next request (RFC 9112 section 9.3). node:http discards
 * it if nobody has begun to read; else it would wait for ever, without noticing that the client leaves. So the
 * response ends the connection.
 */
export function endIfUnread(req: IncomingMessage, res: ServerResponse): void {
  const { socket, _destroy } = req; // A `pipeline` that breaks takes the socket away.
  req._destroy = (error, done) => {
    if (!req.complete) res.shouldKeepAlive = false;
    _destroy.call(req, error, done);
  };
  res.once("finish", () => {
    if (!req.complete && !isRead(req)) linger(socket, req);
  });
}

function isRead(req: IncomingMessage): boolean {
  return !req.destroyed && (req.readableFlowing === true || hasReader(req));
}

/** Does anybody listen for the content of the request? */
export function hasReader(req: IncomingMessage): boolean {
  return req.listenerCount("data") + req.listenerCount("readable") > 0;
}

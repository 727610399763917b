import type { IncomingMessage, ServerResponse } from "node:http";
import { contentTooLarge } from "@rightstatus/core";
import type { Admits } from "./intercept.ts";
import { linger, lingers } from "./linger.ts";
import { overrule } from "./overrule.ts";
import { refuse } from "./refuse.ts";
import { hasReader } from "./unread-content.ts";

/**
 * Limits the content of requests (RFC 9110 section 15.5.14). A request that announces more is refused at
 * once, and chunks are counted as they come.
 *
 * @param most - Octets on the wire; `undefined` for no limit.
 * @returns A function that tells whether the application may have a request; if not, it has been answered.
 * @throws RangeError if it is not a number of octets.
 */
export function contentLimitOf(most: number | undefined): Admits | undefined {
  if (most === undefined) return undefined;
  if (typeof most !== "number" || !(most >= 0))
    throw new RangeError(`limits: want octets >= 0 for body, got ${most}`);
  return (req, res) => {
    const { "content-length": length, "transfer-encoding": coding } = req.headers;
    if (coding !== undefined) count(req, res, most);
    if (length === undefined || Number(length) <= most) return true;
    refuse(req, res, contentTooLarge({ limit: most }));
    return false;
  };
}

/** Counts what node:http has read. A listener for "data" would take it away from the application. */
function count(req: IncomingMessage, res: ServerResponse, most: number): void {
  const { push } = req;
  let left = most;
  req.push = (chunk: unknown, encoding) => {
    if (left < 0) return false;
    if (chunk instanceof Uint8Array) left -= chunk.byteLength;
    if (left >= 0) return push.call(req, chunk, encoding);
    stop(req, res, most);
    return false;
  };
  // Else node:http would discard without limit what nobody has read by then, and not by way of `push`.
  res.prependOnceListener("finish", () => {
    if (!hasReader(req)) req.resume();
  });
}

/** Whoever waits for the content gets the reply as an error, and may send it or another one. */
function stop(req: IncomingMessage, res: ServerResponse, limit: number): void {
  const reply = contentTooLarge({ limit });
  // The connection stays, for it has to carry a response; and without a listener, the error must do no harm.
  req._destroy = (error, done) => {
    process.nextTick(() => done(req.listenerCount("error") > 0 ? error : null));
  };
  req.destroy(reply);
  if (res.writableFinished) linger(req.socket);
  else if (res.headersSent) overrule(res, reply);
  else {
    res.shouldKeepAlive = false;
    lingers(req.socket);
    setImmediate(() => {
      if (!res.headersSent) overrule(res, reply);
    });
  }
}

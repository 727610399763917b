import type { ServerResponse } from "node:http";
import { atConnectionEnd } from "./connection-end.ts";
import type { Source } from "./source.ts";
import { claim, isGone, isQueued } from "./state.ts";

/**
 * Writes a body over time: the head when the first chunk is there, each chunk when the client has room
 * for it, and never more octets than were announced.
 *
 * @param writeHead - Called once, before the first chunk; not at all if the body breaks before it.
 * @returns Resolves when all is handed to the socket, or the client has gone; then the source is free.
 * Rejects if the body breaks, or its length is not what it said.
 */
export function pump(res: ServerResponse, source: Source, writeHead: () => void): Promise<void> {
  claim(res);
  return new Promise((resolve, reject) => {
    const over = () => {
      source.cancel();
      resolve(); // Also while the source hangs: nobody waits for it any more.
    };
    res.once("finish", resolve);
    res.once("close", over);
    if (isQueued(res)) res.once("finish", atConnectionEnd(res.req.socket, over));
    let began = false;
    const begin = () => {
      began = true;
      writeHead();
    };
    pour(res, source, begin).catch((error: unknown) => {
      source.cancel();
      // What breaks because the client went is no error; what another answer overtook breaks nothing.
      if (isGone(res) || (res.headersSent && !began)) resolve();
      else reject(error);
    });
  });
}

async function pour(res: ServerResponse, source: Source, writeHead: () => void): Promise<void> {
  const drained = drains(res);
  let chunk = await source.next();
  if (isGone(res) || res.headersSent) return source.cancel(); // A time-out has answered meanwhile.
  writeHead();
  let sent = 0;
  for (; chunk !== undefined; chunk = await source.next()) {
    if (isGone(res)) return source.cancel();
    sent += chunk.byteLength;
    if (sent > (source.length ?? Number.POSITIVE_INFINITY)) throw lengthError(source, sent);
    // Middleware that hooks `write` often forgets to return what it got: that is no `false`.
    if (res.write(chunk) === false) await drained();
  }
  if (isGone(res)) return;
  if (sent < (source.length ?? 0)) throw lengthError(source, sent);
  res.end();
}

/** A wrong Content-Length makes the next response part of this one (RFC 9112 section 6.3). */
function lengthError({ length }: Source, sent: number): RangeError {
  return new RangeError(`body: ${length} octets announced, got ${sent} (RFC 9110 section 8.6)`);
}

/**
 * Waits for the next drain. One listener for all of them: compression puts its own stream behind `on`,
 * where `once` would leave a listener each time.
 */
function drains(res: ServerResponse): () => Promise<void> {
  let wake = () => {};
  res.on("drain", () => wake());
  return () =>
    new Promise((resolve) => {
      wake = resolve;
    });
}

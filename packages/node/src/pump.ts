import type { ServerResponse } from "node:http";
import { atResponseEnd } from "./connection-end.ts";
import { writeChunk } from "./flush.ts";
import type { Source } from "./source.ts";
import { claim, isGone } from "./state.ts";

/**
 * Writes a body that comes over time: the head when the first chunk is there, each chunk when the client has
 * room for it, and never more octets than were announced.
 *
 * @param writeHead - Called once, before the first chunk; not at all if the body breaks before that.
 * @returns Resolves when all is handed to the socket, or the client has gone; then the source is freed.
 * Rejects if the body breaks, or does not have the announced length.
 */
export function pump(res: ServerResponse, source: Source, writeHead: () => void): Promise<void> {
  claim(res);
  return new Promise((resolve, reject) => {
    const over = () => {
      source.cancel();
      resolve(); // Even if the source hangs: nobody waits for it any more.
    };
    res.once("finish", resolve);
    atResponseEnd(res, over);
    let began = false;
    const begin = () => {
      began = true;
      writeHead();
    };
    pour(res, source, begin).catch((error: unknown) => {
      source.cancel();
      // It is not an error if the client has gone, or if another response was sent in the meantime.
      if (isGone(res) || (res.headersSent && !began)) resolve();
      else reject(error);
    });
  });
}

async function pour(res: ServerResponse, source: Source, writeHead: () => void): Promise<void> {
  const drained = drains(res);
  let sent = 0;
  /** Resolves to whether there is more to come, when the client has room for it. */
  const write = (chunk: Uint8Array | undefined): boolean | Promise<true> => {
    if (isGone(res)) return stop(source);
    sent += chunk?.byteLength ?? 0;
    if (isWrong(source, sent, chunk === undefined)) throw lengthError(source, sent);
    if (chunk === undefined) {
      res.end();
      return false;
    }
    // Middleware that hooks `write` often forgets to return the result: undefined does not mean `false`.
    return writeChunk(res, chunk, source.lends === true) === false ? drained() : true;
  };
  const begin = (chunk: Uint8Array | undefined): boolean | Promise<true> => {
    if (isGone(res) || res.headersSent) return stop(source); // A time-out has answered in the meantime.
    writeHead();
    return write(chunk);
  };
  // Chunks stay out of this function: while it waits for the client, it would keep the last one, or the one
  // before.
  let more = await source.next().then(begin);
  while (more) more = await source.next().then(write);
}

function stop(source: Source): false {
  source.cancel();
  return false;
}

function isWrong({ length }: Source, sent: number, atEnd: boolean): boolean {
  return length !== undefined && (atEnd ? sent !== length : sent > length);
}

/** With a wrong Content-Length, the next response would be read as part of this one (RFC 9112 section 6.3). */
function lengthError({ length }: Source, sent: number): RangeError {
  return new RangeError(`body: ${length} octets announced, got ${sent} (RFC 9110 section 8.6)`);
}

/**
 * Waits for the next "drain" from the moment of the call: a pipelined request can cause it early, and then
 * there is no other. There is one listener for all of them, because compression redirects `on` to its own
 * stream, where `once` would leave a listener each time.
 */
function drains(res: ServerResponse): () => Promise<true> {
  let wake = () => {};
  res.on("drain", () => wake());
  return () =>
    new Promise((resolve) => {
      wake = () => resolve(true);
    });
}

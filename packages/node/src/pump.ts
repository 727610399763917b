import type { ServerResponse } from "node:http";
import { atConnectionEnd } from "./connection-end.ts";
import { writeChunk } from "./flush.ts";
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
  let sent = 0;
  /** Is there more to come? Answers when the client has room for it. */
  const write = (chunk: Uint8Array | undefined): boolean | Promise<true> => {
    if (isGone(res)) return stop(source);
    sent += chunk?.byteLength ?? 0;
    if (isWrong(source, sent, chunk === undefined)) throw lengthError(source, sent);
    if (chunk === undefined) {
      res.end();
      return false;
    }
    // Middleware that hooks `write` often forgets to return what it got: that is no `false`.
    return writeChunk(res, chunk, source.lends === true) === false ? drained() : true;
  };
  const begin = (chunk: Uint8Array | undefined): boolean | Promise<true> => {
    if (isGone(res) || res.headersSent) return stop(source); // A time-out has answered meanwhile.
    writeHead();
    return write(chunk);
  };
  // No chunk comes in here: a function that waits for the client keeps its last one, or the one before.
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

/** A wrong Content-Length makes the next response part of this one (RFC 9112 section 6.3). */
function lengthError({ length }: Source, sent: number): RangeError {
  return new RangeError(`body: ${length} octets announced, got ${sent} (RFC 9110 section 8.6)`);
}

/**
 * Waits for the next drain, from the moment of the call: a pipelined request brings it about early, and
 * then there is no other. One listener for all of them: compression puts its own stream behind `on`,
 * where `once` would leave a listener each time.
 */
function drains(res: ServerResponse): () => Promise<true> {
  let wake = () => {};
  res.on("drain", () => wake());
  return () =>
    new Promise((resolve) => {
      wake = () => resolve(true);
    });
}

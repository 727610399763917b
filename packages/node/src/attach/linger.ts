import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Octets that are still read of what a client sends after its last request. */
const MOST = 65_536;
/** Milliseconds that the client has for reading the answer to it. */
const LONGEST = 500;
/** The same where the server goes away, for it is to be free 250 ms after its last answer. */
const SHORTEST = 200;

/** By connection that has its last answer: makes its time shorter. */
const lingering = new WeakMap<Socket, () => void>();
const hurried = new WeakSet<Socket>();

/** From now on this connection has less time to linger. */
export function hurry(socket: Socket): void {
  hurried.add(socket);
  lingering.get(socket)?.();
}

/**
 * Ends a connection whose client may still be sending. Closed at once it would be reset, and the reset
 * can reach the client before it has read the answer (RFC 9112 section 9.6): so the server ends its own
 * side, reads on for a while, and throws away what it reads.
 *
 * @param req - Whose content may be awaited still, though it has its answer: node:http would leave a
 *   handler waiting for ever.
 */
export function linger(socket: Socket, req?: IncomingMessage): void {
  if (socket.destroyed || lingering.has(socket)) return;
  const endsIn = (ms: number) => setTimeout(() => socket.destroy(), ms).unref();
  let timer = endsIn(hurried.has(socket) ? SHORTEST : LONGEST);
  lingering.set(socket, () => {
    clearTimeout(timer);
    timer = endsIn(SHORTEST);
  });
  socket.once("close", () => {
    clearTimeout(timer);
    if (req?.complete === false) req.destroy(abortedError());
  });
  lingers(socket);
  socket.end();
  socket.resume();
}

/** As node:http has it for a client that goes before it has its answer. */
function abortedError(): Error {
  return Object.assign(new Error("aborted"), { code: "ECONNRESET" });
}

const ending = new WeakSet<Socket>();

/** From now on this connection lingers where node:http would close it, and has had its last request. */
export function lingers(socket: Socket): void {
  if (ending.has(socket)) return;
  ending.add(socket);
  Object.assign(socket, { destroySoon: () => linger(socket) });
  // node:http starts to read again by a listener of its own, which goes with those for the data.
  if (socket.isPaused()) socket.once("resume", () => discard(socket));
  else discard(socket);
}

/** Has this connection had its last request? What comes behind is not looked at (RFC 9112 section 9.6). */
export function isEnding(socket: Socket): boolean {
  return ending.has(socket);
}

/** Nobody parses requests any more out of what is read. */
function discard(socket: Socket): void {
  let left = MOST;
  socket.removeAllListeners("data");
  socket.on("data", (bytes: Buffer) => {
    left -= bytes.byteLength;
    // Not closed yet: a client that sends faster than it reads shall have its time, too.
    if (left <= 0) socket.pause();
  });
}

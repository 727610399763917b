import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How many octets are still read of what a client sends after its last request. */
const MOST = 65_536;
/** How many milliseconds the client then has for reading the response. */
const LONGEST = 500;
/** The same while the server drains, which shall be closed 250 ms after its last response. */
const SHORTEST = 200;

/** By connection that has had its last response: shortens its time. */
const lingering = new WeakMap<Socket, () => void>();
const hurried = new WeakSet<Socket>();

/** From now on this connection has less time to linger. */
export function hurry(socket: Socket): void {
  hurried.add(socket);
  lingering.get(socket)?.();
}

/**
 * Ends a connection whose client may still be sending. If it were closed at once it would be reset, and the
 * reset can reach the client before it has read the response (RFC 9112 section 9.6). So the server ends its
 * own side, reads on for a while, and discards what it reads.
 *
 * @param req - A request that has been answered while a handler may still wait for its content. node:http
 *   would leave it waiting for ever.
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

/** The error of node:http for a client that leaves before it has its response. */
function abortedError(): Error {
  return Object.assign(new Error("aborted"), { code: "ECONNRESET" });
}

const ending = new WeakSet<Socket>();

/** From now on this connection lingers when node:http would close it, and gets no further request. */
export function lingers(socket: Socket): void {
  if (ending.has(socket)) return;
  ending.add(socket);
  Object.assign(socket, { destroySoon: () => linger(socket) });
  // node:http resumes reading with a listener of its own, which is removed with those for the data.
  if (socket.isPaused()) socket.once("resume", () => discard(socket));
  else discard(socket);
}

/** Has this connection had its last request? What follows is not looked at (RFC 9112 section 9.6). */
export function isEnding(socket: Socket): boolean {
  return ending.has(socket);
}

/** What is read from now on is no longer parsed. */
function discard(socket: Socket): void {
  let left = MOST;
  socket.removeAllListeners("data");
  socket.on("data", (bytes: Buffer) => {
    left -= bytes.byteLength;
    // It is not closed yet: a client that sends faster than it reads shall have its time, too.
    if (left <= 0) socket.pause();
  });
}

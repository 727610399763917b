import type { Socket } from "node:net";

/** Who waits for the end of a connection: one listener per socket, however long its pipeline is. */
const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back when a connection ends. A response that waits behind another one has no socket yet, so it gets
 * no "close".
 *
 * @returns A function that cancels this.
 */
export function atConnectionEnd(socket: Socket, call: () => void): () => void {
  const calls = waiting.get(socket) ?? listened(socket);
  calls.add(call);
  return () => calls.delete(call);
}

function listened(socket: Socket): Set<() => void> {
  const calls = new Set<() => void>();
  waiting.set(socket, calls);
  socket.once("close", () => {
    for (const call of calls) call();
  });
  return calls;
}

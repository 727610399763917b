import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { isQueued } from "./state.ts";

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

/**
 * Calls back once when a response is over. If it waits behind another one and never gets its socket, it is over with
 * the connection.
 */
export function atResponseEnd(res: ServerResponse, call: () => void): void {
  if (!isQueued(res)) {
    res.once("close", call);
    return;
  }
  const over = () => {
    cancel();
    res.off("close", over);
    call();
  };
  const cancel = atConnectionEnd(res.req.socket, over);
  res.once("close", over);
}

function listened(socket: Socket): Set<() => void> {
  const calls = new Set<() => void>();
  waiting.set(socket, calls);
  socket.once("close", () => {
    for (const call of calls) call();
  });
  return calls;
}

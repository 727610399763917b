import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { AnyReply } from "@rightstatus/core";
import type { Connections } from "./connections.ts";
import { linger } from "./linger.ts";
import { refuse } from "./refuse.ts";

/**
 * Takes a connection that node:http lets go of, at the event of an upgrade or a tunnel: without a
 * listener the next reset of it would end the process.
 *
 * @param req - The request that made node:http do so: no other one is read.
 * @param free - Called when the answers to earlier requests are out, if the connection has not ended
 *   with them.
 */
export function takeOver(req: IncomingMessage, connections: Connections, free: () => void): void {
  const { socket } = req;
  const earlier = connections.get(socket);
  socket.on("error", ignore);
  if (earlier === undefined || (earlier.writableFinished && earlier.socket === null)) free();
  else afterwards(earlier, socket, free);
}

function afterwards(earlier: ServerResponse, socket: Socket, free: () => void): void {
  const forward = () => drain(socket);
  socket.on("drain", forward);
  earlier.once("finish", () => {
    socket.off("drain", forward);
    socket.setTimeout(0); // That of an idle connection, which node:http has set by now.
    if (socket.writable) free();
  });
}

/** A connection without a reader breaks, and whoever has it then learns that by its end. */
export function ignore(): void {}

/** Only the socket knows which of the earlier responses is at it now. */
function drain(socket: Socket): void {
  const res: unknown = Reflect.get(socket, "_httpMessage");
  if (res instanceof ServerResponse) res.emit("drain");
}

/** The response to such a request. It is sent by `deliver`; until then what is written on it waits. */
export function lastResponse(req: IncomingMessage): ServerResponse {
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  return res;
}

/** Refuses it. */
export function refuseLast(req: IncomingMessage, reply: AnyReply): void {
  const res = lastResponse(req);
  refuse(req, res, reply);
  deliver(res);
}

/** Sends what is written on the response, and ends the connection behind it. */
export function deliver(res: ServerResponse): void {
  const { socket } = res.req;
  socket.on("drain", () => res.emit("drain"));
  res.once("finish", () => {
    res.detachSocket(socket);
    linger(socket);
  });
  try {
    res.assignSocket(socket);
  } catch {
    socket.destroy(); // Somebody else has put a response on it.
  }
}

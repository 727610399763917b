import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { AnyReply } from "@rightstatus/core";
import type { Connections } from "./connections.ts";
import { linger } from "./linger.ts";
import { refuse } from "./refuse.ts";

/**
 * Takes over a connection that node:http hands away with the event of an upgrade or a tunnel. Without a
 * listener, the next reset of it would end the process.
 *
 * @param req - The request that caused it: no other one will be read.
 * @param free - Called when the responses to earlier requests are sent, unless the connection has ended with
 * them.
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
    socket.setTimeout(0); // node:http has set the time-out of an idle connection by now.
    if (socket.writable) free();
  });
}

/** An error of the connection needs no handling: whoever has it learns of it by its end. */
export function ignore(): void {}

/** Only the socket knows which of the earlier responses is being written to it. */
function drain(socket: Socket): void {
  const res: unknown = Reflect.get(socket, "_httpMessage");
  if (res instanceof ServerResponse) res.emit("drain");
}

/** The response to such a request. What is written to it waits until `deliver` sends it. */
export function lastResponse(req: IncomingMessage): ServerResponse {
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  return res;
}

/** Refuses such a request. */
export function refuseLast(req: IncomingMessage, reply: AnyReply): void {
  const res = lastResponse(req);
  refuse(req, res, reply);
  deliver(res);
}

/** Sends what was written to the response, and then ends the connection. */
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
    socket.destroy(); // Somebody else has assigned a response to it.
  }
}

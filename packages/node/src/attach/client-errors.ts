import { IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { AnyReply } from "@rightstatus/core";
import { breakOff } from "../state.ts";
import { begunLine } from "./begun-line.ts";
import type { Connections } from "./connections.ts";
import { linger, lingers } from "./linger.ts";
import { answerLast, overrule } from "./overrule.ts";
import { replyTo } from "./parser-errors.ts";

/**
 * Answers requests that node:http cannot read, or does not receive in time, in the same way as errors of the
 * application. If the application adds a listener for this event, at any time, that answers instead.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  if (server.listenerCount("clientError") > 0) return;
  const failed = new WeakSet<Duplex>();
  server.on("clientError", (error: Error, socket: Duplex) => {
    if (server.listenerCount("clientError") > 1 || socket.destroyed) return;
    // Whatever comes after an error is another error, even the end of the connection.
    if (failed.has(socket)) return;
    failed.add(socket);
    if (socket instanceof Socket) settle(error, socket, connections.get(socket));
    else socket.destroy();
  });
}

/** Waits for the moment at which a response does not get into another one that is under way. */
function settle(error: Error, socket: Socket, newest: ServerResponse | undefined): void {
  const reply = replyTo(error, { begun: begunLine(socket), isFirst: newest === undefined });
  const after = () => end(socket, newest, reply);
  if (newest === undefined || isOver(newest)) after();
  // What follows the last request of a connection is not looked at (RFC 9112 section 9.6).
  else if (newest.req.complete && !newest.shouldKeepAlive) lingers(socket);
  else if (newest.writableEnded) newest.once("finish", after);
  else if (reply === undefined) socket.destroy();
  else if (!newest.req.complete) overrule(newest, reply);
  // It is a later request that is broken.
  else if (newest.headersSent) breakOff(newest);
  else newest.once("finish", after);
}

/** Are all its bytes sent, and the socket free? */
function isOver(res: ServerResponse): boolean {
  return res.writableFinished && res.socket === null;
}

function end(
  socket: Socket,
  newest: ServerResponse | undefined,
  reply: AnyReply | undefined,
): void {
  // Content that is broken after the response to it gets no second one (RFC 9110 section 15).
  if (newest?.req.complete === false) linger(socket, newest.req);
  else if (reply === undefined) socket.destroy();
  else {
    try {
      answerLast(socket, new IncomingMessage(socket), reply);
    } catch {
      socket.destroy(); // A listener of the application has put a response on it.
    }
  }
}

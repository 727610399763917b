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
 * Answers what node:http cannot read, or does not get in time, as the application's own errors are
 * answered. A listener of the application's for this event answers in its place, whenever it comes.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  if (server.listenerCount("clientError") > 0) return;
  const failed = new WeakSet<Duplex>();
  server.on("clientError", (error: Error, socket: Duplex) => {
    if (server.listenerCount("clientError") > 1 || socket.destroyed) return;
    // What comes after an error is one again, the end of the connection among it.
    if (failed.has(socket)) return;
    failed.add(socket);
    if (socket instanceof Socket) settle(error, socket, connections.get(socket));
    else socket.destroy();
  });
}

/** Finds the moment at which nothing that is written gets into an answer under way. */
function settle(error: Error, socket: Socket, newest: ServerResponse | undefined): void {
  const reply = replyTo(error, { begun: begunLine(socket), isFirst: newest === undefined });
  const after = () => end(socket, newest, reply);
  if (newest === undefined || isOver(newest)) after();
  // Nothing is looked at behind the last request of a connection (RFC 9112 section 9.6).
  else if (newest.req.complete && !newest.shouldKeepAlive) lingers(socket);
  else if (newest.writableEnded) newest.once("finish", after);
  else if (reply === undefined) socket.destroy();
  else if (!newest.req.complete) overrule(newest, reply);
  // What is broken is a later request.
  else if (newest.headersSent) breakOff(newest);
  else newest.once("finish", after);
}

/** Is every octet of it out, and the socket free? */
function isOver(res: ServerResponse): boolean {
  return res.writableFinished && res.socket === null;
}

function end(
  socket: Socket,
  newest: ServerResponse | undefined,
  reply: AnyReply | undefined,
): void {
  // Content that is broken after the answer to it gets no second one (RFC 9110 section 15).
  if (newest?.req.complete === false) linger(socket, newest.req);
  else if (reply === undefined) socket.destroy();
  else {
    try {
      answerLast(socket, new IncomingMessage(socket), reply);
    } catch {
      socket.destroy(); // It has a response that came by an event of the application's own.
    }
  }
}

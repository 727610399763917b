import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { AnyReply } from "@rightstatus/core";
import { send } from "../send.ts";
import { breakOff } from "../state.ts";
import { linger } from "./linger.ts";
import { unjudged } from "./refuse.ts";

/**
 * Answers a request that the application already has, and ends the connection. A reply of the application is
 * then dropped without an error: its response closes unfinished, as for a client that has gone. If the
 * application has begun to answer, that is broken off.
 */
export function overrule(res: ServerResponse, reply: AnyReply): void {
  const { req, socket } = res;
  if (res.writableEnded) res.once("finish", () => linger(req.socket, req));
  else if (res.headersSent) breakOff(res);
  // It waits behind the responses to earlier requests.
  else if (socket === null) res.once("socket", () => overrule(res, reply));
  else {
    res.detachSocket(socket);
    answerLast(socket, req, reply);
    res.assignSocket(socket); // Nothing is written to it any more, but so it learns of the end.
  }
}

/** Writes the last response to a connection to which no response is assigned at the moment. */
export function answerLast(socket: Socket, req: IncomingMessage, reply: AnyReply): void {
  const res = new ServerResponse(req);
  res.assignSocket(socket);
  res.shouldKeepAlive = false;
  void send(req, res, reply, unjudged);
  res.detachSocket(socket);
  linger(socket);
}

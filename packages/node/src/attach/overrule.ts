import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { AnyReply } from "@rightstatus/core";
import { send } from "../send.ts";
import { breakOff } from "../state.ts";
import { linger } from "./linger.ts";
import { unjudged } from "./refuse.ts";

/**
 * Answers a request that the application has already, and ends the connection. What the application
 * replies still goes nowhere, and is no error: its response closes unfinished, as for a client that
 * has gone. An answer of its own that has begun is broken off.
 */
export function overrule(res: ServerResponse, reply: AnyReply): void {
  const { req, socket } = res;
  if (res.writableEnded) res.once("finish", () => linger(req.socket, req));
  else if (res.headersSent) breakOff(res);
  // It waits behind the answers to earlier requests.
  else if (socket === null) res.once("socket", () => overrule(res, reply));
  else {
    res.detachSocket(socket);
    answerLast(socket, req, reply);
    res.assignSocket(socket); // Where nothing is written any more, so that it hears of the end.
  }
}

/** Writes the last answer on a connection that no response has just now. */
export function answerLast(socket: Socket, req: IncomingMessage, reply: AnyReply): void {
  const res = new ServerResponse(req);
  res.assignSocket(socket);
  res.shouldKeepAlive = false;
  void send(req, res, reply, unjudged);
  res.detachSocket(socket);
  linger(socket);
}

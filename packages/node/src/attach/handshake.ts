import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type AnyReply, isReply, serviceUnavailable } from "@rightstatus/core";
import { upgrade } from "@rightstatus/core/fields";
import { fail } from "../errors/fail.ts";
import { setFields } from "../merge.ts";
import type { SendOptions } from "../options.ts";
import { discard } from "../payload.ts";
import { report } from "../report.ts";
import { transmit } from "../send.ts";
import { isAnswered, lateError } from "../state.ts";
import { deliver, lastResponse } from "./detached.ts";
import { type Expectation, unanswered } from "./expect.ts";
import type { Admits } from "./intercept.ts";
import type { AttachOptions, UpgradeHandler } from "./options.ts";
import { refuse, unjudged } from "./refuse.ts";
import { refusedHandshake } from "./websocket.ts";

/** Milliseconds until a handshake is refused that nobody has answered. */
const LONGEST = 10_000;

/** What a handshake needs from the rest of the server. */
export interface Terms {
  readonly admits: Admits;
  /** Decides about an Expect in the same request. */
  readonly expect: AttachOptions["expect"];
  /** Who is told of errors in the application. */
  readonly told: SendOptions;
  /** Aborted when the server drains. */
  signal(socket: Socket): AbortSignal;
}

/** An upgrade request whose handler is at work. */
interface Handshake {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** How many octets were written to the connection before the handler got it. */
  readonly before: number;
  readonly told: SendOptions;
}

/**
 * Gets an upgrade request answered: by a refusal, or by the 101 after which the connection belongs to the
 * handler.
 *
 * @param protocol - The protocol of the handler, in lower case.
 * @param head - The bytes that came after the request.
 */
export function shakeHands(
  req: IncomingMessage,
  protocol: string,
  handler: UpgradeHandler,
  head: Buffer,
  terms: Terms,
): void {
  const { socket } = req;
  const res = lastResponse(req);
  socket.once("close", () => leave(res));
  const expectation = terms.admits(req, res) ? expected(req, res, protocol, terms) : undefined;
  if (expectation === undefined) deliver(res);
  else {
    // RFC 9110 section 7.8: before the 101.
    if (expectation !== "none") write(res, () => res.writeContinue());
    const handshake = { req, res, before: socket.bytesWritten, told: terms.told };
    ask(handshake, handler, head, terms.signal(socket));
  }
}

/** `undefined` if the request has been answered. */
function expected(
  req: IncomingMessage,
  res: ServerResponse,
  protocol: string,
  { expect, told }: Terms,
): Expectation | undefined {
  const refused = protocol === "websocket" ? refusedHandshake(req) : undefined;
  if (refused === undefined) return unanswered(req, res, expect, told);
  refuse(req, res, refused);
  return undefined;
}

function ask(
  handshake: Handshake,
  handler: UpgradeHandler,
  head: Buffer,
  signal: AbortSignal,
): void {
  const { socket } = handshake.req;
  const timer = setTimeout(expire, LONGEST, handshake).unref();
  socket.once("close", () => clearTimeout(timer));
  const handled = async () => handler(handshake.req, socket, head, signal);
  handled()
    .then((result) => settle(handshake, result))
    .catch((error: unknown) => giveUp(handshake, error));
}

/** Has nobody answered yet? */
function isOpen({ req: { socket }, res, before }: Handshake): boolean {
  return !socket.destroyed && !isAnswered(res) && socket.bytesWritten === before;
}

function settle(handshake: Handshake, result: unknown): void {
  const { req, res, told } = handshake;
  if (!isReply(result)) leave(res);
  else if (!isOpen(handshake)) {
    discard(result);
    if (!req.socket.destroyed) report(lateError(result.status), req, told);
  } else if (result.status === 101) {
    write(res, () => switchTo(res, result));
    leave(res);
  } else answer(handshake, result, result);
}

function giveUp(handshake: Handshake, error: unknown): void {
  const { req, res, told } = handshake;
  if (isOpen(handshake)) {
    void fail(req, res, error, told);
    deliver(res);
  } else if (req.socket.destroyed || isAnswered(res)) void fail(req, res, error, told);
  else {
    report(error, req, told);
    req.socket.destroy();
  }
}

function expire(handshake: Handshake): void {
  if (!isOpen(handshake)) return;
  const cause = new Error(`upgrade: nobody has answered for ${LONGEST} ms`);
  answer(handshake, serviceUnavailable({ retryAfter: 1 }), cause);
}

function answer({ req, res, told }: Handshake, reply: AnyReply, cause: unknown): void {
  void transmit(req, res, reply, { ...told, ...unjudged }, cause);
  deliver(res);
}

/** For those who count the requests in work: this one is over. */
function leave(res: ServerResponse): void {
  res.emit("close");
}

/** Writes to a connection that stays open. */
function write(res: ServerResponse, head: () => void): void {
  const { socket } = res.req;
  res.assignSocket(socket);
  try {
    head();
  } finally {
    res.detachSocket(socket);
  }
}

/**
 * Switches to a protocol, but only to one that the client has named (RFC 9110 section 7.8).
 *
 * @throws TypeError for another one; RangeError for a field that is not in the grammar.
 */
function switchTo(res: ServerResponse, { headers }: AnyReply): void {
  const offered = protocolsOf(res.req.headers.upgrade);
  const switched = protocolsOf(headers.upgrade);
  if (!switched.some((protocol) => offered.includes(protocol))) {
    throw new TypeError(`upgrade: the client did not ask for ${switched} (${upgrade.section})`);
  }
  setFields(res, { ...headers });
  res.writeHead(101, "Switching Protocols");
  res.end();
}

function protocolsOf(line: unknown): readonly string[] {
  const protocols = typeof line === "string" ? upgrade.parse(line) : undefined;
  return protocols?.map((protocol) => protocol.toLowerCase()) ?? [];
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyReply, internalServerError, isReply, status as rowOf } from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { flush } from "./flush.ts";
import { writeHead } from "./head.ts";
import type { SendOptions } from "./options.ts";
import { overseeOwn } from "./oversight/overseer.ts";
import { discard } from "./payload.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { pump } from "./pump.ts";
import { report } from "./report.ts";
import { acquaint, breakOff, claim, isAnswered, isGone, lateError } from "./state.ts";

const done = Promise.resolve();

/** Statuses without content, even if middleware has set a body. */
const bodiless: ReadonlySet<string | undefined> = new Set(["no", "empty"]);

/**
 * Sends a reply. This is the one writer.
 *
 * @param req - The request, of HTTP/1 or of the compatibility API of HTTP/2.
 * @param res - Its response. Fields that middleware set on it are sent, too; an error drops those that
 * describe the content that it replaces.
 * @param reply - What a helper made, or bare parts that keep the same rules.
 * @param options - How it is sent.
 * @returns Resolves when the last byte is handed to the socket, or the client has gone. Never rejects: a body
 * that cannot be sent becomes a 500, or breaks the connection off, and is reported to `onError`.
 * @throws TypeError at once if the parts break a MUST or, outside production, if the request has been
 * answered already (RFC 9110 section 15.2). In production a late reply is dropped.
 * @example
 * ```ts
 * createServer((req, res) => send(req, res, ok({ hello: "world" })));
 * ```
 */
export function send(
  req: IncomingMessage,
  res: ServerResponse,
  reply: AnyReply,
  options: SendOptions = {},
): Promise<void> {
  acquaint(req, res);
  if (isGone(res) || isAnswered(res)) {
    discard(reply);
    if (isGone(res) || process.env.NODE_ENV === "production") return done;
    throw lateError(reply.status);
  }
  return transmit(req, res, adopt(reply), options, reply);
}

/**
 * Sends a reply even if another one is still being prepared. `cause` is what `onError` is told of a 500 or
 * more.
 */
export function transmit(
  req: IncomingMessage,
  res: ServerResponse,
  reply: AnyReply,
  options: SendOptions,
  cause: unknown,
): Promise<void> {
  const waiting = overseeOwn(res, options);
  if (waiting !== undefined) {
    claim(res);
    return waiting.then(
      () => (isGone(res) ? discard(reply) : transmit(req, res, reply, options, cause)),
      (error) => giveUp(req, res, options, error),
    );
  }
  try {
    const prepared = prepare(req, reply, options);
    if (reply.status >= 500) report(cause, req, options);
    return write(req, res, prepared, options);
  } catch (error) {
    return giveUp(req, res, options, error);
  }
}

/**
 * Writes a prepared reply.
 *
 * @throws What middleware with a hook on the head throws.
 */
export function write(
  req: IncomingMessage,
  res: ServerResponse,
  prepared: Prepared,
  options: SendOptions,
  head: (req: IncomingMessage, res: ServerResponse, prepared: Prepared) => void = writeHead,
): Promise<void> {
  const { payload, status } = prepared;
  const silent = req.method === "HEAD" || bodiless.has(rowOf(status)?.content);
  const rest = payload.kind === "stream" && !silent ? payload.source.rest?.() : undefined;
  if (payload.kind === "stream" && !silent && rest === undefined) {
    return pump(res, payload.source, () => head(req, res, prepared)).catch((error: unknown) =>
      giveUp(req, res, options, error),
    );
  }
  if (payload.kind === "stream") payload.source.cancel();
  head(req, res, prepared);
  if (rest !== undefined) flush(res, rest, true);
  else if (payload.kind === "content" && !silent) flush(res, payload.content);
  else res.end();
  return done;
}

/**
 * Handles a response that cannot be sent as it was meant. If nothing is sent yet, it becomes the reply that
 * the body rejected with, or a 500; else the connection is broken off, so that the client notices. The same
 * happens if that reply cannot be sent either.
 */
export function giveUp(
  req: IncomingMessage,
  res: ServerResponse,
  options: SendOptions,
  cause: unknown,
): Promise<void> {
  report(cause, req, options);
  if (isGone(res)) return done;
  if (!res.headersSent) {
    try {
      const instead = isReply(cause) && cause.status >= 400 ? cause : internalServerError();
      return write(req, res, prepare(req, instead, options), options);
    } catch {}
  }
  breakOff(res);
  return done;
}

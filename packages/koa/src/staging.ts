import type { ServerResponse } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { claim, isAnswered, type Staged, settingsOf, stage } from "@rightstatus/node/adapter";
import type { ExtendableContext } from "koa";

const done = Promise.resolve();

const staged: unique symbol = Symbol("staged");

/**
 * A response whose reply waits for `replies()`. It is kept on the response: a WeakMap costs more than all of
 * this file.
 */
type Staging = ServerResponse & { [staged]?: Staged };

/**
 * Answers a request. Under `replies()` the reply is put on the context, where middleware sees it on its way
 * out and may compress it, until `replies()` sends it; elsewhere it is sent at once.
 *
 * @throws TypeError as `send` does; what the body throws while it is serialised.
 */
export function answer(ctx: ExtendableContext, reply: AnyReply): Promise<void> {
  const { req, response } = ctx;
  const res: Staging = ctx.res;
  const settings = settingsOf(res);
  if (settings === undefined) ctx.respond = false;
  if (settings === undefined || isAnswered(res)) return send(req, res, reply, settings);
  const waiting = stage(req, res, reply, settings);
  claim(res);
  res[staged] = waiting;
  const { body, status } = waiting;
  if (body === undefined && (response.body ?? null) !== null) response.body = null; // This comes first: Koa makes it a 204.
  response.status = status;
  waiting.setFields();
  if (body !== undefined) response.body = body; // This comes last: without the fields, Koa would guess a type.
  if (status === 206) Object.assign(ctx, { compress: false }); // Its range counts uncoded bytes.
  return done;
}

/** The reply that waits for `replies()`, if there is one. */
export function stagedOf(ctx: ExtendableContext): Staged | undefined {
  const res: Staging = ctx.res;
  return res[staged];
}

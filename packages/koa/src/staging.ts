import type { ServerResponse } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { claim, isAnswered, type Staged, settingsOf, stage } from "@rightstatus/node/adapter";
import type { ExtendableContext } from "koa";

const stagedFor = new WeakMap<ServerResponse, Staged>();

/**
 * Answers a request. Under `replies()` the reply is put on the context, where middleware on the way out
 * sees it and may compress it, until the boundary sends it; elsewhere it is sent at once.
 *
 * @throws TypeError as `send` does; what the body throws while it is serialised.
 */
export function answer(ctx: ExtendableContext, reply: AnyReply): Promise<void> {
  const { req, res } = ctx;
  const settings = settingsOf(res);
  if (settings === undefined) ctx.respond = false;
  if (settings === undefined || isAnswered(res)) return send(req, res, reply, settings);
  const staged = stage(req, res, reply, settings);
  claim(res);
  stagedFor.set(res, staged);
  ctx.body = staged.body ?? null; // First: Koa answers 204 to a null body.
  ctx.status = staged.status;
  if (staged.status === 206) Object.assign(ctx, { compress: false }); // Its range counts uncoded bytes.
  staged.setFields(); // Last: Koa has ideas of type and length.
  return Promise.resolve();
}

/** The reply that waits for the boundary, if there is one. */
export function stagedOf(ctx: ExtendableContext): Staged | undefined {
  return stagedFor.get(ctx.res);
}

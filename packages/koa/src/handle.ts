import { type AnyReply, isReply } from "@rightstatus/core";
import { isAnswered } from "@rightstatus/node/adapter";
import type { DefaultContext, DefaultState, Middleware, ParameterizedContext } from "koa";
import { answer } from "./staging.ts";

/** From a context to its reply. */
export type Handler<State = DefaultState, Context = DefaultContext> = (
  ctx: ParameterizedContext<State, Context>,
) => AnyReply | Promise<AnyReply>;

/**
 * Middleware from a function that returns its reply, or throws it. Errors that are no reply go on to
 * the boundary, `replies()`.
 *
 * @param handler - Gets the context, returns a reply or a promise of one.
 * @example
 * ```ts
 * router.get("/notes/:id", handle(async (ctx) => ok((await store.find(ctx.params.id)) ?? raise(notFound()))));
 * ```
 */
export function handle(handler: Handler): Middleware;
export function handle<State, Context = DefaultContext>(
  handler: Handler<State, Context>,
): Middleware<State, Context>;
export function handle<State, Context>(
  handler: Handler<State, Context>,
): Middleware<State, Context> {
  return async (ctx) => {
    let result: unknown;
    try {
      result = await handler(ctx);
    } catch (error) {
      if (!isReply(error)) throw error;
      result = error;
    }
    if (isReply(result)) await answer(ctx, result);
    // Old code may answer by itself inside `handle`.
    else if (!isAnswered(ctx.res) && (ctx.body ?? null) === null)
      throw new TypeError(`handle: want a reply, got ${typeof result}`);
  };
}

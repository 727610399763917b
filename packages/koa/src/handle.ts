import { type AnyReply, isReply } from "@rightstatus/core";
import { isAnswered } from "@rightstatus/node/adapter";
import type {
  DefaultContext,
  DefaultState,
  ExtendableContext,
  Middleware,
  ParameterizedContext,
} from "koa";
import { answer } from "./staging.ts";

/** Takes a context, and returns the reply or a promise of it. */
export type Handler<State = DefaultState, Context = DefaultContext> = (
  ctx: ParameterizedContext<State, Context>,
) => AnyReply | Promise<AnyReply>;

/**
 * Makes middleware of a function that returns its reply, or throws it. Errors that are not replies go to
 * `replies()`.
 *
 * @param handler - Takes the context, and returns a reply or a promise of one.
 * @returns Middleware for the app, or for a route of @koa/router.
 * @throws TypeError if it is not a function.
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
  if (typeof handler !== "function")
    throw new TypeError(`handle: want a function, got ${String(handler)}`);
  // Every promise costs time, so there is one only if the handler is async.
  return (ctx) => {
    let result: unknown;
    try {
      result = handler(ctx);
    } catch (error) {
      return refused(ctx, error);
    }
    return isReply(result) ? answer(ctx, result) : settled(ctx, result);
  };
}

async function settled(ctx: ExtendableContext, pending: unknown): Promise<void> {
  let result: unknown;
  try {
    result = await pending;
  } catch (error) {
    return refused(ctx, error);
  }
  if (isReply(result)) return answer(ctx, result);
  // Old code may answer with `ctx` itself inside `handle`.
  if (!isAnswered(ctx.res) && (ctx.body ?? null) === null)
    throw new TypeError(`handle: want a reply, got ${typeof result}`);
}

function refused(ctx: ExtendableContext, error: unknown): Promise<void> {
  return isReply(error) ? answer(ctx, error) : Promise.reject(error);
}

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

/** From a context to its reply. */
export type Handler<State = DefaultState, Context = DefaultContext> = (
  ctx: ParameterizedContext<State, Context>,
) => AnyReply | Promise<AnyReply>;

/**
 * Middleware from a function that returns its reply, or throws it. Errors that are no reply go on to
 * the boundary, `replies()`.
 *
 * @param handler - Gets the context, returns a reply or a promise of one.
 * @throws TypeError if it is no function.
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
  // Each promise on the way costs, so there is one only if the handler is async.
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
  // Old code may answer by itself inside `handle`.
  if (!isAnswered(ctx.res) && (ctx.body ?? null) === null)
    throw new TypeError(`handle: want a reply, got ${typeof result}`);
}

function refused(ctx: ExtendableContext, error: unknown): Promise<void> {
  return isReply(error) ? answer(ctx, error) : Promise.reject(error);
}

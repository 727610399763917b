import type { IncomingMessage } from "node:http";
import { isNativeError } from "node:util/types";
import { type AnyReply, type Interim, isReply } from "@rightstatus/core";
import { type FallbackOptions, fail, hint, type SendOptions, send } from "@rightstatus/node";
import {
  checkSettings,
  configure,
  examine,
  isLateError,
  missed,
  overseer,
  type Replier,
  type Routing,
  replier,
} from "@rightstatus/node/adapter";
import { isHttpError } from "http-errors";
import type { ExtendableContext, Middleware } from "koa";
import { handledMethods } from "./routes.ts";
import { answer, stagedOf } from "./staging.ts";

declare module "koa" {
  interface ExtendableContext {
    /** Sends a reply: `ctx.reply(created("/7"))`, or `ctx.reply.created("/7")`. Added by `replies()`. */
    readonly reply: Replier;
    /** Sends an interim reply before the final one. Added by `replies()`. */
    hint(interim: Interim): void;
  }
}

/**
 * Middleware that comes first: gives each context `reply` and `hint`, sends what handlers reply, and answers
 * what nobody took (404, or 405 with Allow: RFC 9110 sections 15.5.5 and 15.5.6) and every error.
 *
 * @param o - How replies are sent, and which errors from elsewhere may show their status. Without `onError`,
 * errors that are not replies are emitted on the app, as Koa does.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * app.use(replies({ language: "negotiate" }));
 * app.use((ctx) => ctx.reply.ok({ hello: "world" }));
 * ```
 */
export function replies(o: SendOptions & FallbackOptions = {}): Middleware<object, object> {
  checkSettings(o, "replies");
  const whole = { trust: isHttpError, onError: emit, ...o };
  const overseen = overseer(o, routing);
  return async (ctx, next) => {
    place(ctx.req, ctx);
    const waiting = overseen(ctx.req, ctx.res);
    const settings = configure(ctx.res, o, whole);
    const handled = () => (settings.allowFallback === false ? undefined : handledMethods(ctx));
    equip(ctx);
    if (waiting !== undefined) await waiting;
    try {
      await next();
      if (isOwnAnswer(ctx)) examine(ctx.res, ctx.status);
    } catch (error) {
      const standing = isLateError(error) ? stagedOf(ctx) : undefined;
      if (standing === undefined) ctx.respond = false;
      // A late reply is only reported.
      await fail(ctx.req, ctx.res, error, { ...settings, handled });
    }
    const staged = stagedOf(ctx);
    if (staged !== undefined) {
      const bypassed = ctx.respond === false || ctx.headerSent;
      ctx.respond = false;
      if (bypassed) staged.discard();
      else await staged.release(ctx.status, ctx.body);
    } else if (isUntouched(ctx)) {
      ctx.respond = false;
      await send(ctx.req, ctx.res, await missed(ctx.req, settings, handled()), settings);
    }
  };
}

/**
 * Would Koa itself write this response, after all middleware, when an error can no longer become the
 * response?
 */
function isOwnAnswer(ctx: ExtendableContext): boolean {
  return ctx.respond !== false && stagedOf(ctx) === undefined && !isUntouched(ctx);
}

const context: unique symbol = Symbol("context");

/** `onError` only gets the request, so the context is kept on it. */
type InContext = IncomingMessage & { [context]?: ExtendableContext };

function place(req: InContext, ctx: ExtendableContext): void {
  req[context] = ctx;
}

const routing: Routing = {
  methodsOf: ({ [context]: ctx }: InContext) => ctx && handledMethods(ctx, ctx.method),
  routeOf({ [context]: ctx }: InContext) {
    const route: unknown = ctx && Reflect.get(ctx, "_matchedRoute");
    return route === undefined ? undefined : String(route);
  },
};

/** Reports an error as Koa does. A reply is not an error to report. */
function emit(error: unknown, { [context]: ctx }: InContext): void {
  if (!isReply(error)) ctx?.app.emit("error", asError(error), ctx);
}

/** Has no middleware answered? Then Koa would send a 404 in plain text, but not where the body was set to null. */
function isUntouched(ctx: ExtendableContext): boolean {
  const { body, headerSent, respond, response, status } = ctx;
  if (respond === false || headerSent || status !== 404) return false;
  return (body === undefined || body === null) && !Reflect.get(response, "_explicitNullBody");
}

/** Koa's listeners expect an `Error`, which may be one of another realm, as under jest. */
function asError(thrown: unknown): Error {
  return isNativeError(thrown) || thrown instanceof Error
    ? thrown
    : new Error("thrown: not an Error", { cause: thrown });
}

const equipped = new WeakSet<object>();

/** Adds both to the prototype that all contexts of an app share, so that a request costs nothing more. */
function equip(ctx: ExtendableContext): void {
  const shared: unknown = Object.getPrototypeOf(ctx);
  if (typeof shared !== "object" || shared === null || equipped.has(shared)) return;
  equipped.add(shared);
  Object.defineProperties(shared, {
    reply: {
      configurable: true,
      get(this: ExtendableContext): Replier {
        const reply = replier((value: AnyReply) => answer(this, value));
        Object.defineProperty(this, "reply", { value: reply });
        return reply;
      },
    },
    hint: {
      configurable: true,
      value(this: ExtendableContext, interim: Interim): void {
        hint(this.req, this.res, interim);
      },
    },
  });
}

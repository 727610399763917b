import type { AnyReply, Interim } from "@rightstatus/core";
import { hint, type SendOptions, send } from "@rightstatus/node";
import {
  checkSettings,
  configure,
  overseer,
  type Replier,
  replier,
  settingsOf,
} from "@rightstatus/node/adapter";
import type { RequestHandler, Response } from "express";
import { methodsOf, routeOf } from "./route-of.ts";

declare global {
  namespace Express {
    interface Response {
      /** Sends a reply: `res.reply(created("/7"))`, or `res.reply.created("/7")`. Added by `replies()`. */
      readonly reply: Replier;
      /** Sends an interim reply before the final one. Added by `replies()`. */
      hint(interim: Interim): void;
    }
  }
}

/**
 * Middleware that comes first: gives each response `reply` and `hint`, and sets how replies are sent, also by
 * `handle()` and `fallback()`.
 *
 * @param o - How replies are sent.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * app.use(replies({ language: "negotiate" }));
 * app.get("/old", (req, res) => res.reply.permanentRedirect("/new"));
 * ```
 */
export function replies(o: SendOptions = {}): RequestHandler {
  checkSettings(o, "replies");
  const overseen = overseer(o, { methodsOf, routeOf });
  return (req, res, next) => {
    const waiting = overseen(req, res);
    configure(res, o);
    equip(res);
    if (waiting === undefined) next();
    else waiting.then(() => next(), next);
  };
}

const equipped = new WeakSet<object>();

/** Adds both to the prototype that all responses of an app share, so that a request costs nothing more. */
function equip(res: Response): void {
  const shared: unknown = Object.getPrototypeOf(res);
  if (typeof shared !== "object" || shared === null || equipped.has(shared)) return;
  equipped.add(shared);
  Object.defineProperties(shared, {
    reply: {
      configurable: true,
      get(this: Response): Replier {
        const reply = replier((value: AnyReply) => send(this.req, this, value, settingsOf(this)));
        Object.defineProperty(this, "reply", { value: reply });
        return reply;
      },
    },
    hint: {
      configurable: true,
      value(this: Response, interim: Interim): void {
        hint(this.req, this, interim);
      },
    },
  });
}

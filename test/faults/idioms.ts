import { setTimeout as pause } from "node:timers/promises";
import timeout from "connect-timeout";
import { rateLimit } from "express-rate-limit";
import createError from "http-errors";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Fields, Idiom } from "./fault.ts";

/** Answers with what is given as it is given, as applications that know no helper do. */
export function written(status: number, body: string, fields: Fields = {}): Idiom {
  return {
    express: (_req, res) =>
      void res
        .status(status)
        .set(fields as Record<string, string[]>)
        .send(body),
    koa: (ctx) => {
      ctx.status = status;
      ctx.body = body;
      ctx.set(fields as Record<string, string[]>);
    },
  };
}

/** A handler that has so many milliseconds: connect-timeout, and in Koa a race, for it has no such package. */
export function within(ms: number, run: () => Promise<string>): Idiom {
  return {
    express: (req, res, next) =>
      timeout(`${ms}ms`)(req, res, (error?: unknown) => {
        if (error) next(error);
        // As Express 5 itself does with what a handler rejects.
        else
          run()
            .then((text) => res.send(text), next)
            .catch(next);
      }),
    koa: async (ctx) => {
      const over = new AbortController();
      const late = pause(ms, undefined, over).then(() => Promise.reject(createError(503)));
      try {
        ctx.body = await Promise.race([run(), late]);
      } finally {
        over.abort();
      }
    },
  };
}

/** So many requests a minute: express-rate-limit, and in Koa rate-limiter-flexible with the fields of its README. */
export function limited(points: number): Idiom {
  // Some refuse what is no limit: that is then a failure of the handler.
  const perMinute = () => new RateLimiterMemory({ points, duration: 60 });
  const fieldsOf = (left: RateLimiterRes): Record<string, string> => ({
    "Retry-After": String(left.msBeforeNext / 1000),
    "X-RateLimit-Limit": String(points),
    "X-RateLimit-Remaining": String(left.remainingPoints),
    "X-RateLimit-Reset": String(Math.ceil((Date.now() + left.msBeforeNext) / 1000)),
  });
  const limit = () =>
    rateLimit({
      limit: points,
      windowMs: 60_000,
      standardHeaders: "draft-8",
      validate: { creationStack: false },
    });
  return {
    express: (req, res, next) =>
      limit()(req, res, (error) => (error ? next(error) : res.send("a"))),
    koa: async (ctx) => {
      try {
        ctx.set(fieldsOf(await perMinute().consume(ctx.ip)));
        ctx.body = "a";
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        ctx.set(fieldsOf(refused as RateLimiterRes));
        ctx.status = 429;
      }
    },
  };
}

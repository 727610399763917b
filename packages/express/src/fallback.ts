import { type FallbackOptions, fail, send } from "@rightstatus/node";
import { checkSettings, missed, settingsOf } from "@rightstatus/node/adapter";
import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import { isHttpError } from "http-errors";
import { handledMethods } from "./routes.ts";

/**
 * Middleware that comes last. It answers what no route took with 404, or with 405 and Allow if the routes or
 * `files()` know the path but not the method (RFC 9110 sections 15.5.5 and 15.5.6), and it answers every
 * error.
 *
 * @param o - Which errors from elsewhere may show their status, and the replies for errors of your own.
 * @returns Two handlers in a list, which `app.use` accepts.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * app.use(fallback({ map: (error) => (error instanceof NoSuchNote ? notFound() : undefined) }));
 * ```
 */
export function fallback(o: FallbackOptions = {}): [RequestHandler, ErrorRequestHandler] {
  checkSettings(o, "fallback");
  const handled = (req: Request) => (o.allowFallback === false ? undefined : handledMethods(req));
  const missing: RequestHandler = (req, res, next) => {
    missed(req, o, handled(req))
      .then((reply) => send(req, res, reply, settingsOf(res)))
      .catch(next);
  };
  // Express recognises an error handler by its four parameters.
  const failed: ErrorRequestHandler = (error: unknown, req, res, _next) => {
    Object.assign(res, { err: error }); // This is where pino-http looks for it.
    const options = { trust: isHttpError, ...settingsOf(res), ...o, handled: () => handled(req) };
    void fail(req, res, error, options);
  };
  return [missing, failed];
}

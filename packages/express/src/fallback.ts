import { type FallbackOptions, fail, send } from "@rightstatus/node";
import { checkSettings, missed, settingsOf } from "@rightstatus/node/adapter";
import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import { isHttpError } from "http-errors";
import { handledMethods } from "./routes.ts";

/**
 * The middleware that comes last: 404 for what no route took, 405 with Allow where the routes or `files()`
 * know the path but not the method, and the answer to every error.
 *
 * @param o - Which errors from elsewhere may show their status, and replies for errors of your own.
 * @returns Two handlers, for `app.use` takes a list.
 * @throws TypeError for wrong options.
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
  // Express knows an error handler by its four parameters.
  const failed: ErrorRequestHandler = (error: unknown, req, res, _next) => {
    Object.assign(res, { err: error }); // Where pino-http looks for it.
    const options = { trust: isHttpError, ...settingsOf(res), ...o, handled: () => handled(req) };
    void fail(req, res, error, options);
  };
  return [missing, failed];
}

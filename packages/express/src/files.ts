import { type FileOptions, fileServer } from "@rightstatus/node";
import type { RequestHandler } from "express";
import { handle } from "./handle.ts";

/**
 * Middleware that answers GET and HEAD from the files below a root: 200, and what conditions and
 * ranges make of it. Where there is no file, or the method is another one, the next handler is asked;
 * what then nobody takes of a file `fallback()` answers with 405. Under `app.use("/static", …)` the path
 * below the mount counts.
 *
 * @param o - The root, and what of it may be read.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * app.use("/static", files({ root: "public", cacheControl: "max-age=3600" }));
 * ```
 */
export function files(o: FileOptions): RequestHandler {
  const answer = fileServer(o);
  return (req, res, next) => {
    answer(req, req.path, req.originalUrl)
      .then((reply) => (reply === undefined ? next() : handle(() => reply)(req, res, next)))
      .catch(next);
  };
}

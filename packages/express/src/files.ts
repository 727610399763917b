import { type FileOptions, fileServer } from "@rightstatus/node";
import type { RequestHandler } from "express";
import { handle } from "./handle.ts";

/**
 * Middleware that answers GET and HEAD from the files below a root: with 200, or what conditions and ranges
 * turn it into (RFC 9110 sections 13 and 14). If there is no file, or for other methods, the next handler is
 * called; if then nobody takes another method to a file, `fallback()` answers with 405. Under
 * `app.use("/static", …)`, the path below the mount counts.
 *
 * @param o - The root, and which files in it may be read.
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

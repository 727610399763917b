import { type FileOptions, fileServer } from "@rightstatus/node";
import type { Middleware } from "koa";
import { handle } from "./handle.ts";

/**
 * Middleware that answers GET and HEAD from the files below a root: with 200, or what conditions and ranges
 * turn it into (RFC 9110 sections 13 and 14). If there is no file, or for other methods, the next middleware
 * is called; if then nobody takes another method to a file, `replies()` answers with 405. Under koa-mount,
 * the path below the mount counts; on a router, what the wildcard at the end of the route matched.
 *
 * @param o - The root, and which files in it may be read.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * app.use(files({ root: "public", cacheControl: "max-age=3600" }));
 * router.get("/static{/*path}", files({ root: "public" }));
 * ```
 */
export function files(o: FileOptions): Middleware {
  const answer = fileServer(o);
  const middleware: Middleware = async (ctx, next) => {
    const path = wildcardOf(ctx, middleware) ?? ctx.path;
    const reply = await answer(ctx.req, path, ctx.originalUrl);
    await (reply === undefined ? next() : handle(() => reply)(ctx, next));
  };
  return middleware;
}

/**
 * @koa/router does not change the path, but notes what it matched, and middleware behind it sees that as
 * well. So this has to be the route that the middleware belongs to.
 */
function wildcardOf(ctx: object, middleware: Middleware): string | undefined {
  if (!("matched" in ctx && Array.isArray(ctx.matched))) return undefined;
  if (!("captures" in ctx && Array.isArray(ctx.captures))) return undefined;
  const route = ctx.matched.filter(isRoute).find(({ stack }) => stack.includes(middleware));
  if (route === undefined || !/\*\w*[)}]*$/.test(route.path)) return undefined;
  const taken: unknown = ctx.captures.at(-1);
  return typeof taken === "string" ? taken : "";
}

interface Route {
  readonly path: string;
  readonly stack: readonly unknown[];
}

function isRoute(layer: unknown): layer is Route {
  if (typeof layer !== "object" || layer === null) return false;
  if (!("path" in layer && "stack" in layer)) return false;
  return typeof layer.path === "string" && Array.isArray(layer.stack);
}

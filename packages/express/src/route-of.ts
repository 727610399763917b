import type { IncomingMessage } from "node:http";
import type { Request } from "express";
import { pathInApp, routedMethods } from "./routes.ts";

/**
 * The methods that the routes on the path of a request handle, asked while one of the routes is running. That
 * route may be one for all methods, which answers this one without handling it.
 *
 * @returns `undefined` if they are not known for sure.
 */
export function methodsOf(req: IncomingMessage): readonly string[] | undefined {
  if (!isExpress(req)) return undefined;
  const path = pathInApp(req);
  const methods = path === undefined ? undefined : routedMethods(req.app, path);
  return methods?.filter((method) => method !== req.method);
}

/** The pattern of the route that took a request, below where its router is mounted. */
export function routeOf(req: IncomingMessage): string | undefined {
  if (!isExpress(req)) return undefined;
  const path: unknown = req.route?.path;
  return path === undefined ? undefined : req.baseUrl + String(path);
}

function isExpress(req: IncomingMessage): req is Request {
  return "app" in req && "baseUrl" in req;
}

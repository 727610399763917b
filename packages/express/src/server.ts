import type { Server, ServerOptions } from "node:http";
import { createServer as createNodeServer } from "@rightstatus/node";
import type { Application } from "express";

/**
 * A server for an app, in place of `http.createServer(app)`.
 *
 * @param app - What `express()` made.
 * @param o - Options of `http.createServer`.
 * @example
 * ```ts
 * createServer(app).listen(3000);
 * ```
 */
export function createServer(app: Application, o?: ServerOptions): Server {
  return createNodeServer(app, o);
}

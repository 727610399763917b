import type { Server, ServerOptions } from "node:http";
import {
  type Attached,
  type AttachOptions,
  createServer as createNodeServer,
} from "@rightstatus/node";
import type Application from "koa";

/**
 * A server for an app, in place of `http.createServer(app.callback())`.
 *
 * @param app - What `new Koa()` made.
 * @param o - Options of `http.createServer` and of `attach`.
 * @example
 * ```ts
 * createServer(app).listen(3000);
 * ```
 */
export function createServer(
  app: Pick<Application, "callback">,
  o?: ServerOptions & AttachOptions,
): Server & Attached {
  return createNodeServer(app.callback(), o);
}

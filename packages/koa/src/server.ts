import type { Server, ServerOptions } from "node:http";
import {
  type Attached,
  type AttachOptions,
  createServer as createNodeServer,
} from "@rightstatus/node";
import type Application from "koa";

/**
 * Makes a server for an app, in place of `http.createServer(app.callback())`. The connection itself answers
 * as HTTP requires, see `attach`.
 *
 * @param app - What `new Koa()` made.
 * @param o - Options of `http.createServer` and of `attach`.
 * @returns The server, with the method `drain`.
 * @throws As `attach` does.
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

import type { Server, ServerOptions } from "node:http";
import {
  type Attached,
  type AttachOptions,
  createServer as createNodeServer,
} from "@rightstatus/node";
import type { Application } from "express";
import { bornWith } from "./prototypes.ts";

/**
 * A server for an app, in place of `http.createServer(app)`.
 *
 * Requests and responses are born with the app's prototypes, which on Node 20 and 22 makes an app
 * several times as fast as `app.listen()` does, whatever its handlers are. Constructors of your own in
 * the options stand instead.
 *
 * @param app - What `express()` made.
 * @param o - Options of `http.createServer` and of `attach`.
 * @example
 * ```ts
 * createServer(app).listen(3000);
 * ```
 */
export function createServer(
  app: Application,
  o?: ServerOptions & AttachOptions,
): Server & Attached {
  return createNodeServer(app, { ...bornWith(app), ...o });
}

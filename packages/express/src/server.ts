import type { Server, ServerOptions } from "node:http";
import {
  type Attached,
  type AttachOptions,
  createServer as createNodeServer,
} from "@rightstatus/node";
import type { Application } from "express";
import { bornWith } from "./prototypes.ts";

/**
 * Makes a server for an app, in place of `http.createServer(app)`. The connection itself answers as HTTP
 * requires, see `attach`.
 *
 * Requests and responses are created with the prototypes of the app, which on Node 20 and 22 makes it several
 * times as fast as with `app.listen()`, whatever its handlers do. Constructors of your own in the options
 * replace these.
 *
 * @param app - What `express()` made.
 * @param o - Options of `http.createServer` and of `attach`.
 * @returns The server, with the method `drain`.
 * @throws As `attach` does.
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

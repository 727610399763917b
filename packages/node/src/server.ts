import {
  createServer as createNodeServer,
  type RequestListener,
  type Server,
  type ServerOptions,
} from "node:http";
import { type Attached, attach } from "./attach/attach.ts";
import type { AttachOptions } from "./attach/options.ts";

/**
 * Makes a server of node:http for a request listener, whose connections themselves answer as HTTP requires,
 * see `attach`.
 *
 * @param handler - Called with each request and its response.
 * @param o - Options of `http.createServer` and of `attach`.
 * @returns The server, with the method `drain`.
 * @throws As `attach` does.
 * @example
 * ```ts
 * createServer((req, res) => send(req, res, ok("hello"))).listen(3000);
 * ```
 */
export function createServer(
  handler: RequestListener,
  o: ServerOptions & AttachOptions = {},
): Server & Attached {
  return attach(createNodeServer(o, handler), o);
}

import {
  createServer as createNodeServer,
  type RequestListener,
  type Server,
  type ServerOptions,
} from "node:http";

/**
 * A server of node:http for a request listener.
 *
 * @param handler - Called with each request and its response.
 * @param o - Options of `http.createServer`.
 * @example
 * ```ts
 * createServer((req, res) => send(req, res, ok("hello"))).listen(3000);
 * ```
 */
export function createServer(handler: RequestListener, o: ServerOptions = {}): Server {
  return createNodeServer(o, handler);
}

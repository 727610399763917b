import {
  createServer as createNodeServer,
  type RequestListener,
  type Server,
  type ServerOptions,
} from "node:http";
import { type Attached, attachChecked } from "./attach/attach.ts";
import { checkObject, checkOptions } from "./attach/check-options.ts";
import type { AttachOptions } from "./attach/options.ts";

/** Node 24 and 26 have them; an earlier one ignores what is a matter of speed or of the application. */
const later = ["keepAliveTimeoutBuffer", "optimizeEmptyRequests", "shouldUpgradeCallback"];

/**
 * Makes a server of node:http for a request listener, whose connections themselves answer as HTTP requires,
 * see `attach`.
 *
 * @param handler - Called with each request and its response.
 * @param o - Options of `http.createServer` and of `attach`.
 * @returns The server, with the method `drain`.
 * @throws TypeError if the handler is not a function, and for an option that neither `attach` nor node:http has; otherwise as `attach` does.
 * @example
 * ```ts
 * createServer((req, res) => send(req, res, ok("hello"))).listen(3000);
 * ```
 */
export function createServer(
  handler: RequestListener,
  o: ServerOptions & AttachOptions = {},
): Server & Attached {
  if (typeof handler !== "function")
    throw new TypeError(`createServer: want a request listener first, got ${typeof handler}`);
  checkObject(o, "createServer");
  // The options of node:http depend on its version: those that it reads exist, and some that a later one reads.
  const read = new Set<PropertyKey>(later);
  const asked = new Proxy(o, {
    get(of, name) {
      read.add(name);
      return Reflect.get(of, name);
    },
  });
  const server = createNodeServer(asked, handler);
  checkOptions(o, "createServer", read);
  return attachChecked(server, o);
}

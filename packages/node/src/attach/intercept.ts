import { IncomingMessage, type Server, ServerResponse } from "node:http";

/** Tells whether the listeners of a server may have this request; if not, it has been answered. */
export type Admits = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * Puts a check before all listeners for requests, including those that are added later.
 *
 * @returns A function that passes the listeners a request that has already been checked.
 */
export function intercept(
  server: Server,
  admits: Admits,
): (req: IncomingMessage, res: ServerResponse) => void {
  const { emit } = server;
  const emitAdmitted = function (this: Server, ...event: readonly unknown[]): boolean {
    const [name, req, res] = event;
    const isRequest = name === "request";
    if (isRequest && req instanceof IncomingMessage && res instanceof ServerResponse) {
      if (!admits(req, res)) return true;
    }
    return Reflect.apply(emit, this, event);
  };
  Object.defineProperty(server, "emit", {
    value: emitAdmitted,
    writable: true,
    configurable: true,
  });
  return (req, res) => {
    Reflect.apply(emit, server, ["request", req, res]);
  };
}

import { IncomingMessage, type Server, ServerResponse } from "node:http";

/** May the listeners of a server have this request? `false`: it has been answered. */
export type Admits = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * Puts a check before all listeners for requests, those of today and those that come later.
 *
 * @returns Hands the listeners a request that has passed the check already.
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

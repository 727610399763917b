import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** By what of a request its answer may be chosen (RFC 9110 section 12.5). */
const negotiable: ReadonlySet<unknown> = new Set(["accept", "accept-encoding", "accept-language"]);

const reads = new WeakMap<object, Set<string>>();

/**
 * From now on it is noted which of the fields for negotiation are read from this request, by whatever
 * library. Who goes through all of them, as loggers do, is not choosing.
 */
export function noteReads(req: IncomingMessage): void {
  const { headers } = req;
  const seen = new Set<string>();
  const listed = new Set<unknown>();
  const watched = new Proxy(headers, {
    get(target, name) {
      // Who copies or writes out all of them asks for the descriptor of each before its value.
      if (!listed.delete(name) && negotiable.has(name)) seen.add(String(name));
      return Reflect.get(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      listed.add(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
  reads.set(req, seen);
  replaceHeaders(req, watched);
}

/** What was read so far. */
export function noted(req: IncomingMessage): Iterable<string> {
  return reads.get(req) ?? [];
}

/** The request of HTTP/2 has no setter for them. */
function replaceHeaders(req: IncomingMessage, headers: IncomingHttpHeaders): void {
  Object.defineProperty(req, "headers", { configurable: true, writable: true, value: headers });
}

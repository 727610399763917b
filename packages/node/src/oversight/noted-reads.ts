import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** The fields for content negotiation (RFC 9110 section 12.5). */
const negotiable: ReadonlySet<unknown> = new Set(["accept", "accept-encoding", "accept-language"]);

const reads = new WeakMap<object, Set<string>>();

/**
 * Notes from now on which of these fields are read from this request, by whatever library. Reading all
 * fields, as loggers do, does not count.
 */
export function noteReads(req: IncomingMessage): void {
  if (reads.has(req)) return; // By an app that this one is mounted on.
  const { headers } = req;
  const seen = new Set<string>();
  const listed = new Set<unknown>();
  const watched = new Proxy(headers, {
    get(target, name) {
      // Whoever copies or prints all of them asks for the descriptor of each before its value.
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

/** The fields that were read so far. */
export function noted(req: IncomingMessage): Iterable<string> {
  return reads.get(req) ?? [];
}

/** A request of HTTP/2 has no setter for `headers`. */
function replaceHeaders(req: IncomingMessage, headers: IncomingHttpHeaders): void {
  Object.defineProperty(req, "headers", { configurable: true, writable: true, value: headers });
}

import type { ServerResponse } from "node:http";
import { hasContent, octetsAtEnd } from "./framing.ts";

/**
 * Waits for content behind a head that may have none.
 *
 * @param found - Called before the first of it is sent, with its octets; again for the next if it throws.
 */
export function expectNoContent(res: ServerResponse, found: (octets: number) => void): void {
  let isFound = false;
  beforeSending(res, (data, encoding) => {
    // In front of a chunk, its size comes by itself.
    const octets = res.chunkedEncoding
      ? Number.parseInt(String(data), 16)
      : octetsOf(data, encoding);
    if (octets > 0 && !isFound) {
      found(octets);
      isFound = true;
    }
    return true;
  });
}

/**
 * Counts what is written after a head with Content-Length. What is too much would be read as the next
 * response on the connection, and the next response as what is missing (RFC 9112 section 6.3).
 *
 * @param wrong - Called once if it is another number of octets, and before one too many is sent.
 */
export function holdToLength(res: ServerResponse, wrong: () => void): void {
  const length = octetsAtEnd(res);
  if (length === undefined || res.chunkedEncoding || !hasContent(res, res.statusCode)) return;
  let left = length;
  const isCounted = beforeSending(res, (data, encoding) => {
    const before = left;
    left -= octetsOf(data, encoding);
    if (left < 0 && before >= 0) wrong();
    return left >= 0;
  });
  if (!isCounted) return;
  res.prependOnceListener("finish", () => {
    if (left > 0) wrong();
  });
}

/**
 * Puts a check before what is sent: both `write` and `end` of node:http call `_send`, also with the content of
 * the call that wrote the head.
 *
 * @param allows - Called with what is about to be sent, and its encoding.
 * @returns false where that cannot be done.
 */
function beforeSending(
  res: ServerResponse,
  allows: (data: unknown, encoding: unknown) => boolean,
): boolean {
  const send: unknown = Reflect.get(res, "_send");
  if (typeof send !== "function") return false;
  return Reflect.set(res, "_send", (...sent: readonly unknown[]): unknown => {
    const [data, encoding] = sent;
    return allows(data, encoding) && Reflect.apply(send, res, sent);
  });
}

function octetsOf(data: unknown, encoding: unknown): number {
  if (data instanceof Uint8Array) return data.byteLength;
  if (typeof data !== "string") return 0;
  return Buffer.byteLength(data, isEncoding(encoding) ? encoding : "utf8");
}

function isEncoding(encoding: unknown): encoding is BufferEncoding {
  return typeof encoding === "string" && Buffer.isEncoding(encoding);
}

import { show } from "../fields/codec.ts";
import type { AnyReply } from "./reply.ts";

/**
 * Throws an error reply (RFC 9110 section 15.5). It is an expression, so that `??` narrows the type.
 *
 * @param reply - What a helper of a 4xx or 5xx made.
 * @throws The reply, always; a TypeError if it is not an error reply.
 * @example
 * ```ts
 * const note = (await store.find(id)) ?? raise(notFound());
 * ```
 */
export function raise(reply: AnyReply & Error): never {
  if (reply instanceof Error) throw reply;
  throw new TypeError(`raise: want an error reply, got ${show(reply)} (RFC 9110 section 15.5)`);
}

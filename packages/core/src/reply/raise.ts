import type { AnyReply } from "./reply.ts";

/**
 * Throws an error reply. An expression, so that `??` narrows.
 *
 * @param reply - What a helper of a 4xx or 5xx made.
 * @throws The reply, always.
 * @example
 * ```ts
 * const note = (await store.find(id)) ?? raise(notFound());
 * ```
 */
export function raise(reply: AnyReply & Error): never {
  throw reply;
}

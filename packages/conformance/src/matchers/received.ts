import { isReply } from "@rightstatus/core";
import type { Exchange } from "../exchange.ts";
import type { Asked } from "./asked.ts";
import { ofInjected, ofSuperagent } from "./buffered.ts";
import { ofFetched } from "./fetched.ts";
import { ofReply } from "./replied.ts";

/** A response under test. */
export interface Received {
  /**
   * The exchange. If the request is not known, there is one for each request that may have been sent: what is
   * wrong in all of them is wrong.
   */
  readonly exchanges: readonly [Exchange, ...Exchange[]];
  /** The content as text; undefined if somebody else has read it before. */
  readonly text: string | undefined;
}

/**
 * Reads the response that a test has: one of supertest, of light-my-request (Fastify's `inject`), of fetch,
 * which can still be read afterwards, or a reply, which is judged as the writer sends it.
 *
 * @param value - The response. What is in memory is read at once, the rest asynchronously.
 * @param asked - What was requested, if the response does not tell.
 * @throws TypeError for anything else.
 */
export function received(value: unknown, asked: Asked | undefined): Received | Promise<Received> {
  if (isReply(value)) return ofReply(value, asked);
  if (isFetched(value)) return ofFetched(value, asked);
  const found = ofInjected(value) ?? ofSuperagent(value);
  if (found !== undefined) return found;
  const kind = value === null ? "null" : typeof value;
  const hint = isObject(value) && "then" in value ? ": await it first" : "";
  throw new TypeError(
    `want a response of supertest, fetch or light-my-request, or a reply, got ${kind}${hint}`,
  );
}

/** Is it a response of the built-in fetch or of a package? Each has a class of its own. */
function isFetched(value: unknown): value is Response {
  return isObject(value) && "clone" in value && "arrayBuffer" in value && value.status !== 0;
}

function isObject(value: unknown): value is { readonly status?: unknown } {
  return typeof value === "object" && value !== null;
}

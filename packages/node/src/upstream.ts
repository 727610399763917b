import { badGateway, type ErrorReply, gatewayTimeout, isReply } from "@rightstatus/core";
import { Facts } from "./errors/facts.ts";

/**
 * Awaits another server on behalf of the client. If that fails, the client only learns that it did: the
 * status, the header fields and the text of the other server are not passed on.
 *
 * @param promise - A promise of fetch, undici, axios, got, ky or node:http, or one that was derived from it.
 * @returns What the promise resolves to.
 * @throws (as a rejection) A 504 if the other server took too long (RFC 9110 section 15.6.5), else a 502
 *   (section 15.6.3), with the error as its `cause`. Replies pass unchanged; so does an abort, because it was
 *   this side that gave up.
 * @example
 * ```ts
 * const quote = await upstream(fetch("https://quotes.example/today").then((r) => r.json()));
 * ```
 */
export async function upstream<T>(promise: PromiseLike<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw isReply(error) || isAbort(error) ? error : gatewayError(error);
  }
}

function gatewayError(error: unknown): ErrorReply<502> | ErrorReply<504> {
  const reply = tookTooLong(error) ? gatewayTimeout() : badGateway();
  return Object.defineProperty(reply, "cause", { value: error, configurable: true });
}

function isAbort(error: unknown): boolean {
  return new Facts(error).text("name") === "AbortError";
}

/** The names and codes with which clients report a time-out. */
const timeouts: ReadonlySet<string | undefined> = new Set([
  "TimeoutError", // AbortSignal.timeout, ky, got
  "ETIMEDOUT", // node:http and what stands on it
  "ESOCKETTIMEDOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
]);

/**
 * fetch wraps the error of undici, which may wrap those of several attempts. No cause is looked at beyond
 * this depth.
 */
const DEPTH = 5;

function tookTooLong(error: unknown, depth = DEPTH): boolean {
  const facts = new Facts(error);
  if (timeouts.has(facts.text("name")) || timeouts.has(facts.text("code"))) return true;
  // axios uses the same code for this and for an abort.
  const message = facts.text("message") ?? "";
  if (facts.text("code") === "ECONNABORTED" && message.includes("timeout")) return true;
  if (depth === 0) return false;
  return [facts.value("cause"), ...facts.list("errors")].some(
    (inner) => inner !== undefined && tookTooLong(inner, depth - 1),
  );
}

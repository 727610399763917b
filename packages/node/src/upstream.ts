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
 *   this side that gave up. TypeError if it is no promise, for example a function that has not asked yet.
 * @example
 * ```ts
 * const quote = await upstream(fetch("https://quotes.example/today").then((r) => r.json()));
 * ```
 */
export async function upstream<T>(promise: PromiseLike<T>): Promise<T> {
  // A function that would ask, and does not.
  if (typeof promise?.then !== "function")
    throw new TypeError(`upstream: want a promise, got ${typeof promise}`);
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

/** CanceledError is the name in axios. Both are used by some for a signal that timed out, too. */
function isAbort(error: unknown): boolean {
  const name = new Facts(error).text("name");
  return (name === "AbortError" || name === "CanceledError") && !tookTooLong(error);
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
  if (facts.text("code") === "ECONNABORTED" && isTimeoutOfAxios(facts)) return true;
  if (depth === 0) return false;
  return [facts.value("cause"), signalledBy(facts), ...facts.list("errors")].some(
    (inner) => inner !== undefined && tookTooLong(inner, depth - 1),
  );
}

/** axios uses the same code for this and for an abort, and the caller may have chosen the message. */
function isTimeoutOfAxios(facts: Facts): boolean {
  const message = facts.text("message") ?? "";
  return /timeout/i.test(message) || (facts.says("isAxiosError") && message !== "Request aborted");
}

/** Why axios cancelled a request stands in its signal alone. */
function signalledBy(facts: Facts): unknown {
  if (facts.text("name") !== "CanceledError") return undefined;
  const signal = new Facts(facts.value("config")).value("signal");
  return new Facts(signal).value("reason");
}

import { type RetryAfter, retryAfter } from "../fields/retry-after.ts";
import { type ErrorReply, errorReply } from "./error-reply.ts";
import type { Options, Retry } from "./options.ts";
import type { ProblemInit } from "./problem.ts";
import type { AnyReply } from "./reply.ts";
import { neverStored } from "./storage.ts";

/** `Retry-After`, if the caller wants one (RFC 9110 section 10.2.3). */
export function waiting(o: Retry | undefined): string | undefined {
  return o?.retryAfter === undefined ? undefined : retryAfter.format(o.retryAfter);
}

/**
 * 413 Content Too Large (RFC 9110 section 15.5.14).
 *
 * @param problem - A detail, or problem members; say how much is allowed.
 * @param o - `retryAfter`: whole seconds or a Date, if the limit is temporary; caching and further fields.
 * @throws RangeError if `retryAfter` is negative, fractional or an invalid Date; TypeError or RangeError
 * for a wrong option or problem member.
 * @example
 * ```ts
 * contentTooLarge({ detail: "At most 1 MiB.", limit: 1_048_576 });
 * ```
 */
export function contentTooLarge(problem?: ProblemInit, o?: Options & Retry): ErrorReply<413> {
  return errorReply(413, problem, o, { "retry-after": waiting(o) });
}

/**
 * 429 Too Many Requests (RFC 6585 section 4). Never stored by a cache.
 *
 * @param o - `retryAfter`: whole seconds to wait, or the Date until which to wait; `problem`: a detail or
 * members.
 * @throws RangeError if `retryAfter` is negative, fractional or an invalid Date; TypeError or RangeError
 * for a wrong option or problem member.
 * @example
 * ```ts
 * tooManyRequests({ retryAfter: 30 }).headers["retry-after"]; // "30"
 * ```
 */
export function tooManyRequests(
  o: Options & { readonly retryAfter: RetryAfter; readonly problem?: ProblemInit },
): ErrorReply<429, "cache-control" | "retry-after">;
export function tooManyRequests(
  o?: Options & { readonly problem?: ProblemInit },
): ErrorReply<429, "cache-control">;
export function tooManyRequests(
  o?: Options & Retry & { readonly problem?: ProblemInit },
): AnyReply & Error {
  return errorReply<429, "cache-control">(429, o?.problem, o, {
    "cache-control": neverStored["cache-control"],
    "retry-after": waiting(o),
  });
}

/**
 * 503 Service Unavailable (RFC 9110 section 15.6.4): overload or maintenance, over soon.
 *
 * @param o - `retryAfter`: whole seconds to wait, or the Date until which to wait; `problem`: a detail or
 * members.
 * @throws RangeError if `retryAfter` is negative, fractional or an invalid Date; TypeError or RangeError
 * for a wrong option or problem member.
 * @example
 * ```ts
 * serviceUnavailable({ retryAfter: 120, problem: "Back after maintenance." });
 * ```
 */
export function serviceUnavailable(
  o?: Options & Retry & { readonly problem?: ProblemInit },
): ErrorReply<503> {
  return errorReply(503, o?.problem, o, { "retry-after": waiting(o) });
}

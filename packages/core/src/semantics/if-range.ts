import { type ETag, strongMatch } from "../fields/etag.ts";
import { type State, second } from "./preconditions.ts";

/**
 * Does If-Range hold, so that the requested part fits what the client has (RFC 9110 section 13.1.5)?
 *
 * A tag is compared strongly. A date has to equal the current Last-Modified, and that has to be a strong
 * validator: by section 8.8.2.2 the representation cannot have changed twice in that second. This server
 * considers a date strong once its second is over; whether it was over when the client got its copy is for
 * the client to check, which otherwise MUST NOT send the date.
 *
 * @param ifRange - The condition of the request; a malformed one never holds.
 * @param state - The selected representation.
 * @param now - Milliseconds since 1970, as of `Date.now()`.
 * @example
 * ```ts
 * ifRangeHolds(etag("a", { weak: true }), { exists: true, etag: etag("a") }, Date.now()); // false
 * ```
 */
export function ifRangeHolds(
  ifRange: ETag | Date | "malformed",
  state: State,
  now: number,
): boolean {
  if (ifRange instanceof Date) {
    if (state.lastModified === undefined) return false;
    const modified = second(state.lastModified);
    return modified === second(ifRange) && now >= (modified + 1) * 1000;
  }
  return ifRange !== "malformed" && state.etag !== undefined && strongMatch(ifRange, state.etag);
}

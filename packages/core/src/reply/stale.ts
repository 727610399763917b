import { lastModified } from "../fields/dates.ts";
import { etagField } from "../fields/etag.ts";
import type { Conditions } from "../request/conditions.ts";
import { failedPrecondition, type State } from "../semantics/preconditions.ts";
import type { ErrorReply } from "./error-reply.ts";
import type { Options } from "./options.ts";
import { preconditionFailed } from "./problems.ts";

/** The 412 for a request whose preconditions do not hold for `state`; it names the field at fault. */
export function stale(request: Conditions, state: State, o?: Options): ErrorReply<412> {
  const field = failedPrecondition(request, state)?.field;
  return preconditionFailed(`${field} does not hold for the resource as it is now.`, o);
}

/**
 * Checks a state: one that does not say whether the target exists would turn every reply into a 404, and an
 * ETag without its quotes never matches.
 *
 * @throws TypeError without `exists`, RangeError for a validator that is not one.
 */
export function checkState(state: State, helper: string): void {
  if (typeof state !== "object" || state === null || typeof state.exists !== "boolean") {
    throw new TypeError(
      `${helper}: want the current state with \`exists\`, got ${String(state)} (RFC 9110 section 13.2.1)`,
    );
  }
  if (state.etag !== undefined) etagField.format(state.etag);
  if (state.lastModified !== undefined) lastModified.format(state.lastModified);
}

import type { Conditions } from "../request/conditions.ts";
import { failedPrecondition, type State } from "../semantics/preconditions.ts";
import type { ErrorReply } from "./error-reply.ts";
import type { Options } from "./options.ts";
import { preconditionFailed } from "./problems.ts";

/** The 412 of a request whose preconditions are not those of `state`; it names the field at fault. */
export function stale(request: Conditions, state: State, o?: Options): ErrorReply<412> {
  const field = failedPrecondition(request, state)?.field;
  return preconditionFailed(`${field} does not hold for the resource as it is now.`, o);
}

/**
 * A state that forgot to say whether the target exists would answer 404 to everything.
 *
 * @throws TypeError without it.
 */
export function checkState(state: State, helper: string): void {
  if (typeof state === "object" && state !== null && typeof state.exists === "boolean") return;
  throw new TypeError(
    `${helper}: want the current state with \`exists\`, got ${String(state)} (RFC 9110 section 13.2.1)`,
  );
}

import {
  type AnyReply,
  methodNotAllowed,
  noContent,
  notFound,
  notImplemented,
} from "@rightstatus/core";
import { allow } from "@rightstatus/core/fields";
import { dispatch } from "@rightstatus/core/semantics";

/**
 * What a request gets that no route has taken. A path that routes know, though not for this method, is
 * a 405 with exactly what they take (RFC 9110 section 15.5.6), or the answer to OPTIONS.
 *
 * @param method - Of the request.
 * @param handled - The methods of the routes on its path; `undefined` where that cannot be told for sure.
 */
export function missed(method: string, handled: readonly string[] | undefined): AnyReply {
  if (handled === undefined || handled.length === 0) return notFound();
  const what = dispatch(method, handled);
  switch (what.kind) {
    case "not-allowed":
      return methodNotAllowed(what.allow);
    case "options":
      return noContent({ headers: { allow: allow.format(what.allow) } });
    case "not-implemented":
      return notImplemented();
    default:
      return notFound(); // A route took it, and passed it on.
  }
}

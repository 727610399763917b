import { type AnyReply, methodNotAllowed, noContent, notImplemented } from "@rightstatus/core";
import { allow } from "@rightstatus/core/fields";
import { dispatch } from "@rightstatus/core/semantics";

/**
 * The reply to a method that no handler of a path takes: what it allows, to OPTIONS and in a 405, or a 501
 * (RFC 9110 sections 9.1 and 9.3.7).
 *
 * @param handled - The methods that the path handles, in upper case.
 * @returns `undefined` if it handles this one.
 */
export function withoutHandler(
  method: string | undefined,
  handled: readonly string[],
): AnyReply | undefined {
  const what = dispatch(method ?? "", handled);
  switch (what.kind) {
    case "not-allowed":
      return methodNotAllowed(what.allow);
    case "options":
      return noContent({ headers: { allow: allow.format(what.allow) } });
    case "not-implemented":
      return notImplemented();
    default:
      return undefined;
  }
}

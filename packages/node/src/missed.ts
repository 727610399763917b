import type { IncomingMessage } from "node:http";
import {
  type AnyReply,
  methodNotAllowed,
  noContent,
  notFound,
  notImplemented,
} from "@rightstatus/core";
import { allow } from "@rightstatus/core/fields";
import { dispatch } from "@rightstatus/core/semantics";
import type { FallbackOptions } from "./errors/fail.ts";
import { isFile } from "./files/lookups.ts";

/**
 * What a request gets that no route has taken. A path that routes or files know, though not for this
 * method, is a 405 with exactly what they take (RFC 9110 section 15.5.6), or the answer to OPTIONS.
 *
 * @param req - As it came from node:http.
 * @param o - Without `allowFallback` it is a 404.
 * @param handled - The methods of the routes on its path; `undefined` where that cannot be told for sure.
 */
export async function missed(
  req: IncomingMessage,
  o: FallbackOptions,
  handled: readonly string[] | undefined,
): Promise<AnyReply> {
  if (o.allowFallback === false) return notFound();
  // What files take is sure, whatever the routes keep to themselves.
  const known = [...(handled ?? []), ...((await isFile(req)) ? ["GET"] : [])];
  if (known.length === 0) return notFound();
  const what = dispatch(req.method ?? "", known);
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

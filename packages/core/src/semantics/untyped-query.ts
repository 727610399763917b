import { contentType } from "../fields/content-type.ts";
import { field, methodOf, type Req } from "../request/request.ts";

/**
 * Does a QUERY leave open what its content is? The type is part of the question, so nobody may guess it,
 * and a server MUST fail the request (RFC 10008 section 2).
 *
 * @param req - Any request.
 * @example
 * ```ts
 * isUntypedQuery({ method: "QUERY", headers: {} }); // true
 * ```
 */
export function isUntypedQuery(req: Req): boolean {
  if (methodOf(req) !== "QUERY") return false;
  return contentType.parse(field(req, contentType.name) ?? "") === undefined;
}

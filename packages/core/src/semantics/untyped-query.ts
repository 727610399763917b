import { contentType } from "../fields/content-type.ts";
import { field, methodOf, type Req } from "../request/request.ts";

/**
 * Is this a QUERY without a valid Content-Type? The type is part of the question, so it must not be guessed,
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

import { acceptEncoding } from "../fields/accept.ts";
import { weaken } from "../fields/etag.ts";
import type { Conditions } from "../request/conditions.ts";
import { field, type Req } from "../request/request.ts";
import type { State } from "../semantics/preconditions.ts";

/**
 * The ETag of a 304, which is that of the 200 that it replaces (RFC 9110 section 15.4.5). If the client accepts
 * content codings, middleware or a proxy may have encoded the 200 and weakened its tag. Then the client has the
 * weak form, and a cache would not find its stored response by the strong one (RFC 9111 section 4.3.4).
 */
export function knownTag(
  req: Req,
  { ifNoneMatch }: Conditions,
  { etag }: State,
): { readonly etag?: string } {
  if (etag === undefined) return {};
  const knowsIt = !Array.isArray(ifNoneMatch) || ifNoneMatch.includes(etag);
  const takesCodings = Boolean(field(req, acceptEncoding.name));
  return { etag: knowsIt || !takesCodings ? etag : weaken(etag) };
}

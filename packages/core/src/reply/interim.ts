import type { OneOrMore } from "../fields/challenge.ts";
import { formatLink, type Link } from "../fields/link.ts";
import { appended, headerSection, type Own } from "./header-section.ts";
import type { FieldMap } from "./reply.ts";

/** A response before the final one (RFC 9110 section 15.2). `hint` sends it, any number of times. */
export interface Interim<S extends 102 | 103 = 102 | 103> {
  readonly status: S;
  readonly headers: FieldMap;
  readonly interim: true;
}

/**
 * 102 Processing (RFC 2518 section 10.1): the server is still working. Deprecated; `accepted` is the better
 * design.
 *
 * @returns An interim reply for `res.hint()` or `ctx.hint()`.
 * @example
 * ```ts
 * res.hint(processing());
 * ```
 */
export function processing(): Interim<102> {
  return interim(102, undefined, {});
}

/**
 * 103 Early Hints (RFC 8297 section 2): links that a client can fetch while it waits.
 *
 * @param links - What to preload or preconnect; one or several.
 * @param o - `headers`: further fields that the final reply will likely have.
 * @returns An interim reply for `res.hint()` or `ctx.hint()`.
 * @throws RangeError if a link or field is not in the grammar; TypeError without a link.
 * @example
 * ```ts
 * earlyHints({ href: "/style.css", rel: "preload", as: "style" }); // Link: </style.css>; rel=preload; as=style
 * ```
 */
export function earlyHints(
  links: OneOrMore<Link>,
  o?: { readonly headers?: Readonly<Record<string, string>> },
): Interim<103> {
  const list: readonly Link[] = [links ?? []].flat();
  if (list.length === 0)
    throw new TypeError("earlyHints: want at least one link (RFC 8297 section 2)");
  return interim(103, o, { link: appended(undefined, list.map(formatLink)) });
}

function interim<S extends 102 | 103>(
  status: S,
  o: { readonly headers?: Readonly<Record<string, string>> } | undefined,
  own: Own<never>,
): Interim<S> {
  return { status, headers: headerSection(status, { kind: "none" }, o, own), interim: true };
}

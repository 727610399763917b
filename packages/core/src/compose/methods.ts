import { acceptPatch, acceptPost, acceptRanges } from "../fields/accept-offers.ts";
import { acceptQuery } from "../fields/accept-query.ts";
import { allow } from "../fields/allow.ts";
import { type FieldCodec, show } from "../fields/codec.ts";
import { isToken } from "../grammar/token.ts";
import { methodNotAllowed } from "../reply/allowed.ts";
import type { ErrorReply } from "../reply/error-reply.ts";
import { notImplemented } from "../reply/problems.ts";
import { type AnyReply, type Reply, reply } from "../reply/reply.ts";
import { methodOf, type Req } from "../request/request.ts";
import { dispatch } from "../semantics/methods.ts";
import type { RepliesOf } from "./implement.ts";

/** The methods of a resource that an application may handle. HEAD and OPTIONS follow from them. */
export type Handled = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "QUERY";

/** What the methods take, for the response to OPTIONS (RFC 9110 section 9.3.7). */
export interface Capabilities {
  /** The patch formats of PATCH (RFC 5789 section 3.1). */
  readonly acceptPatch?: readonly string[];
  /** The media ranges of POST (W3C LDP section 7.1). */
  readonly acceptPost?: readonly string[];
  /** The media ranges of QUERY (RFC 10008 section 3). */
  readonly acceptQuery?: readonly string[];
  /** The range units of GET (RFC 9110 section 14.3). */
  readonly acceptRanges?: readonly string[];
}

/** Each capability, the field that announces it, and the method that it belongs to. */
const capabilities: readonly (readonly [
  keyof Capabilities,
  FieldCodec<readonly string[]>,
  Handled,
])[] = [
  ["acceptPatch", acceptPatch, "PATCH"],
  ["acceptPost", acceptPost, "POST"],
  ["acceptQuery", acceptQuery, "QUERY"],
  ["acceptRanges", acceptRanges, "GET"],
];

/**
 * Makes one handler of the handlers of a resource, by method (RFC 9110 section 9). HEAD is answered by GET,
 * and the writer leaves out the content; OPTIONS gets a 204 with Allow. Any other known method gets a 405 with
 * exactly the methods of the table, and an unknown one a 501.
 *
 * @param table - By method in upper case, a function of the request or context that returns a reply, or a
 *   promise of one.
 * @param o - What the methods accept, for the response to OPTIONS.
 * @returns A handler of the whole resource, for `handle()`.
 * @throws TypeError if a handler is not a function, if a method is in lower case or not a token, or if a
 *   capability belongs to a method that is not in the table; RangeError if a capability is malformed.
 * @example
 * ```ts
 * methods({ GET: () => ok(store.list()), POST: async (req: Request) => created(`/notes/${await store.add(req.body)}`) });
 * // DELETE: 405, Allow: GET, HEAD, POST, OPTIONS
 * ```
 */
export function methods<
  C,
  T extends { readonly [M in Handled]?: (c: C) => AnyReply | Promise<AnyReply> },
>(
  table: T & { readonly [M in Handled]?: (c: C) => unknown }, // Where C is inferred from.
  o?: Capabilities,
): (
  c: C,
) => Promise<
  RepliesOf<T[keyof T]> | Reply<204, "allow", never> | ErrorReply<405, "allow"> | ErrorReply<501>
>;
export function methods(
  table: Readonly<Record<string, unknown>>,
  o: Capabilities = {},
): (c: Pick<Req, "method">) => Promise<unknown> {
  if (typeof table !== "object" || table === null)
    throw new TypeError(`methods: want handlers by method, got ${show(table)} (${SECTION})`);
  const handlers = new Map(Object.entries(table).map(checked));
  const handled = [...handlers.keys()];
  const fields = fieldsOf(o, handled);
  return async (c) => {
    const what = dispatch(methodOf(c), handled);
    switch (what.kind) {
      case "call":
      case "head":
        return handlers.get(what.method)?.(c);
      case "options":
        return reply(204, undefined, undefined, { allow: allow.format(what.allow), ...fields });
      case "not-allowed":
        return methodNotAllowed(what.allow);
      case "not-implemented":
        return notImplemented();
    }
  };
}

const SECTION = "RFC 9110 section 9.1";

type Handler = (c: unknown) => unknown;

function checked([method, handler]: [string, unknown]): [string, Handler] {
  if (method !== method.toUpperCase() || !isToken(method)) {
    const wanted = isToken(method) ? method.toUpperCase() : "a token";
    throw new TypeError(`methods: want ${wanted}, got ${method} (${SECTION})`);
  }
  if (isHandler(handler)) return [method, handler];
  throw new TypeError(`methods: want a function for ${method}, got ${String(handler)}`);
}

function isHandler(handler: unknown): handler is Handler {
  return typeof handler === "function";
}

function fieldsOf(o: Capabilities, handled: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, codec, method] of capabilities) {
    const list = o[name];
    if (list === undefined) continue;
    // Its presence implies that the method is allowed (RFC 5789 section 3.1).
    if (!handled.includes(method)) {
      throw new TypeError(`methods: ${name} without ${method} (${codec.section})`);
    }
    fields[codec.name] = codec.format(list);
  }
  return fields;
}

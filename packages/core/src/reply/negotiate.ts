import { accept, acceptEncoding, acceptLanguage } from "../fields/accept.ts";
import { field, type Req } from "../request/request.ts";
import { chooseEncoding } from "../semantics/encodings.ts";
import { chooseLanguage } from "../semantics/languages.ts";
import { chooseType } from "../semantics/media-types.ts";
import { notAcceptable } from "./allowed.ts";
import type { ErrorReply } from "./error-reply.ts";
import type { AnyReply } from "./reply.ts";
import { noteNegotiated } from "./watched.ts";

/** What there is to choose from. In each list the server's favourite comes first; it is also the default. */
export interface Offer<T extends string, L extends string, E extends string> {
  /** Media types. */
  readonly type?: readonly [T, ...T[]];
  /** Language tags. */
  readonly language?: readonly [L, ...L[]];
  /** Content codings; "identity", no coding, is always on offer. */
  readonly encoding?: readonly [E, ...E[]];
}

/** What was chosen, of each kind on offer. */
export type Choice<T extends string, L extends string, E extends string> = {
  /** The request fields that were looked at, for the Vary of every reply that depends on the choice. */
  readonly vary: readonly string[];
} & ([T] extends [never] ? unknown : { readonly type: T }) &
  ([L] extends [never] ? unknown : { readonly language: L }) &
  ([E] extends [never] ? unknown : { readonly encoding: E | "identity" });

/**
 * Chooses a representation by Accept, Accept-Language and Accept-Encoding (RFC 9110 section 12.5).
 *
 * @param req - The request.
 * @param offer - What there is to choose from, of one kind or several.
 * @returns The choice; or a 406 that lists what there is, if no media type on offer is acceptable, or if the
 *   client refuses every coding and even "identity". A language is never a reason for it.
 * @throws TypeError if nothing is offered; RangeError if an offer is malformed.
 * @example
 * ```ts
 * const choice = negotiate(req, { type: ["text/html", "application/json"], language: ["en", "zh-Hant"] });
 * if (isReply(choice)) return choice; // 406, with Vary
 * return ok(render(choice.type, choice.language), choice); // type, language and vary are options of ok()
 * ```
 */
export function negotiate<
  const T extends string = never,
  const L extends string = never,
  const E extends string = never,
>(req: Req, offer: Offer<T, L, E>): Choice<T, L, E> | ErrorReply<406>;
export function negotiate(
  req: Req,
  { type, language, encoding }: Offer<string, string, string>,
): Choice<never, never, never> | AnyReply {
  const fields = [
    ...(type ? ["Accept"] : []),
    ...(language ? ["Accept-Language"] : []),
    ...(encoding ? ["Accept-Encoding"] : []),
  ];
  if (fields.length === 0) {
    throw new TypeError("negotiate: want type, language or encoding (RFC 9110 section 12.1)");
  }
  noteNegotiated(req, fields);
  const choice: Record<string, unknown> & { vary: readonly string[] } = { vary: fields };
  if (type) {
    choice.type = chooseType(field(req, accept.name), type);
    if (choice.type === undefined) return notAcceptable(type, undefined, { vary: fields });
  }
  if (encoding) {
    choice.encoding = chooseEncoding(field(req, acceptEncoding.name), encoding);
    if (choice.encoding === undefined) return notAcceptable(encoding, undefined, { vary: fields });
  }
  if (language) choice.language = chooseLanguage(field(req, acceptLanguage.name), language);
  return choice;
}

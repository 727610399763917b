import { contentOf } from "./body.ts";
import { extendedSection, headerSection, type Own } from "./header-section.ts";
import type { Options } from "./options.ts";
import type { severalLines } from "./raw-field.ts";

/**
 * Header fields of a reply: lower-case names on a null-prototype record; lists only where a field has several
 * lines.
 */
export type FieldMap = Readonly<Record<string, string | readonly string[]>>;

/** The non-generic top type: the constraint for "any reply". */
export interface AnyReply {
  readonly status: number;
  readonly headers: FieldMap;
  readonly body: unknown;
}

type ManyLines = (typeof severalLines)[number];

/** A header section that is sure to have the fields `F`. */
export type Carried<F extends string> = {
  readonly [K in F]: K extends ManyLines ? string | readonly string[] : string;
} & FieldMap;

/** The field names of a record, in lower case. */
export type Names<H> = keyof H extends string ? Lowercase<keyof H> : never;

/** Where the type of a reply keeps the names of the fields that it is sure to carry. For the compiler only. */
export declare const fieldsT: unique symbol;

/** What every reply has, whether it is an `Error` or not. */
export interface ReplyParts<S extends number, F extends string, B> extends AnyReply {
  readonly status: S;
  readonly headers: Carried<F>;
  readonly body: B;
  readonly [fieldsT]?: F;
}

/**
 * A response as a value: a status, its header fields, a body. `F` names the fields that it is sure to carry.
 * Helpers make replies; a writer sends them.
 */
export interface Reply<S extends number = number, F extends string = never, B = unknown>
  extends ReplyParts<S, F, B> {
  /**
   * The same reply with more header fields. A field that it already has is replaced; Vary is merged.
   *
   * @param fields - Values by field name, in any case.
   * @throws RangeError if a value is not in the grammar of its field, TypeError if the status forbids the
   * field.
   * @example
   * ```ts
   * created("/users/7", user).with({ "x-trace": "t1" }).headers["x-trace"]; // "t1"
   * ```
   */
  with<const H extends Readonly<Record<string, string>>>(fields: H): Reply<S, F | Names<H>, B>;
}

/** Registered, so that two copies of this package know each other's replies. */
export const brand: unique symbol = /* @__PURE__ */ Symbol.for("rightstatus.reply");

/**
 * Is this a reply that a helper made, of this copy of the package or another one?
 *
 * @param x - Anything, also something that was thrown: a hostile object is simply not a reply.
 * @example
 * ```ts
 * isReply(notFound()); // true
 * isReply({ status: 404, headers: {}, body: undefined }); // false
 * ```
 */
export function isReply(x: unknown): x is AnyReply {
  try {
    return typeof x === "object" && x !== null && brand in x && x[brand] === true;
  } catch {
    return false; // A Proxy whose traps throw.
  }
}

/** Makes a success or a redirection. `own` are the fields that its helper sets itself. */
export function reply<S extends number, B, F extends string = never>(
  status: S,
  body: B,
  options: Options | undefined,
  own?: Own<F>,
): Reply<S, F, B> {
  return new Value<S, F, B>(status, headerSection<F>(status, contentOf(body), options, own), body);
}

class Value<S extends number, F extends string, B> implements Reply<S, F, B> {
  readonly status: S;
  readonly headers: Carried<F>;
  readonly body: B;

  constructor(status: S, headers: Carried<F>, body: B) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get [brand](): true {
    return true;
  }

  with<const H extends Readonly<Record<string, string>>>(fields: H): Reply<S, F | Names<H>, B> {
    return new Value<S, F | Names<H>, B>(this.status, extendedSection(this, fields), this.body);
  }
}

import type { AnyReply, fieldsT } from "../reply/reply.ts";

type Callable = (...parameters: never[]) => unknown;

/** The replies that a handler can give: the union of what its type says it returns. */
export type RepliesOf<H> = H extends (...parameters: never[]) => infer R
  ? Extract<Awaited<R>, AnyReply>
  : never;

/** The statuses of the replies that a handler can give. */
export type StatusOf<H> =
  RepliesOf<H> extends infer R ? (R extends { status: infer S } ? S : never) : never;

/** The type of a value after `JSON.parse(JSON.stringify(value))`. */
export type Jsonify<T> = T extends { toJSON(): infer J }
  ? J
  : T extends Date
    ? string
    : T extends readonly (infer U)[]
      ? Jsonify<U>[]
      : T extends object
        ? { [K in keyof T as T[K] extends Callable ? never : K]: Jsonify<T[K]> }
        : T;

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** A reply as a client sees it, with the header fields that it is sure to carry. */
export type ClientResult<R> = R extends {
  readonly status: infer S;
  readonly body: infer B;
  readonly [fieldsT]?: infer F;
}
  ? {
      status: S;
      ok: S extends Success ? true : false;
      headers: { [K in Extract<F, string>]: string } & { get(name: string): string | null };
      body: [B] extends [never] ? undefined : Jsonify<B>;
    }
  : never;

/** The statuses that a handler can reply with and its contract does not declare. */
export type Undeclared<H, C> = Exclude<StatusOf<H>, keyof C>;

/**
 * Checks a handler against its contract at compile time: every status that it can reply with has to be a key
 * of the contract.
 *
 * @param contract - By status, anything that describes it: a schema, a text.
 * @param h - The handler.
 * @returns The handler, unchanged.
 * @example
 * ```ts
 * implement({ 201: User, 409: Problem }, postUser); // does not compile if postUser can reply 404
 * ```
 */
export function implement<C extends Record<number, unknown>, H extends Callable>(
  contract: C,
  h: [Undeclared<H, C>] extends [never]
    ? H
    : {
        error: "handler replies with a status the contract does not declare";
        status: Undeclared<H, C>;
      },
): H;
export function implement(_contract: object, h: unknown): unknown {
  return h;
}

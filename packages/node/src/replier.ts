import {
  type AnyReply,
  type Created,
  created,
  type Failing,
  type tooManyRequests,
} from "@rightstatus/core";
import { helpers } from "@rightstatus/core/writer";

type Helpers = typeof helpers;
type Deliver<A extends readonly unknown[]> = (...args: A) => Promise<void>;

/** A helper as a method that sends what it makes. */
type Sending<H> = H extends Created
  ? Deliver<Parameters<Created>> & { readonly here: Deliver<Parameters<Created["here"]>> }
  : H extends Failing<number, string>
    ? Deliver<Parameters<H>>
    : H extends typeof tooManyRequests
      ? Deliver<[o?: Parameters<typeof tooManyRequests>[0] & { retryAfter?: number | Date }]>
      : H extends (...args: infer A) => AnyReply
        ? Deliver<A>
        : never;

/** Sends a reply: `res.reply(created("/7"))`, or with the helper as a method, `res.reply.created("/7")`. */
export type Replier = ((reply: AnyReply) => Promise<void>) & {
  readonly [Name in keyof Helpers]: Sending<Helpers[Name]>;
};

/**
 * Makes the function that sends a reply, with a method for each helper.
 *
 * @param deliver - Sends a reply as the response to one request.
 */
export function replier(deliver: (reply: AnyReply) => Promise<void>): Replier {
  const reply = (value: AnyReply) => deliver(value);
  return Object.setPrototypeOf(reply, methods);
}

type Send = (reply: AnyReply) => Promise<void>;

/** Shared by all repliers as their prototype: `this` is the function that sends. */
const methods: object = Object.create(Function.prototype, {
  ...Object.fromEntries(
    Object.entries(helpers).map(([name, helper]) => [
      name,
      {
        value(this: Send, ...args: readonly unknown[]): Promise<void> {
          return this(Reflect.apply(helper, undefined, args));
        },
      },
    ]),
  ),
  created: {
    get(this: Send): Sending<Created> {
      const at: Deliver<Parameters<Created>> = (...args) => this(created(...args));
      const here: Deliver<Parameters<Created["here"]>> = (...args) => this(created.here(...args));
      return Object.assign(at, { here });
    },
  },
});

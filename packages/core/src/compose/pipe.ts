import { show } from "../fields/codec.ts";
import type { Pass } from "../reply/pass.ts";
import { type AnyReply, isReply } from "../reply/reply.ts";

/** What a guard adds to the context when it lets a request pass. */
export type Passed<G> = Awaited<G> extends infer R ? (R extends Pass<infer A> ? A : never) : never;

/** The replies with which a guard may refuse. */
export type Refused<G> = Extract<Exclude<Awaited<G>, Pass<object>>, AnyReply>;

/**
 * Puts a guard before a handler. The guard either replies or passes; what it passes is assigned to the
 * context, so that the type of the context tells the handler what it can rely on. Guards nest:
 * `pipe(a, pipe(b, handler))`; `allOf` and `anyOf` make one guard of several.
 *
 * @param guard - Takes the context; returns a reply or `pass({ ... })`, or a promise of either.
 * @param h - The handler: takes the context with what was passed, and returns a reply or a promise of one.
 * @returns A handler that gives the reply of the guard or that of the handler.
 * @throws TypeError if one of them is not a function; when it runs, if the guard gives neither a reply nor a
 *   pass.
 * @example
 * ```ts
 * const user = async (req: Request) => (await session(req)) ?? unauthorized(bearer());
 * pipe(user, async (req) => ok({ id: req.user.id })); // 200 or 401
 * ```
 */
export function pipe<C, G, R extends AnyReply>(
  guard: (c: C) => G,
  h: (c: C & Passed<G>) => R | Promise<R>,
): (c: C) => Promise<Refused<G> | R>;
export function pipe(
  guard: (c: unknown) => unknown,
  h: (c: unknown) => unknown,
): (c: object) => Promise<unknown> {
  checkFunctions("pipe", [guard, h]);
  return async (c) => {
    const result = resultOf(await guard(c));
    return isReply(result) ? result : h(Object.assign(c, result.pass));
  };
}

/**
 * What a guard has decided.
 *
 * @throws TypeError if it is neither a reply nor a pass: a guard that forgets to answer guards nothing.
 */
export function resultOf(result: unknown): AnyReply | Pass<object> {
  if (isReply(result) || isPass(result)) return result;
  throw new TypeError(`guard: want a reply or pass({ ... }), got ${String(result)}`);
}

/** No guards would let everything pass. */
export function checkFunctions(helper: string, functions: readonly unknown[]): void {
  const wrong = functions.findIndex((each) => typeof each !== "function");
  if (functions.length > 0 && wrong < 0) return;
  throw new TypeError(`${helper}: want functions, got ${show(functions[wrong])}`);
}

function isPass(result: unknown): result is Pass<object> {
  if (typeof result !== "object" || result === null || !Object.hasOwn(result, "pass")) return false;
  return "pass" in result && typeof result.pass === "object" && result.pass !== null;
}

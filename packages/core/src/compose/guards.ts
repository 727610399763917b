import { type Pass, pass } from "../reply/pass.ts";
import { type AnyReply, isReply } from "../reply/reply.ts";
import { checkFunctions, type Passed, type Refused, resultOf } from "./pipe.ts";
import { mostTelling } from "./refusals.ts";

/** Takes a context; returns a reply or a pass, or a promise of either. */
export type Guard = (c: never) => unknown;

type Both<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void
  ? I
  : never;

/** The context that fits all of several guards. */
export type ContextOf<G extends readonly Guard[]> = Both<
  G[number] extends infer F ? (F extends (c: infer C) => unknown ? C : never) : never
>;

type Each<G extends readonly Guard[]> = ReturnType<G[number]>;
type PassedBy<R> = R extends unknown ? Passed<R> : never;
type RefusedBy<R> = R extends unknown ? Refused<R> : never;

/**
 * Makes one guard of several that must all pass; they run at the same time, and what they pass is merged.
 * If several refuse, one of their replies is sent: 404 before 405, 401, 403, 415, 406 and the rest, a 401
 * with the challenges of all of them.
 *
 * @param guards - One or more functions of the context; each gives a reply or `pass({ ... })`, or a promise.
 * @returns A guard for `pipe`.
 * @throws TypeError without guards; when it runs, if one gives neither a reply nor a pass.
 * @example
 * ```ts
 * pipe(allOf(user, quota), async (req) => ok({ id: req.user.id }));
 * ```
 */
export function allOf<G extends readonly [Guard, ...Guard[]]>(
  ...guards: G
): (c: ContextOf<G>) => Promise<Pass<Both<PassedBy<Each<G>>> & object> | RefusedBy<Each<G>>>;
export function allOf(
  ...guards: readonly ((c: unknown) => unknown)[]
): (c: unknown) => Promise<unknown> {
  checkFunctions("allOf", guards);
  return async (c) => {
    const results = (await Promise.all(guards.map((guard) => guard(c)))).map(resultOf);
    const [refusal, ...more] = results.filter(isReply);
    if (refusal !== undefined) return mostTelling([refusal, ...more]);
    return pass(Object.assign({}, ...results.map((result) => isReply(result) || result.pass)));
  };
}

/**
 * Makes one guard of several of which one must pass; they are tried in the order given. If none passes, the
 * reply is chosen as by `allOf`: a 401 has the challenges of all, for the client may choose among them (RFC
 * 9110 section 11.6.1).
 *
 * @param guards - One or more functions of the context; each gives a reply or `pass({ ... })`, or a promise.
 * @returns A guard for `pipe`.
 * @throws TypeError without guards; when it runs, if one gives neither a reply nor a pass.
 * @example
 * ```ts
 * pipe(anyOf(byToken, byPassword), async (req) => ok({ id: req.user.id }));
 * // 401 with "WWW-Authenticate: Bearer" and "WWW-Authenticate: Basic realm=..."
 * ```
 */
export function anyOf<G extends readonly [Guard, ...Guard[]]>(
  ...guards: G
): (c: ContextOf<G>) => Promise<Pass<PassedBy<Each<G>> & object> | RefusedBy<Each<G>>>;
export function anyOf(
  ...guards: readonly [(c: unknown) => unknown, ...((c: unknown) => unknown)[]]
): (c: unknown) => Promise<unknown> {
  checkFunctions("anyOf", guards);
  return async (c) => {
    const refusals: AnyReply[] = [];
    for (const guard of guards) {
      const result = resultOf(await guard(c));
      if (!isReply(result)) return result;
      refusals.push(result);
    }
    const [first, ...more] = refusals;
    return first && mostTelling([first, ...more]);
  };
}

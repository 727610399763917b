/** The word of a guard that lets a request through, and what it found out on the way. */
export interface Pass<A extends object> {
  readonly pass: A;
}

/**
 * Lets a request through to the handler that stands behind the guard, see `pipe`.
 *
 * @param found - What the handler gets to know: the user, the parsed input.
 * @example
 * ```ts
 * pass({ user }); // { pass: { user } }
 * ```
 */
export function pass<A extends object>(found: A): Pass<A> {
  return { pass: found };
}

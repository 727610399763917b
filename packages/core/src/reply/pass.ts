/** What a guard returns to let a request pass, with what it found out. */
export interface Pass<A extends object> {
  readonly pass: A;
}

/**
 * Lets a request pass to the handler behind the guard, see `pipe`.
 *
 * @param found - What the handler gets: the user, the parsed input. It is assigned to the context.
 * @returns The value for a guard to return.
 * @example
 * ```ts
 * pass({ user }); // { pass: { user } }
 * ```
 */
export function pass<A extends object>(found: A): Pass<A> {
  return { pass: found };
}

import type { Req } from "../request/request.ts";
import type { State } from "../semantics/preconditions.ts";

/** By the header section, which a request shares with the contexts that frameworks wrap around it. */
const states = new WeakMap<object, State | undefined>();

/** Remembers from now on what this request is decided on, for a trace. Other requests cost nothing. */
export function watch(req: Req): void {
  if (!states.has(req.headers)) states.set(req.headers, undefined);
}

/** Is it remembered what this request is decided on? */
export function isWatched(req: Req): boolean {
  return states.has(req.headers);
}

/** Remembers the state that a watched request is decided on. */
export function noteState(req: Req, state: State): void {
  if (isWatched(req)) states.set(req.headers, state);
}

/** By the header section: the request fields that the choice of the reply depended on. */
const negotiated = new WeakMap<object, readonly string[]>();

/** Remembers on which fields of the request the choice of its reply depends. */
export function noteNegotiated(req: Req, fields: readonly string[]): void {
  negotiated.set(req.headers, [...(negotiated.get(req.headers) ?? []), ...fields]);
}

/**
 * The request fields that `negotiate()` looked at, for the Vary of whatever answers.
 *
 * @returns `undefined` where nothing was negotiated.
 */
export function negotiatedBy(req: Req): readonly string[] | undefined {
  return negotiated.get(req.headers);
}

/**
 * The state that a watched request was decided on.
 *
 * @returns `undefined` where nothing was decided, or nobody watched.
 */
export function decidedOn(req: Req): State | undefined {
  return states.get(req.headers);
}

import { type ETag, strongMatch, weakMatch } from "../fields/etag.ts";
import type { Conditions } from "../request/conditions.ts";
import { kindOf } from "./methods.ts";

/** The selected representation of the target resource as it is now, before the method is performed. */
export interface State {
  readonly exists: boolean;
  readonly etag?: ETag;
  readonly lastModified?: Date;
}

/** `"not-modified"` is a 304, `"precondition-failed"` a 412. */
export type Verdict = "proceed" | "not-modified" | "precondition-failed";

/** Whether the condition holds, or why it does not count; undefined if the field is absent. */
export type Truth = boolean | `ignored${string}` | undefined;

/** One of the fields of RFC 9110 section 13.1. */
export interface Precondition {
  /** The name of the field as requests have it. */
  readonly field: "If-Match" | "If-Unmodified-Since" | "If-None-Match" | "If-Modified-Since";
  readonly section: string;
  truth(request: Conditions, state: State): Truth;
}

/**
 * Steps 1 to 4 of RFC 9110 section 13.2.2, in that order: the first that is false decides. For a read, a false
 * condition in step 3 or 4 is not a failure: the client already has what it asks for.
 */
export const preconditions: readonly Precondition[] = [
  {
    field: "If-Match",
    section: "RFC 9110 section 13.1.1",
    // A malformed field counts as false: if it counted as absent, a typo would lose an update.
    truth: ({ ifMatch }, state) => ifMatch && names(ifMatch, state, strongMatch),
  },
  {
    field: "If-Unmodified-Since",
    section: "RFC 9110 section 13.1.4",
    truth({ ifUnmodifiedSince, ifMatch }, state) {
      const lastModified = changed(state);
      if (ifUnmodifiedSince === undefined) return undefined;
      if (ifMatch !== undefined) return "ignored beside If-Match";
      if (ifUnmodifiedSince === "malformed") return "ignored: not one HTTP-date";
      if (lastModified === undefined) return "ignored: no Last-Modified";
      return second(lastModified) <= second(ifUnmodifiedSince);
    },
  },
  {
    field: "If-None-Match",
    section: "RFC 9110 section 13.1.2",
    truth({ ifNoneMatch }, state) {
      // The field is there nevertheless, so If-Modified-Since does not count.
      if (ifNoneMatch === "malformed") return "ignored: not a list of entity-tags";
      return ifNoneMatch && !names(ifNoneMatch, state, weakMatch);
    },
  },
  {
    field: "If-Modified-Since",
    section: "RFC 9110 section 13.1.3",
    truth({ method, ifModifiedSince, ifNoneMatch }, state) {
      const lastModified = changed(state);
      if (ifModifiedSince === undefined) return undefined;
      if (kindOf(method) !== "read") return `ignored with ${method}`;
      if (ifNoneMatch !== undefined) return "ignored beside If-None-Match";
      if (ifModifiedSince === "malformed") return "ignored: not one HTTP-date";
      if (lastModified === undefined) return "ignored: no Last-Modified";
      return second(lastModified) > second(ifModifiedSince);
    },
  },
];

/**
 * Decides a conditional request (RFC 9110 section 13.2). Step 5 of 13.2.2, If-Range, is in `ranges.ts`. The
 * Cache-Control of the request does not count: it is addressed to caches.
 *
 * @param request - The conditions, from `readConditions`.
 * @param state - The selected representation, with type, language and coding already chosen.
 * @returns The verdict; "proceed" also if no precondition counts, see `exemption`.
 * @example
 * ```ts
 * evaluate(readConditions({ headers: { "if-none-match": '"a"' } }), { exists: true, etag: etag("a") }); // "not-modified"
 * ```
 */
export function evaluate(request: Conditions, state: State): Verdict {
  const failed = failedPrecondition(request, state);
  if (failed === undefined) return "proceed";
  const saysNew = failed.field === "If-None-Match" || failed.field === "If-Modified-Since";
  return saysNew && kindOf(request.method) === "read" ? "not-modified" : "precondition-failed";
}

/** The precondition that is false and decides; undefined if the method is to be performed. */
export function failedPrecondition(request: Conditions, state: State): Precondition | undefined {
  if (exemption(request, state) !== undefined) return undefined;
  return preconditions.find(({ truth }) => truth(request, state) === false);
}

/** Is this precondition there, does it count, and is it true? */
export function holds(field: Precondition["field"], request: Conditions, state: State): boolean {
  const precondition = preconditions.find((row) => row.field === field);
  return precondition?.truth(request, state) === true;
}

/**
 * Why no precondition counts (RFC 9110 section 13.2.1); undefined if they do. A missing target gets its plain
 * response, a 404, unless the method would create it: the response without preconditions goes first if it is
 * neither a 2xx nor a 412.
 */
export function exemption({ method }: Conditions, { exists }: State): string | undefined {
  const kind = kindOf(method);
  if (kind === "talk") return `ignored with ${method}`;
  return exists || kind === "create" ? undefined : "ignored: the target is missing";
}

function names(
  tags: "*" | readonly ETag[] | "malformed",
  { exists, etag }: State,
  match: (a: ETag, b: ETag) => boolean,
): boolean {
  if (tags === "*") return exists;
  if (tags === "malformed" || !exists || etag === undefined) return false;
  return tags.some((tag) => match(tag, etag));
}

/** What does not exist has no date, even if the application remembers one. */
function changed({ exists, lastModified }: State): Date | undefined {
  return exists ? lastModified : undefined;
}

/** The second an instant falls in: HTTP dates know no smaller unit (RFC 9110 section 5.6.7). */
export function second(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

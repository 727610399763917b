import { type AppliedPreference, preferenceApplied } from "../fields/prefer.ts";
import type { AnyReply } from "../reply/reply.ts";
import type { Req } from "../request/request.ts";
import { readPreferences } from "../semantics/preferences.ts";
import type { RepliesOf } from "./implement.ts";

/** A reply that a helper made: more fields can be added to it. */
interface Extensible extends AnyReply {
  with(fields: Readonly<Record<string, string>>): AnyReply;
}

type Answer = () => Extensible | Promise<Extensible>;

/** The ways to answer with the outcome of a request; at least one of the first two. */
export type Outcomes = {
  /** With the state of the resource as content: `return=representation` (RFC 7240 section 4.2). */
  readonly representation?: Answer;
  /** Without: `return=minimal`. */
  readonly minimal?: Answer;
  /** Before the work is done, with a 202: `respond-async` (RFC 7240 section 4.1). */
  readonly respondAsync?: Answer;
} & ({ readonly representation: Answer } | { readonly minimal: Answer });

/**
 * Answers with the outcome of a request in the way that the client prefers (RFC 7240); only the chosen
 * function is called. The preference that was applied is named in Preference-Applied, and Prefer in Vary, for
 * the next client may prefer something else (section 2).
 *
 * @param req - The request.
 * @param offer - Functions that make the replies. A client that prefers none of them gets `representation` or
 *   `minimal`, whichever is written first.
 * @returns The reply of the chosen function. An error reply only gets the Vary: no preference was applied.
 * @throws TypeError without `representation` or `minimal`; what the chosen function throws.
 * @example
 * ```ts
 * const saved = await store.save(note);
 * return preferred(req, { minimal: () => noContent({ etag: saved.etag }), representation: () => ok(saved) });
 * // Prefer: return=representation -> 200, Preference-Applied: return=representation, Vary: Prefer
 * ```
 */
export function preferred<T extends Outcomes>(
  req: Req,
  offer: T,
): Promise<RepliesOf<NonNullable<T[keyof T & keyof Outcomes]>>>;
export async function preferred(req: Req, offer: Outcomes): Promise<AnyReply> {
  const { answer, applied } = chosen(req, offer);
  const reply = await answer();
  const varied = { vary: "Prefer" };
  if (applied === undefined || reply.status >= 400) return reply.with(varied);
  return reply.with({ ...varied, [preferenceApplied.name]: preferenceApplied.format([applied]) });
}

function chosen(
  req: Req,
  offer: Outcomes,
): { readonly answer: Answer; readonly applied?: AppliedPreference } {
  const { return: content, respondAsync } = readPreferences(req);
  if (respondAsync && offer.respondAsync !== undefined) {
    return { answer: offer.respondAsync, applied: { name: "respond-async", value: "" } };
  }
  if (content === undefined) return { answer: byDefault(offer) };
  const answer = offer[content];
  if (answer === undefined) return { answer: byDefault(offer) };
  return { answer, applied: { name: "return", value: content } };
}

function byDefault(offer: Outcomes): Answer {
  for (const name of Object.keys(offer)) {
    const answer = name === "representation" || name === "minimal" ? offer[name] : undefined;
    if (answer !== undefined) return answer;
  }
  throw new TypeError("preferred: want `representation` or `minimal` (RFC 7240 section 4.2)");
}

import { type AppliedPreference, preferenceApplied } from "../fields/prefer.ts";
import type { AnyReply } from "../reply/reply.ts";
import type { Req } from "../request/request.ts";
import { readPreferences } from "../semantics/preferences.ts";
import type { RepliesOf } from "./implement.ts";

/** A reply of a helper: one that can be had with more fields. */
interface Extensible extends AnyReply {
  with(fields: Readonly<Record<string, string>>): AnyReply;
}

type Answer = () => Extensible | Promise<Extensible>;

/** The ways in which the outcome of a request can be told; at least one of the first two. */
export type Outcomes = {
  /** With the state of the resource as content: `return=representation` (RFC 7240 section 4.2). */
  readonly representation?: Answer;
  /** Without: `return=minimal`. */
  readonly minimal?: Answer;
  /** Before the work is done, with a 202: `respond-async` (RFC 7240 section 4.1). */
  readonly respondAsync?: Answer;
} & ({ readonly representation: Answer } | { readonly minimal: Answer });

/**
 * Tells an outcome as the client would like it (RFC 7240): only the answer that was chosen is called.
 * What was asked for and done is named in Preference-Applied, and Prefer in Vary, for the next client
 * may ask for something else (section 2).
 *
 * @param req - The request.
 * @param offer - The ways there are. Who asks for none of them gets `representation` or `minimal`,
 *   whichever is written first.
 * @returns The answer chosen. An error stays as it is, but for Vary: no preference was applied.
 * @throws TypeError without `representation` or `minimal`; what the answer throws.
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

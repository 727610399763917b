import { acceptEncoding } from "../fields/accept.ts";
import { refusal } from "../fields/codec.ts";
import { isToken } from "../grammar/token.ts";
import { favourite, mostWanted, wishes } from "./negotiation.ts";

/** Section 8.4.1 of RFC 9110: recipients SHOULD take these for the same. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["x-gzip", "gzip"],
  ["x-compress", "compress"],
]);

/** Less than any weight a client can give but 0. */
const UNASKED = 0.0001;

/**
 * Chooses a content coding by Accept-Encoding (RFC 9110 section 12.5.3). No coding at all, "identity",
 * is always on offer: wanted least where the client does not weigh it, and chosen where the client
 * names none of the offers.
 *
 * @param line - The Accept-Encoding field. Absent, empty, or without one well-formed member: identity.
 * @param offers - Content codings, the favourite first.
 * @returns The most wanted offer, as it was given, or "identity"; undefined if the client refuses
 *   identity too ("identity;q=0", "*;q=0"), where both a 406 and ignoring the field conform.
 * @throws RangeError if nothing is offered, or an offer is no coding.
 * @example
 * ```ts
 * chooseEncoding("gzip;q=0.5, br", ["gzip", "br"]); // "br"
 * chooseEncoding("zstd", ["gzip", "br"]); // "identity"
 * ```
 */
export function chooseEncoding<T extends string>(
  line: string | undefined,
  offers: readonly T[],
): T | "identity" | undefined {
  favourite(offers);
  const codings = new Map<T | "identity", string>(offers.map((offer) => [offer, codingOf(offer)]));
  const words = wishes(acceptEncoding, line);
  if (words.length === 0) return "identity";

  const weights = new Map<string, number>();
  for (const { value, weight } of words) {
    const coding = aliases.get(value) ?? value;
    if (!weights.has(coding)) weights.set(coding, weight);
  }
  const rest = weights.get("*");
  codings.set("identity", "identity");
  return mostWanted([...codings], ([, coding]) => {
    return weights.get(coding) ?? rest ?? (coding === "identity" ? UNASKED : 0);
  })?.[0];
}

function codingOf(offer: string): string {
  if (!isToken(offer) || offer === "*") {
    throw refusal(acceptEncoding, "a content coding (token) without wildcard", offer);
  }
  const coding = offer.toLowerCase();
  return aliases.get(coding) ?? coding;
}

import { acceptEncoding, type WeightedWord } from "../fields/accept.ts";
import { refusal } from "../fields/codec.ts";
import { isToken, trimOws } from "../grammar/token.ts";
import { favourite, mostWanted, wishes } from "./negotiation.ts";

/** Recipients SHOULD treat these as the same (RFC 9110 section 8.4.1). */
const aliases: ReadonlyMap<string, string> = new Map([
  ["x-gzip", "gzip"],
  ["x-compress", "compress"],
]);

/** Less than any weight that a client can give, except 0. */
const UNASKED = 0.0001;

/**
 * Chooses a content coding by Accept-Encoding (RFC 9110 section 12.5.3). "identity", which is no coding at
 * all, is always on offer: it is the least wanted if the client gives it no weight, and it is chosen if the
 * client wants none of the offers.
 *
 * @param line - The value of Accept-Encoding. If it is absent, empty, or has no well-formed member: identity.
 * @param offers - Content codings, the favourite first.
 * @returns The most wanted offer, as it was given, or "identity"; undefined if the client refuses identity too
 *   ("identity;q=0", "*;q=0"). Then both a 406 and ignoring the field conform.
 * @throws RangeError if nothing is offered, or if an offer is not a coding.
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
  const weights = weightsOf(wishes(acceptEncoding, line));
  const rest = weights.get("*");
  codings.set("identity", "identity");
  return mostWanted([...codings], ([, coding]) => {
    return weights.get(coding) ?? rest ?? (coding === "identity" ? UNASKED : 0);
  })?.[0];
}

/**
 * Does a client accept content in this coding (RFC 9110 section 12.5.3)?
 *
 * @param line - The value of Accept-Encoding. If it is absent or has no well-formed member, every coding is
 *   accepted; if it is empty, only "identity".
 * @param coding - A content coding, in any case.
 * @example
 * ```ts
 * acceptsEncoding("gzip, *;q=0", "br"); // false
 * acceptsEncoding("br", "identity"); // true
 * ```
 */
export function acceptsEncoding(line: string | undefined, coding: string): boolean {
  const words = wishes(acceptEncoding, line);
  if (line === undefined || (words.length === 0 && trimOws(line) !== "")) return true;
  const weights = weightsOf(words);
  const name = canonical(coding);
  const weight = weights.get(name) ?? weights.get("*");
  return weight === undefined ? name === "identity" : weight > 0;
}

/** If a coding is named twice, its first weight counts. */
function weightsOf(words: readonly WeightedWord[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { value, weight } of words) {
    const coding = canonical(value);
    if (!weights.has(coding)) weights.set(coding, weight);
  }
  return weights;
}

function canonical(coding: string): string {
  const name = coding.toLowerCase();
  return aliases.get(name) ?? name;
}

function codingOf(offer: string): string {
  if (!isToken(offer) || offer === "*") {
    throw refusal(acceptEncoding, "a content coding (token) without wildcard", offer);
  }
  return canonical(offer);
}

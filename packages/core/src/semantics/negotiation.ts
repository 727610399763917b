import type { FieldCodec } from "../fields/codec.ts";

/**
 * What `chooseType`, `chooseEncoding` and `chooseLanguage` have in common (RFC 9110 section 12.5): each works
 * out how much the client wants an offer, and the most wanted offer wins. Among equals the server's order
 * decides, because the order in the request has no meaning (section 12.4.1).
 *
 * @param offers - What there is to choose from, the server's favourite first.
 * @param weightOf - How much the client wants an offer, 0 for not at all.
 * @returns The offer; undefined if none is wanted.
 */
export function mostWanted<T>(offers: readonly T[], weightOf: (offer: T) => number): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const offer of offers) {
    const weight = weightOf(offer);
    if (weight > most) [best, most] = [offer, weight];
  }
  return best;
}

/**
 * The members of a field that say what the client wants; none if it is absent or has no well-formed member.
 *
 * @param codec - The codec of the field.
 * @param line - The value of the field, undefined if it is absent.
 */
export function wishes<T>(codec: FieldCodec<readonly T[]>, line: string | undefined): readonly T[] {
  return (line === undefined ? undefined : codec.parse(line)) ?? [];
}

/**
 * The first offer, for a client without preferences.
 *
 * @throws RangeError if nothing is offered.
 */
export function favourite<T>(offers: readonly T[]): T {
  const [first] = offers;
  if (first !== undefined) return first;
  throw new RangeError("want at least one offer to choose from, got none (RFC 9110 section 12.1)");
}

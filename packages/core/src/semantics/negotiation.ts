import type { FieldCodec } from "../fields/codec.ts";

/**
 * The shape that `chooseType`, `chooseEncoding` and `chooseLanguage` share (RFC 9110 section 12.5):
 * what the client wants of each offer is worked out per field; then the most wanted offer wins, and
 * among equals the server's order decides, for the order in the request means nothing (section 12.4.1).
 *
 * @param offers - What there is, the server's favourite first.
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
 * What the client said: nothing, if the field is absent or none of its members is well-formed.
 *
 * @param codec - Of the field.
 * @param line - The field, undefined where it is absent.
 */
export function wishes<T>(codec: FieldCodec<readonly T[]>, line: string | undefined): readonly T[] {
  return (line === undefined ? undefined : codec.parse(line)) ?? [];
}

/**
 * The first offer, for a client without preference.
 *
 * @throws RangeError if nothing is offered.
 */
export function favourite<T>(offers: readonly T[]): T {
  const [first] = offers;
  if (first !== undefined) return first;
  throw new RangeError("want at least one offer to choose from, got none (RFC 9110 section 12.1)");
}

import { accept, type WeightedRange } from "../fields/accept.ts";
import { refusal } from "../fields/codec.ts";
import { contentType, isWild, type MediaType } from "../fields/content-type.ts";
import { favourite, mostWanted, wishes } from "./negotiation.ts";

/**
 * Chooses a media type by Accept (RFC 9110 section 12.5.1). The weight of an offer is that of the most
 * specific range that matches it: with parameters, then "type/subtype", then "type/*", then "*\/*".
 *
 * @param line - The value of Accept. If it is absent, empty, or has no well-formed member: no preference.
 * @param offers - Media types, the favourite first.
 * @returns The most wanted offer, as it was given; undefined if none is acceptable, which calls for a 406.
 * @throws RangeError if nothing is offered, or if an offer is not a media type.
 * @example
 * ```ts
 * chooseType("text/*;q=0.5, application/json", ["text/html", "application/json"]); // "application/json"
 * chooseType("image/png", ["text/html"]); // undefined
 * ```
 */
export function chooseType<T extends string>(
  line: string | undefined,
  offers: readonly T[],
): T | undefined {
  const types = new Map(offers.map((offer) => [offer, mediaTypeOf(offer)]));
  const ranges = wishes(accept, line);
  if (ranges.length === 0) return favourite(offers);
  return mostWanted([...types], ([, type]) => weightOf(type, ranges))?.[0];
}

function mediaTypeOf(offer: string): MediaType {
  const type = contentType.parse(offer);
  if (type === undefined) throw refusal(contentType, "a media type without wildcards", offer);
  return type;
}

function weightOf(type: MediaType, ranges: readonly WeightedRange[]): number {
  let weight = 0;
  let most = -1;
  for (const range of ranges) {
    const specificity = specificityOf(range, type);
    if (specificity > most) [most, weight] = [specificity, range.weight];
  }
  return weight;
}

/** How closely a range names a type; -1 if it does not match it. */
function specificityOf(range: WeightedRange, type: MediaType): number {
  const parameters = Object.entries(range.parameters);
  if (!parameters.every(([name, value]) => has(type, name, value))) return -1;
  if (range.type === type.type) return 2 + parameters.length;
  if (range.type === "*/*") return 0;
  return isWild(range.type) && type.type.startsWith(range.type.slice(0, -1)) ? 1 : -1;
}

// Charsets are compared in any case (section 8.3.2). An offer without one is sent as UTF-8, so asking for UTF-8
// must not end in a 406.
function has({ parameters }: MediaType, name: string, value: string): boolean {
  if (name !== "charset") return parameters[name] === value;
  return (parameters[name] ?? "utf-8").toLowerCase() === value.toLowerCase();
}

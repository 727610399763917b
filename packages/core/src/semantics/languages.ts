import { acceptLanguage, type WeightedWord } from "../fields/accept.ts";
import { contentLanguage } from "../fields/content-language.ts";
import { favourite, mostWanted, wishes } from "./negotiation.ts";

/**
 * Chooses a language by Accept-Language (RFC 9110 section 12.5.4) with the lookup of RFC 4647 section 3.4, in
 * both directions. The ranges are tried from the most wanted to the least wanted, and each finds the offer
 * that equals it, else one that is more specific (zh-Hant finds zh-Hant-TW), else the longest that is more
 * general (zh-Hant-TW finds zh-Hant).
 *
 * @param line - The value of Accept-Language; undefined if it is absent.
 * @param offers - Language tags, the default first.
 * @returns The offer, as it was given. If no range finds one, it is the first that the client does not
 *   refuse: a page in the wrong language is better than a 406.
 * @throws RangeError if nothing is offered, or if an offer is not a language tag.
 * @example
 * ```ts
 * chooseLanguage("zh-Hant-TW, en;q=0.5", ["en", "zh-Hant"]); // "zh-Hant"
 * chooseLanguage("de", ["en", "zh-Hant"]); // "en"
 * ```
 */
export function chooseLanguage<T extends string>(
  line: string | undefined,
  offers: readonly T[],
): T {
  const fallback = favourite(offers);
  const tags = offers.map((offer) => ({
    offer,
    tag: contentLanguage.format([offer]).toLowerCase(),
  }));
  const ranges = wishes(acceptLanguage, line);
  const weighed = tags.map(({ offer, tag }) => ({ offer, tag, range: weigherOf(tag, ranges) }));
  const open = weighed.filter(({ range }) => range?.weight !== 0);
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { value } of wanted) {
    const found = lookUp(value, open);
    if (found !== undefined) return found.offer;
  }
  return open[0]?.offer ?? fallback;
}

interface Weighed {
  /** In lower case. */
  readonly tag: string;
  readonly range: WeightedWord | undefined;
}

/** The longest range that a tag equals or extends: the one that says how much it is wanted. */
function weigherOf(tag: string, ranges: readonly WeightedWord[]): WeightedWord | undefined {
  const covering = ranges.filter(({ value }) => extendsTag(tag, value));
  return mostWanted(covering, ({ value }) => value.length);
}

function lookUp<T extends Weighed>(wanted: string, offers: readonly T[]): T | undefined {
  // It stands for languages that no other range names (RFC 4647 section 3.4).
  if (wanted === "*") return offers.find(({ range }) => range === undefined);
  const special = offers.filter(({ tag }) => extendsTag(tag, wanted));
  return (
    special.find(({ tag }) => tag === wanted) ??
    // "en, en-US;q=0.7": of several kinds of English, the one that is named.
    mostWanted(special, ({ tag, range }) => (range?.value === tag ? range.weight : 0)) ??
    special[0] ??
    mostWanted(offers, ({ tag }) => (extendsTag(wanted, tag) ? tag.length : 0))
  );
}

/** Is `tag` the range itself, or that and further subtags (RFC 4647 section 3.3.1)? */
function extendsTag(tag: string, range: string): boolean {
  return tag.startsWith(range) && (tag.length === range.length || tag[range.length] === "-");
}

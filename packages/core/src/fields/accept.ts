import { splitList } from "../grammar/list.ts";
import { NONE, type ParameterRecord, parseParameters } from "../grammar/parameters.ts";
import { formatWeight, weightIn } from "../grammar/quality.ts";
import { isToken, trimOws } from "../grammar/token.ts";
import { type FieldCodec, refusal } from "./codec.ts";
import { isLanguageTag } from "./content-language.ts";
import { formatMediaRange, type MediaType, parseMediaRange } from "./content-type.ts";

/** A media range and how much it is wanted: 0 not at all, 1 most. */
export interface WeightedRange extends MediaType {
  readonly weight: number;
}

/** A coding or language range in lower case, and how much it is wanted: 0 not at all, 1 most. */
export interface WeightedWord {
  readonly value: string;
  readonly weight: number;
}

/** Members beyond this are not read: far fewer say what a client wants. */
const MOST_MEMBERS = 1000;

/**
 * `Accept = #( media-range [ weight ] )` (RFC 9110 section 12.5.1), in the order given. A member that is
 * malformed, or whose weight is, is ignored.
 *
 * @example
 * ```ts
 * accept.parse("text/html;level=1, *\/*;q=0.1");
 * // [{ type: "text/html", parameters: { level: "1" }, weight: 1 }, { type: "*\/*", parameters: {}, weight: 0.1 }]
 * ```
 */
export const accept: FieldCodec<readonly WeightedRange[]> = {
  name: "accept",
  section: "RFC 9110 section 12.5.1",
  parse: (line) => membersOf(line, parseWeightedRange),
  format(ranges) {
    return ranges.map(formatWeightedRange).join(", ");
  },
};

/**
 * `Accept-Encoding = #( codings [ weight ] )` (RFC 9110 section 12.5.3). Malformed members are ignored.
 *
 * @example
 * ```ts
 * acceptEncoding.parse("gzip, *;q=0"); // [{ value: "gzip", weight: 1 }, { value: "*", weight: 0 }]
 * ```
 */
export const acceptEncoding: FieldCodec<readonly WeightedWord[]> = weightedWords(
  "accept-encoding",
  "RFC 9110 section 12.5.3",
  isToken,
);

/**
 * `Accept-Language = #( language-range [ weight ] )` (RFC 9110 section 12.5.4, RFC 4647 section 2.1).
 * Malformed members are ignored.
 *
 * @example
 * ```ts
 * acceptLanguage.parse("zh-Hant, en;q=0.5"); // [{ value: "zh-hant", weight: 1 }, { value: "en", weight: 0.5 }]
 * ```
 */
export const acceptLanguage: FieldCodec<readonly WeightedWord[]> = weightedWords(
  "accept-language",
  "RFC 9110 section 12.5.4",
  (text) => text === "*" || isLanguageTag(text),
);

/* @__NO_SIDE_EFFECTS__ */ function weightedWords(
  name: Lowercase<string>,
  section: string,
  isWord: (text: string) => boolean,
): FieldCodec<readonly WeightedWord[]> {
  const codec: FieldCodec<readonly WeightedWord[]> = {
    name,
    section,
    parse: (line) => membersOf(line, (member) => parseWeightedWord(member, isWord)),
    format(words) {
      return words
        .map((word) => {
          const weight = formatWeight(word.weight);
          if (isWord(word.value) && weight !== undefined) return word.value + weight;
          throw refusal(codec, "values in the grammar, weights of 0 to 1", word.value);
        })
        .join(", ");
    },
  };
  return codec;
}

function membersOf<T>(line: string, parse: (member: string) => T | undefined): readonly T[] {
  const members: T[] = [];
  for (const text of splitList(line).slice(0, MOST_MEMBERS)) {
    const member = parse(text);
    if (member !== undefined) members.push(member);
  }
  return members;
}

function parseWeightedRange(member: string): WeightedRange | undefined {
  const range = parseMediaRange(member);
  const weight = range && weightIn(range.parameters);
  if (range === undefined || weight === undefined) return undefined;
  return { type: range.type, parameters: withoutWeight(range.parameters), weight };
}

function parseWeightedWord(
  member: string,
  isWord: (text: string) => boolean,
): WeightedWord | undefined {
  const semicolon = member.indexOf(";");
  const head = semicolon < 0 ? member.length : semicolon;
  const value = trimOws(member.slice(0, head)).toLowerCase();
  const parameters = parseParameters(member, head);
  const weight = parameters && weightIn(parameters);
  if (parameters === undefined || weight === undefined || !isWord(value)) return undefined;
  // There is no other parameter than q: `codings [ weight ]`, `language-range [ weight ]`.
  return Object.keys(withoutWeight(parameters)).length === 0 ? { value, weight } : undefined;
}

function withoutWeight(parameters: ParameterRecord): ParameterRecord {
  if (!("q" in parameters)) return parameters;
  const others = Object.entries(parameters).filter(([name]) => name !== "q");
  if (others.length === 0) return NONE;
  const rest: Record<string, string> = Object.create(null);
  for (const [name, value] of others) rest[name] = value;
  return rest;
}

function formatWeightedRange(range: WeightedRange): string {
  const hasQ = Object.keys(range.parameters).some((name) => name.toLowerCase() === "q");
  const text = hasQ ? undefined : formatMediaRange(range);
  const weight = formatWeight(range.weight);
  if (text !== undefined && weight !== undefined) return text + weight;
  throw refusal(accept, "media ranges without a parameter q, weights of 0 to 1", range.type);
}

import { parseParameters } from "../grammar/parameters.ts";
import { formatWeight, weightIn } from "../grammar/quality.ts";
import { isToken, tokenEnd } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { formatMediaRange, isWild, parseMediaRange } from "./content-type.ts";
import { listField } from "./list-field.ts";

/**
 * Accept in a response (RFC 9110 section 12.3): the media ranges that the resource takes in requests,
 * with a weight where one is preferred.
 *
 * @example
 * ```ts
 * acceptField.format(["application/json", "text/*"]); // "application/json, text/*"
 * ```
 */
export const acceptField: FieldCodec<readonly string[]> = listField({
  name: "accept",
  section: "RFC 9110 section 12.5.1",
  members: "media ranges, weights of 0 to 1",
  isMember: (text) =>
    isMediaRange(text) && weightIn(parseMediaRange(text)?.parameters ?? {}) !== undefined,
  least: 1,
  normalize: canonical,
});

/**
 * Accept-Encoding in a response (RFC 9110 section 12.5.3): the codings that the resource takes in
 * requests, with a weight where one is preferred. On a 415 only if a coding was the cause.
 *
 * @example
 * ```ts
 * acceptEncodingField.format(["gzip", "identity"]); // "gzip, identity"
 * ```
 */
export const acceptEncodingField: FieldCodec<readonly string[]> = listField({
  name: "accept-encoding",
  section: "RFC 9110 section 12.5.3",
  members: "content codings (tokens), weights of 0 to 1",
  isMember: (text) => codingText(text) !== undefined,
  least: 0,
  normalize: (text) => codingText(text) ?? text,
});

/**
 * `Accept-Patch = 1#media-type` (RFC 5789 section 3.1): the patch formats, no wildcards.
 *
 * @example
 * ```ts
 * acceptPatch.format(["application/merge-patch+json"]); // "application/merge-patch+json"
 * ```
 */
export const acceptPatch: FieldCodec<readonly string[]> = listField({
  name: "accept-patch",
  section: "RFC 5789 section 3.1",
  members: "media types without wildcards",
  isMember: (text) => isMediaRange(text) && !isWild(parseMediaRange(text)?.type ?? ""),
  least: 1,
  normalize: canonical,
});

/**
 * Accept-Post (W3C Linked Data Platform section 7.1): the media ranges that POST takes.
 *
 * @example
 * ```ts
 * acceptPost.format(["*\/*"]); // "*\/*"
 * ```
 */
export const acceptPost: FieldCodec<readonly string[]> = listField({
  name: "accept-post",
  section: "W3C LDP section 7.1",
  members: "media ranges",
  isMember: isMediaRange,
  least: 1,
  normalize: canonical,
});

/**
 * `Accept-Ranges = 1#range-unit` (RFC 9110 section 14.3): lower-case units, or "none" alone.
 *
 * @example
 * ```ts
 * acceptRanges.format(["bytes"]); // "bytes"
 * ```
 */
export const acceptRanges: FieldCodec<readonly string[]> = listField({
  name: "accept-ranges",
  section: "RFC 9110 section 14.3",
  members: "range units (tokens)",
  isMember: isToken,
  least: 1,
  normalize: (unit) => unit.toLowerCase(),
  isList: (units) => units.length === 1 || !units.includes("none"),
});

/** The canonical spelling of a media range: lower case, "; " before parameters. Undefined if it is not one. */
function rangeText(text: string): string | undefined {
  const range = parseMediaRange(text);
  return range && formatMediaRange(range);
}

function isMediaRange(text: string): boolean {
  return rangeText(text) !== undefined;
}

function canonical(text: string): string {
  return rangeText(text) ?? text;
}

// `codings [ weight ]`: there is no other parameter.
function codingText(text: string): string | undefined {
  const end = tokenEnd(text, 0);
  const parameters = end === 0 ? undefined : parseParameters(text, end);
  const weight = parameters && weightIn(parameters);
  if (weight === undefined || Object.keys(parameters ?? {}).some((name) => name !== "q"))
    return undefined;
  return text.slice(0, end).toLowerCase() + (formatWeight(weight) ?? "");
}

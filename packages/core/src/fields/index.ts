/**
 * Header fields as values: one codec per field, each with `parse` and `format`.
 *
 * @module
 */
export {
  accept,
  acceptEncoding,
  acceptLanguage,
  type WeightedRange,
  type WeightedWord,
} from "./accept.ts";
export {
  acceptEncodingField,
  acceptField,
  acceptPatch,
  acceptPost,
  acceptRanges,
} from "./accept-offers.ts";
export { acceptQuery } from "./accept-query.ts";
export { allow } from "./allow.ts";
export { type CacheControl, cacheControl } from "./cache-control.ts";
export {
  type BearerOptions,
  basic,
  bearer,
  type Challenge,
  formatChallenge,
  type OneOrMore,
  proxyAuthenticate,
  wwwAuthenticate,
} from "./challenge.ts";
export type { FieldCodec } from "./codec.ts";
export { type Checker, checkers } from "./codecs.ts";
export { contentEncoding } from "./content-encoding.ts";
export { contentLanguage } from "./content-language.ts";
export { contentLength } from "./content-length.ts";
export {
  type ContentRange,
  contentRange,
  type PartRange,
  type UnsatisfiedRange,
} from "./content-range.ts";
export { contentType, type MediaType } from "./content-type.ts";
export { date, expires, ifModifiedSince, ifUnmodifiedSince, lastModified } from "./dates.ts";
export {
  type ETag,
  etag,
  etagField,
  etagOf,
  isWeak,
  strongMatch,
  weaken,
  weakMatch,
} from "./etag.ts";
export { expect } from "./expect.ts";
export { type Host, host } from "./host.ts";
export { ifMatch, ifNoneMatch, ifRange, type TagCondition } from "./if-match.ts";
export { im } from "./im.ts";
export { formatLink, type Link, link } from "./link.ts";
export { contentLocation, location, type Url } from "./location.ts";
export { connectionSpecific, endToEnd, requestOnly, singletons } from "./names.ts";
export { type AppliedPreference, type Preference, prefer, preferenceApplied } from "./prefer.ts";
export { type RangeRequest, type RangeSpec, range } from "./range.ts";
export { type RetryAfter, retryAfter, type Seconds } from "./retry-after.ts";
export { transferEncoding } from "./transfer-encoding.ts";
export { connection, upgrade } from "./upgrade.ts";
export { mergeVary, mergeVaryLines, vary } from "./vary.ts";

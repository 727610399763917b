import {
  acceptEncodingField,
  acceptField,
  acceptPatch,
  acceptPost,
  acceptRanges,
} from "./accept-offers.ts";
import { acceptQueryReader } from "./accept-query.ts";
import { allow } from "./allow.ts";
import { cacheControlReader } from "./cache-control.ts";
import { proxyAuthenticateReader, wwwAuthenticateReader } from "./challenge-reader.ts";
import type { FieldReader } from "./codec.ts";
import { contentEncoding } from "./content-encoding.ts";
import { contentLanguage } from "./content-language.ts";
import { contentLength } from "./content-length.ts";
import { contentRange } from "./content-range.ts";
import { contentType } from "./content-type.ts";
import { date, expires, lastModified } from "./dates.ts";
import { etagField } from "./etag.ts";
import { im } from "./im.ts";
import { link } from "./link.ts";
import { contentLocation, location } from "./location.ts";
import { preferenceApplied } from "./prefer.ts";
import { retryAfter } from "./retry-after.ts";
import { connection, upgrade } from "./upgrade.ts";
import { vary } from "./vary.ts";

/** The part of a codec that it takes to check a value that somebody wrote by hand. */
export type Checker = FieldReader<unknown>;

const all: readonly Checker[] = [
  acceptField,
  acceptEncodingField,
  acceptPatch,
  acceptPost,
  acceptQueryReader,
  acceptRanges,
  allow,
  cacheControlReader,
  connection,
  contentEncoding,
  contentLanguage,
  contentLength,
  contentLocation,
  contentRange,
  contentType,
  date,
  etagField,
  expires,
  im,
  lastModified,
  link,
  location,
  preferenceApplied,
  proxyAuthenticateReader,
  retryAfter,
  upgrade,
  vary,
  wwwAuthenticateReader,
];

/**
 * By field name, what checks the value of a response field: `parse` returns undefined if the value is not in
 * the grammar. For fields that differ between requests and responses, it is the response's grammar.
 *
 * @example
 * ```ts
 * checkers.get("retry-after")?.parse("soon"); // undefined
 * ```
 */
export const checkers: ReadonlyMap<string, Checker> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ all.map((codec) => [codec.name, codec]),
);

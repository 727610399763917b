import {
  acceptEncodingField,
  acceptField,
  acceptPatch,
  acceptPost,
  acceptRanges,
} from "./accept-offers.ts";
import { acceptQuery } from "./accept-query.ts";
import { allow } from "./allow.ts";
import { cacheControl } from "./cache-control.ts";
import { proxyAuthenticate, wwwAuthenticate } from "./challenge.ts";
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

/** As much of a codec as it takes to judge a value that somebody wrote by hand. */
export interface Checker {
  readonly name: Lowercase<string>;
  readonly section: string;
  parse(line: string): unknown;
  isSendable?(line: string): boolean;
}

const all: readonly Checker[] = [
  acceptField,
  acceptEncodingField,
  acceptPatch,
  acceptPost,
  acceptQuery,
  acceptRanges,
  allow,
  cacheControl,
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
  proxyAuthenticate,
  retryAfter,
  upgrade,
  vary,
  wwwAuthenticate,
];

/**
 * By field name, what judges the value of a response field: `parse` gives undefined if it is not in the
 * grammar. Of fields that requests and responses read differently it has the response's side.
 *
 * @example
 * ```ts
 * checkers.get("retry-after")?.parse("soon"); // undefined
 * ```
 */
export const checkers: ReadonlyMap<string, Checker> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ all.map((codec) => [codec.name, codec]),
);

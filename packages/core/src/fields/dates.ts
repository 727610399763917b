import { formatHttpDate, isImfFixdate, isWritable, parseHttpDate } from "../grammar/http-date.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/**
 * Last-Modified (RFC 9110 section 8.8.2): when the representation last changed.
 *
 * @example
 * ```ts
 * lastModified.format(new Date(999)); // "Thu, 01 Jan 1970 00:00:00 GMT"
 * ```
 */
export const lastModified: FieldCodec<Date> = dateField("last-modified", "RFC 9110 section 8.8.2");

/**
 * If-Modified-Since (RFC 9110 section 13.1.3).
 *
 * @example
 * ```ts
 * ifModifiedSince.parse("2026-01-01"); // undefined
 * ```
 */
export const ifModifiedSince: FieldCodec<Date> = dateField(
  "if-modified-since",
  "RFC 9110 section 13.1.3",
);

/**
 * If-Unmodified-Since (RFC 9110 section 13.1.4).
 *
 * @example
 * ```ts
 * ifUnmodifiedSince.parse("Thu, 01 Jan 1970 00:00:00 GMT"); // 1970-01-01T00:00:00.000Z
 * ```
 */
export const ifUnmodifiedSince: FieldCodec<Date> = dateField(
  "if-unmodified-since",
  "RFC 9110 section 13.1.4",
);

/**
 * Expires (RFC 9111 section 5.3). A value that is not a date, such as "0", is malformed here; to caches it
 * means that the response has expired.
 *
 * @example
 * ```ts
 * expires.parse("0"); // undefined
 * ```
 */
export const expires: FieldCodec<Date> = dateField("expires", "RFC 9111 section 5.3");

/**
 * Date (RFC 9110 section 6.6.1): when the message was made.
 *
 * @example
 * ```ts
 * date.format(new Date(0)); // "Thu, 01 Jan 1970 00:00:00 GMT"
 * ```
 */
export const date: FieldCodec<Date> = dateField("date", "RFC 9110 section 6.6.1");

/** A field that is one HTTP-date. Fractions of a second are cut off when it is written. */
/* @__NO_SIDE_EFFECTS__ */ function dateField(
  name: Lowercase<string>,
  section: string,
): FieldCodec<Date> {
  const codec: FieldCodec<Date> = {
    name,
    section,
    parse: (line) => parseHttpDate(line),
    format(value) {
      if (isWritable(value)) return formatHttpDate(value);
      throw refusal(codec, "a valid Date of the years 0000 to 9999", value);
    },
    isSendable: isImfFixdate, // RFC 9110 section 5.6.7
  };
  return codec;
}

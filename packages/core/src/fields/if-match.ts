import { formatHttpDate, isWritable, parseHttpDate } from "../grammar/http-date.ts";
import { type FieldCodec, refusal } from "./codec.ts";
import { type ETag, etagField, parseTags } from "./etag.ts";

/** `*`, or a list of entity-tags. */
export type TagCondition = "*" | readonly ETag[];

/**
 * `If-Match = "*" / #entity-tag` (RFC 9110 section 13.1.1). A malformed value is `undefined`: for a write, that
 * must count as a condition that fails.
 *
 * @example
 * ```ts
 * ifMatch.parse('"a,b", W/"c"'); // ['"a,b"', 'W/"c"']
 * ```
 */
export const ifMatch: FieldCodec<TagCondition> = tagCondition(
  "if-match",
  "RFC 9110 section 13.1.1",
);

/**
 * `If-None-Match = "*" / #entity-tag` (RFC 9110 section 13.1.2).
 *
 * @example
 * ```ts
 * ifNoneMatch.parse("*"); // "*"
 * ```
 */
export const ifNoneMatch: FieldCodec<TagCondition> = tagCondition(
  "if-none-match",
  "RFC 9110 section 13.1.2",
);

/**
 * `If-Range = entity-tag / HTTP-date` (RFC 9110 section 13.1.5).
 *
 * @example
 * ```ts
 * ifRange.parse('"a"'); // '"a"'
 * ```
 */
export const ifRange: FieldCodec<ETag | Date> = {
  name: "if-range",
  section: "RFC 9110 section 13.1.5",
  parse: (line) => etagField.parse(line) ?? parseHttpDate(line),
  format(value) {
    if (isWritable(value)) return formatHttpDate(value);
    if (typeof value === "string") return etagField.format(value);
    throw refusal(ifRange, "an entity-tag or a valid Date", value);
  },
};

/* @__NO_SIDE_EFFECTS__ */ function tagCondition(
  name: Lowercase<string>,
  section: string,
): FieldCodec<TagCondition> {
  const codec: FieldCodec<TagCondition> = {
    name,
    section,
    // `*` inside a list is in no grammar: parseTags refuses it.
    parse: (line) => (line === "*" ? line : parseTags(line)),
    format(condition) {
      if (condition === "*") return condition;
      if (!Array.isArray(condition)) throw refusal(codec, '"*" or a list of tags', condition);
      return condition.map(etagField.format).join(", ");
    },
  };
  return codec;
}

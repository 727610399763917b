import { formatParameters, parseParameters } from "../grammar/parameters.ts";
import { isToken, trimOws } from "../grammar/token.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/** A media type (RFC 9110 section 8.3.1). */
export interface MediaType {
  /** "type/subtype" in lower case. */
  readonly type: string;
  /** Values by lower-case name, on a record without prototype. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * `Content-Type = media-type` (RFC 9110 section 8.3). The whole value counts: no second type, nothing
 * after it, no wildcard.
 *
 * @example
 * ```ts
 * contentType.parse("Text/HTML; Charset=utf-8"); // { type: "text/html", parameters: { charset: "utf-8" } }
 * ```
 */
export const contentType: FieldCodec<MediaType> = {
  name: "content-type",
  section: "RFC 9110 section 8.3",
  parse(line) {
    const range = parseMediaRange(line);
    return range && isWild(range.type) ? undefined : range;
  },
  format(value) {
    const text = isWild(value.type) ? undefined : formatMediaRange(value);
    if (text !== undefined) return text;
    throw refusal(contentType, "type/subtype without wildcards, and ASCII parameters", value);
  },
};

/**
 * Reads a media type or, with wildcards, a media range (RFC 9110 section 12.5.1).
 *
 * @param text - One type with its parameters.
 * @returns The type in lower case and its parameters; undefined if it is not one.
 * @example
 * ```ts
 * parseMediaRange("text/*; a=b"); // { type: "text/*", parameters: { a: "b" } }
 * ```
 */
export function parseMediaRange(text: string): MediaType | undefined {
  const semicolon = text.indexOf(";");
  const head = semicolon < 0 ? text.length : semicolon;
  const type = trimOws(text.slice(0, head)).toLowerCase();
  if (!isMediaRange(type)) return undefined;
  const parameters = parseParameters(text, head);
  return parameters && { type, parameters };
}

/**
 * The text of a media type or range (RFC 9110 section 12.5.1).
 *
 * @param range - What to write.
 * @returns The text; undefined if it would not be in the grammar.
 * @example
 * ```ts
 * formatMediaRange({ type: "text/html", parameters: { level: "1" } }); // "text/html; level=1"
 * ```
 */
export function formatMediaRange({ type, parameters }: MediaType): string | undefined {
  const tail = formatParameters(parameters);
  return isMediaRange(type) && tail !== undefined ? type.toLowerCase() + tail : undefined;
}

/**
 * Does this "type/subtype" have a wildcard in place of its subtype, or of both?
 *
 * @param type - The type of a media range.
 * @example
 * ```ts
 * isWild("text/html"); // false
 * ```
 */
export function isWild(type: string): boolean {
  return type.endsWith("/*");
}

function isMediaRange(type: string): boolean {
  const slash = type.indexOf("/");
  const [main, sub] = [type.slice(0, Math.max(slash, 0)), type.slice(slash + 1)];
  return isToken(main) && isToken(sub) && (main !== "*" || sub === "*");
}

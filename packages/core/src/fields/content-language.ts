import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Content-Language = #language-tag` (RFC 9110 section 8.5): the languages of the intended audience.
 *
 * @example
 * ```ts
 * contentLanguage.format(["en", "zh-Hant"]); // "en, zh-Hant"
 * ```
 */
export const contentLanguage: FieldCodec<readonly string[]> = listField({
  name: "content-language",
  section: "RFC 9110 section 8.5",
  members: 'language tags such as "en" or "zh-Hant"',
  isMember: isLanguageTag,
  least: 1,
});

/**
 * Does this have the shape of a language tag (RFC 5646 section 2.1)? Its subtags are not looked up in the
 * registry.
 *
 * @param text - Any text.
 * @example
 * ```ts
 * isLanguageTag("zh-Hant-TW"); // true
 * isLanguageTag("en_GB"); // false
 * ```
 */
export function isLanguageTag(text: string): boolean {
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(text);
}

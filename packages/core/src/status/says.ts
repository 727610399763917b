import { status } from "./registry.ts";
import type { Language } from "./saying.ts";
import { english } from "./says.en.ts";
import { chinese } from "./says.zh-hant.ts";

export type { Language } from "./saying.ts";

/**
 * A status code explained for people: its phrase, and two or three sentences on what it means, when to send
 * it and what must come with it. The English phrase is that of RFC 9110 section 15.
 *
 * @param code - A status code.
 * @param language - `en`, or `zh-Hant` for Traditional Chinese as written in Taiwan.
 * @returns The phrase, and the sentences as one text; `undefined` for a code that is not registered, or for
 *   another language.
 * @example
 * ```ts
 * says(405, "en")?.phrase; // "Method Not Allowed"
 * says(404, "zh-Hant")?.phrase; // "找不到"
 * ```
 */
export function says(
  code: number,
  language: Language,
): { readonly phrase: string; readonly text: string } | undefined {
  const found = find(code, language);
  return found && { phrase: found.phrase, text: found.sentences.join(found.between) };
}

/**
 * The part of `says()` that is meant for people who see an error page: the phrase as a title, and one
 * sentence that needs no knowledge of HTTP (the explanation that RFC 9110 section 15.5 asks for).
 *
 * @param code - A status code.
 * @param language - `en` or `zh-Hant`.
 * @returns The two; `undefined` for a code that is not registered, or for another language.
 * @example
 * ```ts
 * explain(404, "en"); // { phrase: "Not Found", meaning: "Nothing was found at this address." }
 * ```
 */
export function explain(
  code: number,
  language: Language,
): { readonly phrase: string; readonly meaning: string } | undefined {
  const found = find(code, language);
  return found && { phrase: found.phrase, meaning: found.sentences[0] };
}

interface Found {
  readonly phrase: string;
  readonly sentences: readonly [string, ...(string | undefined)[]];
  readonly between: string;
}

function find(code: number, language: Language): Found | undefined {
  const row = status(code);
  if (row === undefined) return undefined;
  if (language === "en") {
    const sentences = english[row.code];
    return sentences && { phrase: row.phrase, sentences, between: " " };
  }
  if (language === "zh-Hant") {
    const saying = chinese[row.code];
    if (saying === undefined) return undefined;
    const [phrase, ...sentences] = saying;
    return { phrase, sentences, between: "" };
  }
  return undefined;
}

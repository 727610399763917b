import { isToken, skipOws, tokenEnd } from "./token.ts";
import { formatWord, readWord } from "./word.ts";

const SEMICOLON = 0x3b;
const EQUALS = 0x3d;

/** Values by name on a record without prototype; names in lower case. */
export type ParameterRecord = Readonly<Record<string, string>>;

/** No parameters: what most values have. */
export const NONE: ParameterRecord = /* @__PURE__ */ Object.freeze(Object.create(null));

/**
 * Reads `parameters = *( OWS ";" OWS [ parameter ] )` (RFC 9110 section 5.6.6) from `at` to the end. If a name
 * is repeated, the first one counts.
 *
 * @param text - The text that ends with the parameters.
 * @param at - Index after the thing that has these parameters.
 * @returns Their values, unquoted; undefined if anything else is found.
 * @example
 * ```ts
 * parseParameters('text/html; Charset="utf-8"', 9); // { charset: "utf-8" }
 * ```
 */
export function parseParameters(text: string, at: number): ParameterRecord | undefined {
  let next = skipOws(text, at);
  if (next === text.length) return NONE;
  const parameters: Record<string, string> = Object.create(null);
  while (next < text.length) {
    if (text.charCodeAt(next) !== SEMICOLON) return undefined;
    const start = skipOws(text, next + 1);
    next = tokenEnd(text, start);
    if (next > start) {
      if (text.charCodeAt(next) !== EQUALS) return undefined;
      const name = text.slice(start, next).toLowerCase();
      const word = readWord(text, next + 1);
      if (word === undefined) return undefined;
      parameters[name] ??= word.value;
      next = word.end;
    }
    next = skipOws(text, next);
  }
  return parameters;
}

/**
 * Writes parameters, each as "; name=value".
 *
 * @param parameters - Values by name.
 * @returns The text to append to the thing that has these parameters; undefined if a name is not a token, or a
 *   value does not fit into a quoted-string.
 * @example
 * ```ts
 * formatParameters({ charset: "utf-8" }); // "; charset=utf-8"
 * ```
 */
export function formatParameters(parameters: ParameterRecord): string | undefined {
  let text = "";
  for (const [name, value] of Object.entries(parameters)) {
    const word = formatWord(value);
    if (!isToken(name) || word === undefined) return undefined;
    text += `; ${name}=${word}`;
  }
  return text;
}

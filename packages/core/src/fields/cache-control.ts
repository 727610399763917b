import { isTidy, splitList } from "../grammar/list.ts";
import { quote } from "../grammar/quoted-string.ts";
import { isToken, tokenEnd } from "../grammar/token.ts";
import { formatWord, readWord } from "../grammar/word.ts";
import { codecOf, type FieldCodec, type FieldReader, refusal } from "./codec.ts";

/** Arguments by directive in lower case, true for a directive without one; no prototype. */
export type CacheControl = Readonly<Record<string, string | true>>;

const WANTED = {
  none: "true, for it takes no argument",
  seconds: "whole seconds >= 0",
  "seconds?": "whole seconds >= 0, or true",
  "names?": "a list of field names, or true",
  any: "printable ASCII, or true",
} as const;

type Argument = keyof typeof WANTED;

const ARGUMENTS: ReadonlyMap<string, Argument> = new Map<string, Argument>([
  ["max-age", "seconds"],
  ["s-maxage", "seconds"],
  ["min-fresh", "seconds"],
  ["stale-while-revalidate", "seconds"],
  ["stale-if-error", "seconds"],
  ["max-stale", "seconds?"],
  ["no-cache", "names?"],
  ["private", "names?"],
  ["no-store", "none"],
  ["no-transform", "none"],
  ["only-if-cached", "none"],
  ["must-revalidate", "none"],
  ["must-understand", "none"],
  ["proxy-revalidate", "none"],
  ["public", "none"],
  ["immutable", "none"],
]);

/** What reads `cacheControl`. */
export const cacheControlReader: FieldReader<CacheControl> = {
  name: "cache-control",
  section: "RFC 9111 section 5.2",
  parse(line) {
    const directives: Record<string, string | true> = Object.create(null);
    for (const member of splitList(line)) {
      const end = tokenEnd(member, 0);
      const argument = end === member.length ? undefined : readWord(member, end + 1);
      if (end === 0 || (argument && member[end] !== "=")) return undefined;
      if ((argument?.end ?? end) !== member.length) return undefined;
      directives[member.slice(0, end).toLowerCase()] ??= argument?.value ?? true;
    }
    return directives;
  },
  isSendable: (line) => isTidy(line) && splitList(line).every(isSendableDirective),
};

/**
 * `Cache-Control = #cache-directive` (RFC 9111 section 5.2). Unknown directives pass, with an argument or
 * without. If a directive is repeated, the first one counts (section 4.2.1).
 *
 * @example
 * ```ts
 * cacheControl.format({ private: true, "max-age": 60 }); // "private, max-age=60"
 * cacheControl.parse('no-cache="set-cookie"'); // { "no-cache": "set-cookie" }
 * ```
 */
export const cacheControl: FieldCodec<
  CacheControl,
  Readonly<Record<string, string | number | true>>
> = codecOf(cacheControlReader, (directives) => {
  const texts = new Map<string, string>();
  for (const [name, argument] of Object.entries(directives)) {
    const key = name.toLowerCase();
    if (!isToken(key) || texts.has(key)) {
      throw refusal(cacheControlReader, "directives that are tokens, each once", name);
    }
    texts.set(key, formatDirective(key, argument));
  }
  return [...texts.values()].join(", ");
});

// Recipients read max-age="60" as max-age=60, and no-store=1 as they like.
function isSendableDirective(member: string): boolean {
  const end = tokenEnd(member, 0);
  const takes = ARGUMENTS.get(member.slice(0, end).toLowerCase()) ?? "any";
  if (end === member.length) return takes !== "seconds";
  const argument = member.slice(end + 1);
  const text = takes === "names?" ? (readWord(argument, 0)?.value ?? "") : argument;
  return takes === "any" || argumentText(takes, text) !== undefined;
}

function formatDirective(name: string, argument: unknown): string {
  const takes = ARGUMENTS.get(name) ?? "any";
  if (argument === true && takes !== "seconds") return name;
  const text = typeof argument === "number" ? String(argument) : argument;
  if (typeof text === "string") {
    const word = argumentText(takes, text);
    if (word !== undefined) return `${name}=${word}`;
  }
  throw refusal(cacheControlReader, `${name} with ${WANTED[takes]}`, argument);
}

// Section 5.2.2: seconds MUST NOT be quoted, field names SHOULD be.
function argumentText(takes: Argument, text: string): string | undefined {
  switch (takes) {
    case "none":
      return undefined;
    case "seconds":
    case "seconds?":
      return /^\d+$/.test(text) ? text : undefined;
    case "names?":
      return text !== "" && splitList(text).every(isToken) ? quote(text) : undefined;
    case "any":
      return formatWord(text);
  }
}

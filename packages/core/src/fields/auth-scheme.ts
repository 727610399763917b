import { isQuotable, quote } from "../grammar/quoted-string.ts";
import { isToken } from "../grammar/token.ts";
import { refusal } from "./codec.ts";

/** What a scheme asks of its parameters beyond RFC 9110 section 11.2. */
interface SchemeRule {
  readonly section: string;
  readonly required: readonly string[];
  /** What the values may be, where that is less than any text. */
  readonly values: ReadonlyMap<string, RegExp>;
  /** Parameters that must not be quoted. */
  readonly bare: readonly string[];
}

const RULES: ReadonlyMap<string, SchemeRule> = new Map([
  [
    "basic",
    {
      section: "RFC 7617 section 2",
      required: ["realm"],
      values: new Map([["charset", /^utf-8$/i]]),
      bare: [],
    },
  ],
  [
    "bearer",
    {
      section: "RFC 6750 section 3",
      required: [],
      values: new Map([
        ["scope", /^[!#-[\]-~]+(?: [!#-[\]-~]+)*$/],
        ["error", /^[ !#-[\]-~]+$/],
        ["error_description", /^[ !#-[\]-~]+$/],
        ["error_uri", /^[!#-[\]-~]+$/],
      ]),
      bare: [],
    },
  ],
  [
    "digest",
    {
      section: "RFC 7616 section 3.3",
      required: ["realm", "nonce"],
      values: new Map(),
      bare: ["algorithm", "stale"],
    },
  ],
]);

/**
 * Writes the parameters of a challenge. Values are quoted, except those that their scheme forbids to quote:
 * RFC 9110 section 11.5 requires it of `realm`, and it does no harm to the others.
 *
 * @param codec - The field they are for, as messages name it.
 * @param scheme - The scheme, in any case.
 * @param params - Values by name.
 * @throws RangeError if a name is not a token or is repeated, a value is illegal, or a parameter is missing.
 */
export function formatAuthParams(
  codec: { readonly name: string; readonly section: string },
  scheme: string,
  params: Readonly<Record<string, string>>,
): string {
  const rule = RULES.get(scheme.toLowerCase());
  const seen = new Set<string>();
  const texts: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    const key = name.toLowerCase();
    if (!isToken(name) || seen.has(key)) {
      throw refusal(codec, "parameter names that are tokens, each once", name);
    }
    seen.add(key);
    const bare = rule?.bare.includes(key) ?? false;
    const legal = bare ? isToken(value) : isQuotable(value);
    if (!legal || rule?.values.get(key)?.test(value) === false) {
      throw refusal(codec, `a legal ${key} (${rule?.section ?? "printable ASCII"})`, value);
    }
    texts.push(`${name}=${bare ? value : quote(value)}`);
  }
  const missing = rule?.required.find((name) => !seen.has(name));
  if (missing) throw refusal(codec, `${scheme} with ${missing} (${rule?.section})`, [...seen]);
  return texts.join(", ");
}

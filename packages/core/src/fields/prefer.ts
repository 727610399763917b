import { readAttribute, readAttributes } from "../grammar/attributes.ts";
import { isTidy, splitList } from "../grammar/list.ts";
import { isToken } from "../grammar/token.ts";
import { formatWord } from "../grammar/word.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/**
 * One preference (RFC 7240 section 2). An empty value, of the preference or of a parameter, is the same as no
 * value: empty here, left out on the wire.
 */
export interface Preference {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Values by lower-case name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A preference that was honored, without its parameters (RFC 7240 section 3). */
export type AppliedPreference = Omit<Preference, "parameters">;

/**
 * `Prefer = 1#preference` (RFC 7240 section 2). If a preference is repeated, the first one counts; a malformed
 * preference makes the whole field malformed.
 *
 * @example
 * ```ts
 * prefer.parse("return=minimal"); // [{ name: "return", value: "minimal", parameters: {} }]
 * ```
 */
export const prefer: FieldCodec<readonly Preference[]> = {
  name: "prefer",
  section: "RFC 7240 section 2",
  parse: parsePreferences,
  format(list) {
    if (list.length === 0) throw refusal(prefer, "at least one preference", list);
    return list
      .map(({ name, value, parameters }) =>
        [[name, value] as const, ...Object.entries(parameters)]
          .map(([key, text]) => formatPair(prefer, key, text))
          .join("; "),
      )
      .join(", ");
  },
};

/**
 * `Preference-Applied = 1#applied-pref` (RFC 7240 section 3).
 *
 * @example
 * ```ts
 * preferenceApplied.format([{ name: "return", value: "minimal" }]); // "return=minimal"
 * ```
 */
export const preferenceApplied: FieldCodec<readonly AppliedPreference[]> = {
  name: "preference-applied",
  section: "RFC 7240 section 3",
  parse(line) {
    const byName = new Map<string, AppliedPreference>();
    for (const member of splitList(line)) {
      const { name, value, end } = readAttribute(member, 0) ?? {};
      // Not even the semicolon of an empty parameter may follow.
      if (name === undefined || value === undefined || end !== member.length) return undefined;
      if (!byName.has(name)) byName.set(name, { name, value: textOf(value) });
    }
    return byName.size > 0 ? [...byName.values()] : undefined;
  },
  format(list) {
    if (list.length === 0) throw refusal(preferenceApplied, "at least one preference", list);
    return list.map(({ name, value }) => formatPair(preferenceApplied, name, value)).join(", ");
  },
  isSendable: isTidy,
};

function parsePreferences(line: string): readonly Preference[] | undefined {
  const byName = new Map<string, Preference>();
  for (const member of splitList(line)) {
    const own = readAttribute(member, 0);
    const others = own && readAttributes(member, own.end);
    if (own === undefined || others?.end !== member.length) return undefined;
    const parameters: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(others.values)) parameters[name] = textOf(value);
    if (byName.has(own.name)) continue;
    byName.set(own.name, { name: own.name, value: textOf(own.value), parameters });
  }
  return byName.size > 0 ? [...byName.values()] : undefined;
}

function textOf(value: string | true): string {
  return value === true ? "" : value;
}

function formatPair(
  codec: { readonly name: string; readonly section: string },
  name: string,
  value: string,
): string {
  const word = formatWord(value);
  if (isToken(name) && word !== undefined) return value === "" ? name : `${name}=${word}`;
  throw refusal(codec, "tokens as names and values in printable ASCII", `${name}=${value}`);
}

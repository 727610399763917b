import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { checkList, listField } from "./list-field.ts";

/**
 * `Vary = #( "*" / field-name )` (RFC 9110 section 12.5.5): the request fields that the choice of the
 * representation depended on. `*` covers all names beside it, so it stands alone.
 *
 * @example
 * ```ts
 * vary.format(["accept", "Accept", "origin"]); // "accept, origin"
 * ```
 */
export const vary: FieldCodec<readonly string[]> = starAlone(
  listField({
    name: "vary",
    section: "RFC 9110 section 12.5.5",
    members: 'field names (tokens) or "*"',
    isMember: isToken,
    least: 0,
  }),
);

/**
 * Merges two lists of Vary (RFC 9110 section 12.5.5): each name once, in its first spelling; `["*"]` if one of
 * the lists has `*`.
 *
 * @param a - Field names in any case.
 * @param b - More of them.
 * @returns The names of `a`, then those of `b` that are new.
 * @example
 * ```ts
 * mergeVary(["Accept"], ["accept", "origin"]); // ["Accept", "origin"]
 * ```
 */
export function mergeVary(a: readonly string[], b: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const name of [...a, ...b]) {
    if (name === "*") return ["*"];
    const key = name.toLowerCase();
    if (!byName.has(key)) byName.set(key, name);
  }
  return [...byName.values()];
}

/**
 * Merges two values of Vary (RFC 9110 section 12.5.5). If one is malformed, the result is `*`: anything may
 * matter.
 *
 * @param a - The value of a Vary field.
 * @param b - Another one.
 * @returns The value of one field that covers both.
 * @example
 * ```ts
 * mergeVaryLines("Accept", "accept, Origin"); // "Accept, Origin"
 * ```
 */
export function mergeVaryLines(a: string, b: string): string {
  const [left, right] = [vary.parse(a), vary.parse(b)];
  return left && right ? vary.format(mergeVary(left, right)) : "*";
}

/* @__NO_SIDE_EFFECTS__ */ function starAlone(
  names: FieldCodec<readonly string[]>,
): FieldCodec<readonly string[]> {
  return {
    ...names,
    parse(line) {
      const list = names.parse(line);
      return list && mergeVary(list, []);
    },
    format(list) {
      checkList(names, list);
      return names.format(mergeVary(list, []));
    },
  };
}

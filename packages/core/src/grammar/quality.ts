/**
 * Reads a `qvalue` (RFC 9110 section 12.4.2): 0 to 1 with at most three decimals.
 *
 * @param text - What stands after "q=".
 * @returns The weight; undefined for anything else, such as a sign, an exponent, or a bare ".5".
 * @example
 * ```ts
 * parseQuality("0.85"); // 0.85
 * parseQuality("2"); // undefined
 * ```
 */
export function parseQuality(text: string): number | undefined {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : undefined;
}

/**
 * The weight among parameters: the one that is named "q", wherever it stands (RFC 9110 section 12.5.1).
 *
 * @param parameters - Values by lower-case name.
 * @returns The weight, 1 if there is none; undefined if it is malformed.
 * @example
 * ```ts
 * weightIn({ level: "1", q: "0.4" }); // 0.4
 * ```
 */
export function weightIn({ q }: Readonly<Record<string, string>>): number | undefined {
  return q === undefined ? 1 : parseQuality(q);
}

/**
 * Writes a weight as list members have it: "; q=0.5", and nothing for 1, which is the default.
 *
 * @param weight - 0 to 1 with at most three decimals.
 * @returns The text; undefined if no qvalue can express this number.
 * @example
 * ```ts
 * formatWeight(0.5); // "; q=0.5"
 * formatWeight(1); // ""
 * ```
 */
export function formatWeight(weight: number): string | undefined {
  if (weight === 1) return "";
  const text = String(weight);
  return parseQuality(text) === undefined ? undefined : `; q=${text}`;
}

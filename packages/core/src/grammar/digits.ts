/**
 * Reads `1*DIGIT`: a length, a delay. No sign, no point, no exponent.
 *
 * @param text - The digits.
 * @returns The number; undefined if there is anything but digits, or if it is beyond 2^53 - 1, where numbers
 *   are no longer exact.
 * @example
 * ```ts
 * parseDigits("120"); // 120
 * parseDigits("1e3"); // undefined
 * ```
 */
export function parseDigits(text: string): number | undefined {
  const count = /^\d+$/.test(text) ? Number(text) : undefined;
  return isCount(count) ? count : undefined;
}

/**
 * Is this a number that `1*DIGIT` can say exactly: whole, not negative, at most 2^53 - 1?
 *
 * @param value - Anything.
 * @example
 * ```ts
 * isCount(0); // true
 * isCount(0.5); // false
 * ```
 */
export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

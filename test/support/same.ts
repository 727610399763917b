import { expect } from "vitest";

/**
 * `expect(actual).toEqual(wanted)`, asked only where they seem to differ: it costs more than most of what
 * a property tries a hundred thousand times.
 */
export function same(actual: unknown, wanted: unknown): void {
  if (!alike(actual, wanted)) expect(actual).toEqual(wanted);
}

/** The same of `expect(text).toMatch(pattern)`. */
export function matches(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) expect(text).toMatch(pattern);
}

function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  }
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [entries, others] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && alike(value, others.get(key)))
  );
}

/** Is all there is of it in its entries? Not so of a Set. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}

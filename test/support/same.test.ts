import { describe, expect, it } from "vitest";
import { same } from "./same.ts";

describe("same", () => {
  it.each<[a: unknown, b: unknown]>([
    [1, 2],
    [undefined, null],
    ["1", 1],
    [[1], [1, 2]],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], { 0: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    [new Date(0), new Date(1)],
    [new Date(0), new Date(Number.NaN)],
    [new Set([1]), new Set([2])],
    [new Map([[1, 2]]), new Map()],
  ])("%j is not %j", (a, b) => {
    expect(() => same(a, b)).toThrow(/to deeply equal/);
  });

  it.each<[a: unknown, b: unknown]>([
    [Number.NaN, Number.NaN],
    [
      { a: 1, b: [new Date(0)] },
      { b: [new Date(0)], a: 1 },
    ],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [new Set([1]), new Set([1])],
  ])("%j is %j", (a, b) => {
    expect(() => same(a, b)).not.toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { slope, steps } from "./steps.ts";

// After the counter, which counts what is loaded after it.
const { readers } = await import("../support/readers.ts");
type Reader = (text: string) => unknown;

// [start, unit that is repeated, end]: what scanners and patterns of this kind have been slow on.
const hostile: readonly (readonly [string, string, string])[] = [
  ["", " ", "a"],
  ["a", " ", "b"],
  ["a", "\t", ""],
  ["", ",", "a"],
  ["", " ,", ""],
  ["", '"', ""],
  ['"', "a", ""],
  ['"', "\\", ""],
  ['"', '\\"', ""],
  ['"a', ' "', ""],
  ["", '"a",', '"'],
  ["", 'W/"a" ', "x"],
  ["", "W/", ""],
  ["bytes=", "0-0,", "x"],
  ["bytes=", "9", "-"],
  ["bytes=", "-", "1"],
  ["a/b", ";", "x"],
  ["a/b", ";a=b", "="],
  ["a/b", '; a="b"', '"'],
  ["a/b;c=", '"', ""],
  ["a/b;", " ", "x"],
  ["", "*,", "a;q=x"],
  ["", "a;q=0.", ""],
  ["", "x-", "x"],
  ["", "a-", "_"],
  ["A ", "b=c,", "d"],
  ["A ", "=", "b"],
  ["A b=", '"c', ""],
  ["", "<a>;rel=b,", "<"],
  ["", "<", ""],
  ["<a>", ";", "x"],
  ["<a>; rel=", '"a ', ""],
  ["/", "%", "g"],
  ["http://", "@", "/"],
  ["http://", "a:", "@"],
  ["http://[", ":", ""],
  ["", "a:", "//"],
  ["//", "%41", "/"],
  ["/", "\ud800", ""],
  ["", "0", "x"],
  ["Sun, ", "06 Nov ", "GMT"],
  ["", "a=", ""],
  ["a;", '"a"=', ""],
];

/** Characters. */
const sizes = [1, 4, 16, 64].map((kib) => kib * 1024);

function growthOf(read: Reader, [start, unit, end]: (typeof hostile)[number]): number {
  return slope(
    sizes.map((size) => {
      const text = start + unit.repeat(Math.ceil(size / unit.length)) + end;
      return [size, steps(() => read(text))] as const;
    }),
  );
}

describe("a count of steps", () => {
  const quadratic: readonly (readonly [string, Reader])[] = [
    ["a search in a loop", (text) => eachOf(text, (i) => text.indexOf("\n", i))],
    ["a rest in a loop", (text) => eachOf(text, (i) => text.slice(i))],
    ["a pattern in a loop", (text) => eachOf(text, () => /\n/.test(text))],
  ];

  it.each(quadratic)("tells %s", (_name, read) => {
    expect(growthOf(read, ["", "a", ""])).toBeGreaterThan(1.8);
  });

  it("is the same each time, and of a scan as large as the text", () => {
    const scan = (): void => eachOf("a".repeat(1000), () => {});
    const [once, again] = [steps(scan), steps(scan)];
    expect(again).toBe(once);
    expect(once).toBeGreaterThanOrEqual(1000);
    expect(growthOf((text) => eachOf(text, () => {}), ["", "a", ""])).toBeCloseTo(1, 1);
  });
});

describe("C7: from 1 to 64 KiB, steps grow no faster than input", () => {
  it.each([...readers])("%s", (_name, read) => {
    const slopes = hostile.map((pattern) => [JSON.stringify(pattern), growthOf(read, pattern)]);
    expect(slopes.filter(([, growth]) => Number(growth) > 1.2)).toEqual([]);
  });
});

function eachOf(text: string, visit: (index: number) => unknown): void {
  for (let i = 0; i < text.length; i++) visit(i);
}

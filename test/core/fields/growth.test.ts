import { describe, expect, it } from "vitest";
import * as fields from "../../../packages/core/src/fields/index.ts";
import { parseHttpDate } from "../../../packages/core/src/grammar/http-date.ts";
import { splitList } from "../../../packages/core/src/grammar/list.ts";
import { parseParameters } from "../../../packages/core/src/grammar/parameters.ts";
import { isFieldValue, isToken, trimOws } from "../../../packages/core/src/grammar/token.ts";
import { encodeReference, isUriReference } from "../../../packages/core/src/grammar/uri.ts";

type Reader = (text: string) => unknown;

const grammar: Readonly<Record<string, Reader>> = {
  encodeReference,
  isFieldValue,
  isToken,
  isUriReference,
  parseHttpDate: (text) => parseHttpDate(text),
  parseParameters: (text) => parseParameters(text, 0),
  splitList,
  trimOws,
};

const readers: Record<string, Reader> = { ...grammar };
for (const [name, codec] of Object.entries(fields)) {
  if (typeof codec === "object" && "parse" in codec) readers[name] = (text) => codec.parse(text);
}

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

describe("time grows no faster than input", () => {
  it.each(Object.entries(readers))("%s", (_name, read) => {
    for (const [start, unit, end] of hostile) {
      const at = (length: number) => start + unit.repeat(length / unit.length) + end;
      const [small, large] = [at(16 * 1024), at(64 * 1024)];
      // Four times the input: 4 if linear, 16 if quadratic, which takes 16 KiB far more than a
      // millisecond. Noise below that does not count, and above it has several chances to go away.
      let ratio = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 20 && ratio > 9; attempt += 1) {
        ratio = shortest(read, large) / Math.max(shortest(read, small), 1);
      }
      expect(ratio, JSON.stringify([start, unit, end])).toBeLessThan(9);
    }
  });
});

/** Milliseconds of the fastest of three. */
function shortest(read: Reader, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i += 1) {
    const start = performance.now();
    read(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

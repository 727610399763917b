import { describe, expect, it } from "vitest";
import { slope, steps } from "./steps.ts";

// After the counter, which counts what is loaded after it.
const { lint } = await import("@rightstatus/conformance");
const { rows } = await import("../conformance/rules/index.ts");

/** Every field that a row has, so that all rules are met at once. */
const names = [
  ...new Set(
    rows.flatMap(({ breaks, keeps }) =>
      [...breaks, ...keeps].flatMap(({ request, response }) =>
        [...request.headers, ...response.headers].map(([name]) => name.toLowerCase()),
      ),
    ),
  ),
];

const hostile = [
  ",",
  '"',
  "\\",
  '\\"',
  '"\\',
  "<",
  "a=",
  "a =",
  " ",
  "a;",
  "a,",
  '"",',
  "<a>,",
  "/* ",
  "(",
  "%",
  "; q=0",
  "a=1; path=/,b=2;",
  "\0",
];

/** Characters of each value. */
const sizes = [256, 1024, 4096];

describe("from 256 to 4,096 characters in every field, steps of lint grow no faster than input", () => {
  it.each(hostile.map((piece) => ({ piece })))("of $piece", ({ piece }) => {
    const points = sizes.map((size) => {
      const value = piece.repeat(Math.ceil(size / piece.length));
      const headers = names.map((name): [string, string] => [name, value]);
      const exchange = {
        request: { method: "GET", target: "/", headers },
        response: { status: 200, headers, trailers: headers, raw: value, surplus: value },
      };
      return [size, steps(() => lint(exchange))] as const;
    });
    expect(slope(points)).toBeLessThan(1.2);
  });

  it("and with the number of lines", () => {
    const points = [64, 256, 1024].map((count) => {
      const headers = names.flatMap((name) =>
        Array.from({ length: count / 32 }, (_, at): [string, string] => [name, `a${at}=${at}; b`]),
      );
      const exchange = {
        request: { method: "GET", target: "/", headers },
        response: { status: 200, headers, trailers: headers },
      };
      return [count, steps(() => lint(exchange))] as const;
    });
    expect(slope(points)).toBeLessThan(1.2);
  });
});

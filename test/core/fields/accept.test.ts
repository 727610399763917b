import { describe, expect, it } from "vitest";
import {
  accept,
  acceptEncoding,
  acceptLanguage,
} from "../../../packages/core/src/fields/accept.ts";

describe("RFC 9110 section 12.5.1, accept", () => {
  it.each<
    [
      rule: string,
      line: string,
      ranges: [type: string, weight: number, parameters?: Record<string, string>][],
    ]
  >([
    [
      "the examples",
      "audio/*; q=0.2, audio/basic",
      [
        ["audio/*", 0.2],
        ["audio/basic", 1],
      ],
    ],
    [
      "the examples",
      "text/plain; q=0.5, text/html,\n       text/x-dvi; q=0.8, text/x-c".replace(/\n */, " "),
      [
        ["text/plain", 0.5],
        ["text/html", 1],
        ["text/x-dvi", 0.8],
        ["text/x-c", 1],
      ],
    ],
    [
      "the examples",
      "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5",
      [
        ["text/*", 0.3],
        ["text/plain", 0.7],
        ["text/plain", 1, { format: "flowed" }],
        ["text/plain", 0.4, { format: "fixed" }],
        ["*/*", 0.5],
      ],
    ],
    ["q counts wherever it stands", "a/b;Q=0.1;c=d", [["a/b", 0.1, { c: "d" }]]],
    ["of two weights the first one counts", "a/b;q=0.1;q=1", [["a/b", 0.1]]],
    [
      "a comma in a quoted-string",
      'a/b;c="d,e;q=0", f/g',
      [
        ["a/b", 1, { c: "d,e;q=0" }],
        ["f/g", 1],
      ],
    ],
    ["empty members", ", a/b ,,", [["a/b", 1]]],
    ["none", "", []],
    [
      "a weight out of the grammar drops its member",
      "a/b;q=2, c/d;q=-1, e/f;q=NaN, g/h;q=, i/j;q=0.1234, k/l",
      [["k/l", 1]],
    ],
    ["a malformed member is dropped", "*, text, /html, */html, a/b c, a/b;c, d/e", [["d/e", 1]]],
  ])("%s: %s", (_rule, line, ranges) => {
    const expected = ranges.map(([type, weight, parameters = {}]) => ({
      type,
      weight,
      parameters,
    }));
    expect(accept.parse(line)).toEqual(expected);
  });

  it("reads a thousand members and no more", () => {
    expect(accept.parse("a/b,".repeat(1001))).toHaveLength(1000);
  });

  it("inherits no parameter", () => {
    const [range] = accept.parse("a/b;__proto__=c;q=1") ?? [];
    expect(Object.entries(range?.parameters ?? {})).toEqual([["__proto__", "c"]]);
    expect(range?.parameters.constructor).toBeUndefined();
  });

  it.each<[value: unknown]>([
    [{ type: "a", parameters: {}, weight: 1 }],
    [{ type: "a/b", parameters: { q: "1" }, weight: 1 }],
    [{ type: "a/b", parameters: { Q: "1" }, weight: 1 }],
    [{ type: "a/b", parameters: { c: "é" }, weight: 1 }],
    [{ type: "a/b", parameters: {}, weight: 2 }],
    [{ type: "a/b", parameters: {}, weight: 0.0001 }],
  ])("does not write %j", (range) => {
    expect(() => accept.format([range as never])).toThrow(/^accept: want .* section 12\.5\.1/);
  });
});

describe("RFC 9110 section 12.5.3, accept-encoding", () => {
  it.each<[rule: string, line: string, codings: [string, number][]]>([
    [
      "the examples",
      "compress, gzip",
      [
        ["compress", 1],
        ["gzip", 1],
      ],
    ],
    ["the examples", "", []],
    ["the examples", "*", [["*", 1]]],
    [
      "the examples",
      "compress;q=0.5, gzip;q=1.0",
      [
        ["compress", 0.5],
        ["gzip", 1],
      ],
    ],
    [
      "the examples",
      "gzip;q=1.0, identity; q=0.5, *;q=0",
      [
        ["gzip", 1],
        ["identity", 0.5],
        ["*", 0],
      ],
    ],
    ["codings in any case", "GZIP ; Q=0.5", [["gzip", 0.5]]],
    ["malformed members are dropped", 'a b, gzip;q=x, "br", zstd;level=3, br', [["br", 1]]],
  ])("%s: %s", (_rule, line, codings) => {
    expect(acceptEncoding.parse(line)).toEqual(
      codings.map(([value, weight]) => ({ value, weight })),
    );
  });

  it("does not write what is no coding or no weight", () => {
    expect(() => acceptEncoding.format([{ value: "a b", weight: 1 }])).toThrow(RangeError);
    expect(() => acceptEncoding.format([{ value: "a", weight: -1 }])).toThrow(
      /^accept-encoding: want/,
    );
  });
});

describe("RFC 9110 section 12.5.4, accept-language", () => {
  it.each<[rule: string, line: string, ranges: [string, number][]]>([
    [
      "the example",
      "da, en-gb;q=0.8, en;q=0.7",
      [
        ["da", 1],
        ["en-gb", 0.8],
        ["en", 0.7],
      ],
    ],
    [
      "4647§2.1 in any case",
      "zh-Hant-TW, *;q=0.1",
      [
        ["zh-hant-tw", 1],
        ["*", 0.1],
      ],
    ],
    [
      "4647§2.1 malformed members are dropped",
      "en_GB, abcdefghi, 1a, en-, -en, *-CH, de",
      [["de", 1]],
    ],
  ])("%s: %s", (_rule, line, ranges) => {
    expect(acceptLanguage.parse(line)).toEqual(
      ranges.map(([value, weight]) => ({ value, weight })),
    );
  });
});

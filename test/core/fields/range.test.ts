import { describe, expect, it } from "vitest";
import {
  type ContentRange,
  contentRange,
} from "../../../packages/core/src/fields/content-range.ts";
import { type RangeSpec, range } from "../../../packages/core/src/fields/range.ts";

const MAX = Number.MAX_SAFE_INTEGER;

describe("RFC 9110 section 14.2, range", () => {
  it.each<[rule: string, line: string, specs: RangeSpec[]]>([
    ["14.1.2 the examples", "bytes=0-499", [{ first: 0, last: 499 }]],
    ["14.1.2 the examples", "bytes=500-999", [{ first: 500, last: 999 }]],
    ["14.1.2 the examples", "bytes=-500", [{ suffix: 500 }]],
    ["14.1.2 the examples", "bytes=9500-", [{ first: 9500 }]],
    ["14.1.2 the examples", "bytes=0-0,-1", [{ first: 0, last: 0 }, { suffix: 1 }]],
    [
      "14.1.2 the examples: a space after the equals sign",
      "bytes= 0-999, 4500-5499, -1000",
      [{ first: 0, last: 999 }, { first: 4500, last: 5499 }, { suffix: 1000 }],
    ],
    ["14.1 the unit in any case", "BYTES=0-1", [{ first: 0, last: 1 }]],
    [
      "5.6.3 HTAB",
      "bytes=\t0-0\t,\t1-1",
      [
        { first: 0, last: 0 },
        { first: 1, last: 1 },
      ],
    ],
    ["5.6.1.2 empty members", "bytes=,0-1,,", [{ first: 0, last: 1 }]],
    ["14.1.2 never satisfiable, yet valid", "bytes=-0", [{ suffix: 0 }]],
    ["14.1.1 zeros in front", "bytes=000-001", [{ first: 0, last: 1 }]],
    ["14.1.1 any number of digits", "bytes=0-18446744073709551615", [{ first: 0, last: MAX }]],
    ["14.1.1 any number of digits", `bytes=${"9".repeat(3000)}-`, [{ first: MAX }]],
    ["14.1.1 any number of digits", `bytes=-${"9".repeat(3000)}`, [{ suffix: MAX }]],
  ])("%s: %s", (_rule, line, specs) => {
    expect(range.parse(line)).toEqual({ unit: "bytes", specs });
  });

  it.each<[rule: string, line: string]>([
    ["14.1.2 last before first", "bytes=5-2"],
    ["14.2 one invalid spec is enough", "bytes=0-1,x"],
    ["14.2 one invalid spec is enough", "bytes=0-1, 3-2"],
    ["14.1.1 no spec", "bytes="],
    ["14.1.1 no spec", "bytes=,"],
    ["14.1.1 no spec", "bytes=-"],
    ["14.1.1 no unit", "0-1"],
    ["14.1.1 no unit", "=0-1"],
    ["14.1.1 no equals sign", "bytes 0-1"],
    ["14.1.1 no space before it", "bytes =0-1"],
    ["14.1.2 digits only", "bytes=0x1-2"],
    ["14.1.2 digits only", "bytes=1e0-2"],
    ["14.1.2 digits only", "bytes=+1-2"],
    ["14.1.2 digits only", "bytes=--1"],
    ["14.1.2 digits only", "bytes=1_0-2"],
    ["14.1.2 digits only", "bytes=\u0661-2"],
    ["14.1.2 no space inside", "bytes=0 -1"],
    ["14.1.2 no space inside", "bytes=0- 1"],
    ["5.3 two lines joined", "bytes=0-1, bytes=2-3"],
    ["empty", ""],
    ["101 specs", `bytes=${"0-0,".repeat(101)}`],
  ])("%s: malformed: %s", (_rule, line) => {
    expect(range.parse(line)).toBeUndefined();
  });

  it("reads and writes 100 specs", () => {
    const request = range.parse(`bytes=${"0-0,".repeat(100)}`);
    expect(request?.specs).toHaveLength(100);
    expect(range.format(request ?? { unit: "", specs: [] })).toContain("bytes=0-0, ");
  });

  it.each(["items=0-1", "items=whatever", "Items="])(
    "14.2: of another unit only the name: %s",
    (line) => {
      expect(range.parse(line)).toEqual({ unit: "items", specs: [] });
    },
  );

  it.each<[specs: unknown[]]>([
    [[]],
    [[{ first: 2, last: 1 }]],
    [[{ first: -1 }]],
    [[{ first: 0.5 }]],
    [[{ first: 0, last: Number.NaN }]],
    [[{ first: 0, last: 0.5 }]],
    [[{ suffix: 1e21 }]],
    [[{}]],
    [Array(101).fill({ first: 0 })],
  ])("does not write %j", (specs) => {
    expect(() => range.format({ unit: "bytes", specs } as never)).toThrow(RangeError);
  });

  it("does not write other units", () => {
    expect(() => range.format({ unit: "items", specs: [{ first: 0 }] })).toThrow(RangeError);
  });
});

describe("RFC 9110 section 14.4, content-range", () => {
  const bytes = { unit: "bytes" };

  it.each<[line: string, value: ContentRange]>([
    ["bytes 42-1233/1234", { ...bytes, first: 42, last: 1233, size: 1234 }],
    ["bytes 42-1233/*", { ...bytes, first: 42, last: 1233, size: undefined }],
    ["bytes */1234", { ...bytes, size: 1234 }],
    ["bytes */0", { ...bytes, size: 0 }],
    ["bytes 0-0/1", { ...bytes, first: 0, last: 0, size: 1 }],
    ["items 0-1/2", { unit: "items", first: 0, last: 1, size: 2 }],
  ])("%s", (line, value) => {
    expect(contentRange.parse(line)).toEqual(value);
    expect(contentRange.format(value)).toBe(line);
  });

  it("reads the unit in any case", () => {
    expect(contentRange.parse("BYTES */1")).toEqual({ ...bytes, size: 1 });
    expect(contentRange.parse("Bytes 0-0/1")).toMatchObject(bytes);
  });

  it.each<[rule: string, line: string]>([
    ["last before first", "bytes 1-0/2"],
    ["last at the size", "bytes 0-1/1"],
    ["nothing known", "bytes */*"],
    ["a suffix", "bytes -1/2"],
    ["no last", "bytes 0-/2"],
    ["no size", "bytes 0-1"],
    ["no unit", "0-1/2"],
    ["no unit", " 0-1/2"],
    ["an equals sign", "bytes=0-1/2"],
    ["two spaces", "bytes  0-1/2"],
    ["a unit that is no token", "by/tes 0-1/2"],
    ["past 2^53 - 1", "bytes 0-9007199254740992/*"],
    ["past 2^53 - 1", "bytes */9007199254740992"],
    ["a sign", "bytes +0-1/2"],
    ["empty", ""],
    ["something after", "bytes 0-1/2 "],
  ])("%s: malformed: %s", (_rule, line) => {
    expect(contentRange.parse(line)).toBeUndefined();
  });

  it.each<[value: unknown]>([
    [{ ...bytes, first: 1, last: 0, size: 2 }],
    [{ ...bytes, first: 0, last: 1, size: 1 }],
    [{ ...bytes, first: 0, last: -1, size: 0 }],
    [{ ...bytes, first: 0.5, last: 1, size: 2 }],
    [{ ...bytes, size: -1 }],
    [{ ...bytes, size: undefined }],
    [{ ...bytes, size: 1e21 }],
    [{ unit: "a b", size: 1 }],
    [{ size: 1 }],
  ])("does not write %j", (value) => {
    expect(() => contentRange.format(value as never)).toThrow(
      /^content-range: want .* section 14\.4/,
    );
  });
});

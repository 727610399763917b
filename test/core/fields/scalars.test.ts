import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { contentLength } from "../../../packages/core/src/fields/content-length.ts";
import {
  date,
  expires,
  ifModifiedSince,
  ifUnmodifiedSince,
  lastModified,
} from "../../../packages/core/src/fields/dates.ts";
import { retryAfter } from "../../../packages/core/src/fields/retry-after.ts";
import { inputOf } from "../../support/vectors.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
/** As those of `node:fs` are under jest. */
const ofAnotherRealm: Date = runInNewContext(`new Date("${noon}")`);

describe("RFC 9110 section 10.2.3, retry-after", () => {
  it.each<[line: string, value: unknown]>([
    ["0", 0],
    ["120", 120],
    [noon, new Date(noon)],
    ["Sun Nov  6 12:00:00 1994", new Date(noon)],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["soon", undefined],
    ["", undefined],
    ["120, 60", undefined],
    ["99999999999999999999", undefined],
  ])("%s", (line, value) => {
    expect(retryAfter.parse(line)).toEqual(value);
  });

  it("writes seconds, or the second of an instant", () => {
    expect(retryAfter.format(0)).toBe("0");
    expect(retryAfter.format(new Date(`1994-11-06T12:00:00.999Z`))).toBe(noon);
    expect(retryAfter.format(ofAnotherRealm)).toBe(noon);
  });

  it.each([
    ...(inputOf("A211") as { value: readonly unknown[] }).value,
    0.5,
    Number.NaN,
    1e21,
    "30",
    undefined,
    null,
    new Date(Number.NaN),
    new Date(8.64e15),
  ])("refuses %s", (value) => {
    expect(() => retryAfter.format(value as never)).toThrow(RangeError);
    expect(() => retryAfter.format(value as never)).toThrow(
      /^retry-after: want .* section 10\.2\.3/,
    );
  });
});

describe("RFC 9110 section 8.6, content-length", () => {
  it.each<[line: string, value: number | undefined]>([
    ["0", 0],
    ["3495", 3495],
    ["+1", undefined],
    ["1, 1", undefined],
    ["9007199254740992", undefined],
    ["", undefined],
  ])("%s", (line, value) => {
    expect(contentLength.parse(line)).toBe(value);
  });

  it.each([-1, 0.5, 1e21, Number.NaN, "1"])("refuses %s", (value) => {
    expect(() => contentLength.format(value as never)).toThrow(
      /^content-length: want .* section 8\.6/,
    );
  });
});

describe.each([date, expires, ifModifiedSince, ifUnmodifiedSince, lastModified])(
  "$name",
  (field) => {
    it("is one HTTP-date, $section", () => {
      expect(field.parse(noon)).toEqual(new Date(noon));
      expect(field.format(new Date(noon))).toBe(noon);
      expect(field.format(ofAnotherRealm)).toBe(noon);
      expect(field.parse(`${noon}, ${noon}`)).toBeUndefined();
      expect(field.parse("0")).toBeUndefined();
    });

    it.each([new Date(Number.NaN), new Date(8.64e15), 0, noon, undefined])(
      "refuses %s",
      (value) => {
        expect(() => field.format(value as never)).toThrow(RangeError);
        expect(() => field.format(value as never)).toThrow(
          new RegExp(`^${field.name}: want .*${field.section}`),
        );
      },
    );
  },
);

import { describe, expect, it } from "vitest";
import {
  type CacheControl,
  cacheControl,
} from "../../../packages/core/src/fields/cache-control.ts";

describe("RFC 9111 section 5.2, reading Cache-Control", () => {
  it.each<[rule: string, line: string, CacheControl]>([
    ["without argument", "no-store", { "no-store": true }],
    ["with seconds", "max-age=60, public", { "max-age": "60", public: true }],
    ["5.2 recipients SHOULD accept the other form", 'max-age="60"', { "max-age": "60" }],
    ["5.2.2.4 field names", 'no-cache="set-cookie, x"', { "no-cache": "set-cookie, x" }],
    ["5.2.3 unknown ones", 'community="UCI", x', { community: "UCI", x: true }],
    ["5.2 names in any case", "No-Store", { "no-store": true }],
    ["4.2.1 of two the first one counts", "max-age=1, max-age=2", { "max-age": "1" }],
    ["5.6.1.2 empty members", ",no-store,,", { "no-store": true }],
    ["none", "", {}],
  ])("%s: %s", (_rule, line, directives) => {
    expect(cacheControl.parse(line)).toEqual(directives);
  });

  it.each([
    "max-age=",
    "=60",
    "max-age =60",
    "max-age= 60",
    "no store",
    'a="b',
    'a="b"c',
    "a=b=c",
    "@",
  ])("malformed: %s", (line) => {
    expect(cacheControl.parse(line)).toBeUndefined();
  });

  it("keeps names that objects inherit as data, and inherits none", () => {
    const directives = cacheControl.parse("__proto__=1, a") ?? {};
    expect(Object.entries(directives)).toContainEqual(["__proto__", "1"]);
    expect(directives.constructor).toBeUndefined();
  });
});

describe("RFC 9111 section 5.2, writing Cache-Control", () => {
  it.each<[rule: string, directives: Record<string, string | number | true>, line: string]>([
    ["in the order given", { private: true, "max-age": 60 }, "private, max-age=60"],
    ["5.2.2.1 seconds are not quoted", { "max-age": "060" }, "max-age=060"],
    ["5.2.2.4 field names are quoted", { "no-cache": "set-cookie" }, 'no-cache="set-cookie"'],
    ["5.2.2.7 field names are quoted", { private: "a, b" }, 'private="a, b"'],
    ["5.2.1.2 perhaps seconds", { "max-stale": true }, "max-stale"],
    ["5.2.1.2 perhaps seconds", { "max-stale": 9 }, "max-stale=9"],
    ["5.2.3 unknown ones", { community: "U C", x: 1, y: true }, 'community="U C", x=1, y'],
    ["lower case", { "No-Store": true }, "no-store"],
    ["none", {}, ""],
  ])("%s: %j", (_rule, directives, line) => {
    expect(cacheControl.format(directives)).toBe(line);
  });

  it.each<[rule: string, directives: Record<string, unknown>]>([
    ["5.2.2.5 no argument", { "no-store": "yes" }],
    ["5.2.2.9 no argument", { public: 1 }],
    ["5.2.2.1 seconds", { "max-age": true }],
    ["5.2.2.1 seconds", { "max-age": -1 }],
    ["5.2.2.1 seconds", { "max-age": 0.5 }],
    ["5.2.2.1 seconds", { "max-age": 1e21 }],
    ["5.2.2.1 seconds", { "max-age": Number.NaN }],
    ["5.2.2.1 seconds", { "s-maxage": "1h" }],
    ["5.2.1.2 seconds", { "max-stale": "x" }],
    ["5.2.2.4 field names", { "no-cache": "" }],
    ["5.2.2.4 field names", { "no-cache": "a b" }],
    ["5.2.2.7 field names", { private: 'a"' }],
    ["a value of another kind", { x: false }],
    ["a value of another kind", { x: undefined }],
    ["a value of another kind", { x: null }],
    ["a line break", { x: "a\r\nb" }],
    ["Unicode", { x: "é" }],
    ["a name that is no token", { "max age": true }],
    ["a name that is no token", { "": true }],
    ["a name twice", { "no-store": true, "No-Store": true }],
  ])("%s: refuses %j", (_rule, directives) => {
    expect(() => cacheControl.format(directives as never)).toThrow(RangeError);
    expect(() => cacheControl.format(directives as never)).toThrow(/^cache-control: want /);
  });
});

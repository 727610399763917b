import { describe, expect, it } from "vitest";
import {
  type ETag,
  etag,
  etagField,
  etagOf,
  isWeak,
  strongMatch,
  weaken,
  weakMatch,
} from "../../../packages/core/src/fields/etag.ts";
import { ifMatch, ifNoneMatch, ifRange } from "../../../packages/core/src/fields/if-match.ts";

describe("RFC 9110 section 8.8.3, entity-tags", () => {
  it.each<[opaque: string, weak: boolean, tag: string]>([
    ["xyzzy", false, '"xyzzy"'],
    ["xyzzy", true, 'W/"xyzzy"'],
    ["", false, '""'],
    ["a,b\\c", false, '"a,b\\c"'],
    ["!#~", false, '"!#~"'],
  ])("of %j, weak: %s", (opaque, weak, tag) => {
    expect(etag(opaque, { weak })).toBe(tag);
    expect(etagField.format(etag(opaque, { weak }))).toBe(tag);
  });

  it.each(['"a"', "a b", "a\tb", "a\r\nb", "\0", "\x7f", "\x80", "é", "\u010a"])(
    "refuses %j",
    (opaque) => {
      expect(() => etag(opaque)).toThrow(RangeError);
      expect(() => etag(opaque)).toThrow(/^etag: want .* got .*\(RFC 9110 section 8\.8\.3\)$/);
    },
  );

  it.each([undefined, null, 7, {}, ["a"]])("refuses %s, which is no string", (opaque) => {
    expect(() => etag(opaque as never)).toThrow(TypeError);
  });

  it.each(["7", 'w/"7"', "W/7", '"é"', undefined, 7])("does not write %s", (tag) => {
    expect(() => etagField.format(tag as never)).toThrow(RangeError);
  });

  it.each<[line: string, boolean]>([
    ['"xyzzy"', true],
    ['W/"xyzzy"', true],
    ['""', true],
    ['"\xe9"', true],
    ['w/"xyzzy"', false],
    ['W/ "xyzzy"', false],
    ["xyzzy", false],
    ["'xyzzy'", false],
    ['"xyzzy', false],
    ['"a b"', false],
    ['"a"b"', false],
    ['"a", "b"', false],
    [' "a"', false],
    ['"a"\n', false],
    ['"\u0100"', false],
    ["", false],
  ])("reads %j: %s", (line, is) => {
    expect(etagField.parse(line)).toBe(is ? line : undefined);
  });

  it("is made of exactly the bytes, and strong", () => {
    expect(etagOf("")).toBe('"0-00000000000000000000000000000000"');
    expect(etagOf("a")).toBe(etagOf(new Uint8Array([97])));
    expect(etagOf("a")).not.toBe(etagOf("b"));
    expect(isWeak(etagOf("a"))).toBe(false);
  });
});

describe("RFC 9110 section 8.8.3.2, comparison", () => {
  const [one, two] = [etag("1"), etag("2")];
  const [weakOne, weakTwo] = [weaken(one), weaken(two)];

  it.each<[a: ETag, b: ETag, strong: boolean, weak: boolean]>([
    [weakOne, weakOne, false, true],
    [weakOne, weakTwo, false, false],
    [weakOne, one, false, true],
    [one, weakOne, false, true],
    [one, one, true, true],
    [one, two, false, false],
  ])("%s and %s: strong %s, weak %s", (a, b, strong, weak) => {
    expect(strongMatch(a, b)).toBe(strong);
    expect(weakMatch(a, b)).toBe(weak);
  });

  it("weakens once, whatever the tag holds", () => {
    expect(weaken(one)).toBe('W/"1"');
    expect(weaken(weakOne)).toBe('W/"1"');
    expect(weaken(etagField.parse('"\xe9"') as ETag)).toBe('W/"\xe9"');
  });
});

describe.each([ifMatch, ifNoneMatch])("RFC 9110 section 13.1, $name", (field) => {
  it.each<[rule: string, line: string, "*" | string[] | undefined]>([
    ["any", "*", "*"],
    ["one", '"xyzzy"', ['"xyzzy"']],
    ["several", '"xyzzy", W/"r2d2xxxx"', ['"xyzzy"', 'W/"r2d2xxxx"']],
    ["a comma is part of a tag", '"a,b","c"', ['"a,b"', '"c"']],
    ["a backslash escapes nothing", '"a\\", "b"', ['"a\\"', '"b"']],
    ["HTAB between", '\t"a"\t,\t"b"\t', ['"a"', '"b"']],
    ["5.6.1.2 empty members", ',"a",, "b" ,', ['"a"', '"b"']],
    ["5.6.1.2 no member", "", []],
    ["5.6.1.2 no member", " , ,", []],
    ["the empty tag", '""', ['""']],
    ["any, inside a list", '*, "a"', undefined],
    ["any, inside a list", '"a", *', undefined],
    ["any, twice", "*, *", undefined],
    ["no comma", '"a" "b"', undefined],
    ["no comma", '"a""b"', undefined],
    ["no quotes", "a", undefined],
    ["no quotes", '"a", b', undefined],
    ["w/ is no W/", 'w/"a"', undefined],
    ["a space in a tag", '"a b"', undefined],
    ["never closes", '"a', undefined],
    ["never closes", '"a", "b', undefined],
    ["W/ alone", 'W/, "a"', undefined],
    ["something after", '"a"x', undefined],
    ["a control character", '"a\n"', undefined],
  ])("%s: %j", (_rule, line, value) => {
    expect(field.parse(line)).toEqual(value);
  });

  it.each<[value: unknown]>([["a"], [["a"]], [[undefined]], [undefined], ['"a"']])(
    "refuses %j",
    (value) => {
      expect(() => field.format(value as never)).toThrow(RangeError);
    },
  );
});

describe("RFC 9110 section 13.1.5, if-range", () => {
  const noon = "Sun, 06 Nov 1994 12:00:00 GMT";

  it.each<[line: string, value: unknown]>([
    ['"a"', '"a"'],
    ['W/"a"', 'W/"a"'],
    [noon, new Date(noon)],
    ["a", undefined],
    ["*", undefined],
    ['"a", "b"', undefined],
    ['x"a"', undefined],
    ['"a" x', undefined],
    ["1994-11-06", undefined],
    ["", undefined],
  ])("%j", (line, value) => {
    expect(ifRange.parse(line)).toEqual(value);
  });

  it.each([new Date(Number.NaN), "a", 7, undefined])("refuses %s", (value) => {
    expect(() => ifRange.format(value as never)).toThrow(RangeError);
  });
});

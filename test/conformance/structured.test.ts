import { describe, expect, it } from "vitest";
import { digestsOf } from "../../packages/conformance/src/readings/digests.ts";
import {
  dictionaryOf,
  itemOf,
  listOf,
} from "../../packages/conformance/src/readings/structured.ts";

/** RFC 9651 section 3 by its character classes: each octet in each place of each kind. */
const places: readonly (readonly [
  place: string,
  read: (text: string) => unknown,
  text: (octet: string) => string,
  legal: RegExp,
])[] = [
  // A space in front of a whole field is dropped (section 4.2), and so is one before the key of a parameter.
  ["3.1.2 first of the key of a parameter", itemOf, (octet) => `x;${octet}b=1`, /[a-z* ]/],
  ["3.1.2 in the key of a parameter", itemOf, (octet) => `x;a${octet}b=1`, /[\w\-.*;]/],
  ["3.2 first of a key", dictionaryOf, (octet) => `${octet}b=1`, /[a-z* ]/],
  ["3.2 in a key", dictionaryOf, (octet) => `a${octet}b=1`, /[\w\-.*;,]/],
  ["3.2 behind a key", dictionaryOf, (octet) => `a${octet}`, /[\w\-.* \t]/],
  ["3.1 between members", listOf, (octet) => `1${octet}*`, /[,;]/],
  ["3.1 around a comma", listOf, (octet) => `1${octet},${octet}2`, /[ \t\d]/],
  ["3.1.1 between items", listOf, (octet) => `("a"${octet}"b")`, /[ ]/],
  ["3.3.1 in an Integer", itemOf, (octet) => `1${octet}2`, /[\d.]/],
  ["3.3.2 in a Decimal", itemOf, (octet) => `1.1${octet}2`, /[\d]/],
  ["3.3.3 in a String", itemOf, (octet) => `"a${octet}b"`, /[ !#-[\]-~]/],
  ["3.3.3 escaped in a String", itemOf, (octet) => `"a\\${octet}b"`, /["\\]/],
  ["3.3.4 first of a Token", itemOf, (octet) => `${octet}b`, /[A-Za-z* ]/],
  ["3.3.4 in a Token", itemOf, (octet) => `a${octet}b`, /[!#$%&'*+\-.^_`|~\w:/;]/],
  ["3.3.5 in a Byte Sequence", itemOf, (octet) => `:abc${octet}:`, /[\w+/=]/],
  ["3.3.6 in a Boolean", itemOf, (octet) => `?${octet}`, /[01]/],
  ["3.3.7 in a Date", itemOf, (octet) => `@1${octet}2`, /[\d]/],
  ["3.3.8 in a Display String", itemOf, (octet) => `%"a${octet}b"`, /[ !#$&-~]/],
  ["3.3.8 escaped in a Display String", itemOf, (octet) => `%"a%2${octet}"`, /[\da-f]/],
];

/** Where a class is of letters of both cases, and the place is of one; where one octet is in the place of four. */
const not: Readonly<Record<string, RegExp>> = {
  "3.1.2 in the key of a parameter": /[A-Z]/,
  "3.2 in a key": /[A-Z]/,
  "3.2 behind a key": /[A-Z]/,
  "3.3.5 in a Byte Sequence": /_/,
};

describe("RFC 9651 section 4.2, octet by octet", () => {
  it.each(places)("%s", (place, read, text, legal) => {
    const octets = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet));
    const taken = octets.filter((octet) => read(text(octet)) !== undefined);
    expect(taken).toEqual(octets.filter((octet) => legal.test(octet) && !not[place]?.test(octet)));
  });
});

describe("RFC 9651 section 4.2, what is read", () => {
  const none = new Map();
  it.each([
    ["3.3.1", "-0", -0],
    ["3.3.1 fifteen digits", "-999999999999999", -999_999_999_999_999],
    ["3.3.1 sixteen digits", "1000000000000000", undefined],
    ["3.3.1 nothing but a sign", "-", undefined],
    ["3.3.1 two signs", "--1", undefined],
    ["3.3.2", "1.50", 1.5],
    ["3.3.2 twelve digits and three", "123456789012.125", 123_456_789_012.125],
    ["3.3.2 thirteen digits before the dot", "1234567890123.1", undefined],
    ["3.3.2 four digits behind the dot", "1.1234", undefined],
    ["3.3.2 no digit behind the dot", "1.", undefined],
    ["3.3.2 no digit before the dot", ".1", undefined],
    ["3.3.3", '"a \\"b\\" \\\\"', 'a "b" \\'],
    ["3.3.3 no end", '"a', undefined],
    ["3.3.4", "*a/b:c", { token: "*a/b:c" }],
    ["3.3.5", ":aGk=:", Uint8Array.of(0x68, 0x69)],
    ["3.3.5 without padding", ":aGk:", Uint8Array.of(0x68, 0x69)],
    ["3.3.5 empty", "::", Uint8Array.of()],
    ["3.3.5 one character of four", ":a:", undefined],
    ["3.3.5 no end", ":aGk=", undefined],
    ["3.3.6", "?0", false],
    ["3.3.6 neither", "?2", undefined],
    ["3.3.7", "@1659578233", { seconds: 1_659_578_233 }],
    ["3.3.7 before 1970", "@-1", { seconds: -1 }],
    ["3.3.7 fifteen digits", "@-999999999999999", { seconds: -999_999_999_999_999 }],
    ["3.3.7 a fraction", "@1.5", undefined],
    ["3.3.7 sixteen digits", "@1000000000000000", undefined],
    ["3.3.8", '%"f%c3%bc\\"', { display: "f\u00fc\\" }],
    ["3.3.8 with a mark of its order", '%"%ef%bb%bfa"', { display: "\ufeffa" }],
    ["3.3.8 capitals", '%"f%C3%BC"', undefined],
    ["3.3.8 no UTF-8", '%"%c3"', undefined],
    ["3.3.8 half a surrogate pair", '%"%ed%a0%80"', undefined],
  ])("%s: %s", (_rule, text, value) => {
    expect(itemOf(` ${text} `)?.[0]).toEqual(value);
  });

  it("3.1.2 parameters, of which the last one of a name counts", () => {
    expect(itemOf("@1;a;b=?0; c=2;a=x")).toEqual([
      { seconds: 1 },
      new Map<string, unknown>([
        ["a", { token: "x" }],
        ["b", false],
        ["c", 2],
      ]),
    ]);
  });

  it("3.1 a list, inner lists in it, and Dates before what follows them", () => {
    expect(listOf("a,\t(1  2;b );c , @3")).toEqual([
      [{ token: "a" }, none],
      [
        [
          [1, none],
          [2, new Map([["b", true]])],
        ],
        new Map([["c", true]]),
      ],
      [{ seconds: 3 }, none],
    ]);
    expect(listOf("()")).toEqual([[[], none]]);
    expect(["", "  "].map(listOf)).toEqual([[], []]);
  });

  it("3.2 a dictionary, of which the last one of a key counts", () => {
    expect(dictionaryOf("a=1, b;x, c=(d) ,a=2")).toEqual(
      new Map<string, unknown>([
        ["a", [2, none]],
        ["b", [true, new Map([["x", true]])]],
        ["c", [[[{ token: "d" }, none]], none]],
      ]),
    );
    expect(dictionaryOf("")).toEqual(none);
  });

  it.each(["a,", ",a", "a,,b", "(a", "(a(b))", '("a""b")', "(a,b)", "a b", "a;", "a;b=", "\ta"])(
    "4.2.1 no list: %j",
    (text) => expect(listOf(text)).toBeUndefined(),
  );

  it.each(["a=", "a=1,", "a=1;", "=1", "a 1", "a==1", "A=1", "a=1 b=2", "\ta=1"])(
    "4.2.2 no dictionary: %j",
    (text) => expect(dictionaryOf(text)).toBeUndefined(),
  );

  it("9530 2 a digest of a megabyte", () => {
    const bytes = "A".repeat(4 * 2 ** 18);
    expect(digestsOf(`sha-256=:${bytes}:`)).toEqual(new Map([["sha-256", bytes]]));
  });
});

import { describe, expect, it } from "vitest";
import { prefer, preferenceApplied } from "../../../packages/core/src/fields/prefer.ts";

type Read = [name: string, value?: string, parameters?: Record<string, string>];

describe("RFC 7240 section 2, prefer", () => {
  it.each<[rule: string, line: string, preferences: Read[]]>([
    ["the examples", "respond-async, wait=10", [["respond-async"], ["wait", "10"]]],
    ["the examples", "foo; bar", [["foo", "", { bar: "" }]]],
    ["the examples", 'foo; bar=""', [["foo", "", { bar: "" }]]],
    ["the examples", 'foo=""; bar', [["foo", "", { bar: "" }]]],
    ["a quoted-string", 'a="b, c; d", e', [["a", "b, c; d"], ["e"]]],
    ["whitespace", "Lenient = yes ; A = b ;", [["lenient", "yes", { a: "b" }]]],
    ["of two the first one counts", "a=1, A=2", [["a", "1"]]],
    ["of two parameters the first one counts", "a;b=1;B=2", [["a", "", { b: "1" }]]],
  ])("%s: %s", (_rule, line, preferences) => {
    const expected = preferences.map(([name, value = "", parameters = {}]) => ({
      name,
      value,
      parameters,
    }));
    expect(prefer.parse(line)).toEqual(expected);
  });

  it.each(["", ",", "=a", "a=", "a b", "a;b=", "a;@", 'a="b', "a, @", "a=b c=d"])(
    "malformed: %j",
    (line) => {
      expect(prefer.parse(line)).toBeUndefined();
      expect(preferenceApplied.parse(line)).toBeUndefined();
    },
  );

  it("leaves empty values out", () => {
    expect(prefer.format([{ name: "a", value: "", parameters: { b: "", c: "d e" } }])).toBe(
      'a; b; c="d e"',
    );
  });

  it.each<[list: unknown[]]>([
    [[]],
    [[{ name: "a b", value: "", parameters: {} }]],
    [[{ name: "a", value: "é", parameters: {} }]],
    [[{ name: "a", value: undefined, parameters: {} }]],
    [[{ name: "a", value: "", parameters: { "b\r\n": "" } }]],
  ])("refuses %j", (list) => {
    expect(() => prefer.format(list as never)).toThrow(/^prefer: want .*RFC 7240 section 2/);
    expect(() => prefer.format(list as never)).toThrow(RangeError);
  });
});

describe("RFC 7240 section 3, preference-applied", () => {
  it("has no parameters", () => {
    expect(preferenceApplied.parse("return=minimal")).toEqual([
      { name: "return", value: "minimal" },
    ]);
    for (const line of ["return=minimal; a", "return=minimal;", "a, a; b"]) {
      expect(preferenceApplied.parse(line)).toBeUndefined();
    }
  });

  it.each<[list: unknown[]]>([[[]], [[{ name: "", value: "" }]], [[{ name: "a", value: "\n" }]]])(
    "refuses %j",
    (list) => {
      expect(() => preferenceApplied.format(list as never)).toThrow(/^preference-applied: want/);
    },
  );
});

import { describe, expect, it } from "vitest";
import { readAttribute, readAttributes } from "../../../packages/core/src/grammar/attributes.ts";

describe('token [ BWS "=" BWS ( token / quoted-string ) ]', () => {
  it.each<[text: string, at: number, read: ReturnType<typeof readAttribute>]>([
    ["a=b", 0, { name: "a", value: "b", end: 3 }],
    ['; Title = "a b"; c', 2, { name: "title", value: "a b", end: 15 }],
    ["a\t=\tb", 0, { name: "a", value: "b", end: 5 }],
    ["a", 0, { name: "a", value: true, end: 1 }],
    ["a ;", 0, { name: "a", value: true, end: 1 }],
    ['a=""', 0, { name: "a", value: "", end: 4 }],
    ["a=", 0, undefined],
    ["a=;", 0, undefined],
    ['a="b', 0, undefined],
    ["=b", 0, undefined],
    ["", 0, undefined],
  ])("%j from %i on", (text, at, read) => {
    expect(readAttribute(text, at)).toEqual(read);
  });

  it.each<[rule: string, text: string, read: ReturnType<typeof readAttributes>]>([
    ["none", "", { values: {}, end: 0 }],
    ["none", " ,", { values: {}, end: 1 }],
    ["as far as it goes", "; rel=b; c , <d>", { values: { rel: "b", c: true }, end: 11 }],
    ["empty ones", ";; ;a;", { values: { a: true }, end: 6 }],
    ["of two the first one counts", ";a;a=b", { values: { a: true }, end: 6 }],
    ["no value", ";a=", undefined],
    ["no attribute stops it", "; @", { values: {}, end: 2 }],
  ])("%s: %j", (_rule, text, read) => {
    expect(readAttributes(text, 0)).toEqual(read);
  });

  it("keeps names that objects inherit as data, and inherits none", () => {
    const { values } = readAttributes(";__proto__=a", 0) ?? { values: {} };
    expect(Object.entries(values)).toEqual([["__proto__", "a"]]);
    expect(values.constructor).toBeUndefined();
  });
});

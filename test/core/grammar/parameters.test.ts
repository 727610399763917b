import { describe, expect, it } from "vitest";
import {
  formatParameters,
  parseParameters,
} from "../../../packages/core/src/grammar/parameters.ts";

describe("RFC 9110 section 5.6.6, parameters", () => {
  it.each<[rule: string, text: string, parameters: Record<string, string> | undefined]>([
    ["none", "", {}],
    ["none", " \t", {}],
    ["one", ";charset=utf-8", { charset: "utf-8" }],
    ["quoted", ' ; charset="utf-8" ', { charset: "utf-8" }],
    ["an empty quoted-string is a value", ';a=""', { a: "" }],
    ["names in any case, values as they are", ";Charset=UTF-8", { charset: "UTF-8" }],
    ["a semicolon in a quoted-string", ';a="b;c=d";e=f', { a: "b;c=d", e: "f" }],
    ["empty ones are tolerated", ";;a=b; ;", { a: "b" }],
    ["of two the first one counts", ";a=1;A=2", { a: "1" }],
    ["no whitespace around the equals sign", ";a =b", undefined],
    ["no whitespace around the equals sign", ";a= b", undefined],
    ["no equals sign", ";a:b", undefined],
    ["no value", ";a", undefined],
    ["no value", ";a=", undefined],
    ["no name", ";=b", undefined],
    ["no semicolon", "a=b", undefined],
    ["something after the value", ';a="b"c', undefined],
    ["something after the value", ";a=b c=d", undefined],
    ["a quoted-string that never closes", ';a="b', undefined],
    ["a control character", ';a="b\n"', undefined],
  ])("%s: %j", (_rule, text, parameters) => {
    expect(parseParameters(`text/html${text}`, "text/html".length)).toEqual(parameters);
  });

  it("keeps names that objects inherit as data, and inherits none", () => {
    const parameters = parseParameters(";__proto__=1;constructor=2", 0);
    expect(Object.entries(parameters ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
    expect(parseParameters(";a=b", 0)?.toString).toBeUndefined();
    expect(parseParameters("", 0)?.toString).toBeUndefined();
  });

  it.each<[parameters: Record<string, string>, text: string | undefined]>([
    [{}, ""],
    [{ charset: "utf-8", a: "b c" }, '; charset=utf-8; a="b c"'],
    [{ "a b": "c" }, undefined],
    [{ "": "c" }, undefined],
    [{ a: "é" }, undefined],
    [{ a: "b\r\nc" }, undefined],
    [{ a: undefined as never }, undefined],
  ])("%j is written as %j", (parameters, text) => {
    expect(formatParameters(parameters)).toBe(text);
  });
});

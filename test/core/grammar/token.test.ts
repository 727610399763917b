import { describe, expect, it } from "vitest";
import {
  isFieldValue,
  isToken,
  skipOws,
  tokenEnd,
  trimOws,
} from "../../../packages/core/src/grammar/token.ts";

const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));

describe("RFC 9110 section 5.6.2, token", () => {
  it("has the 77 characters of tchar and no other", () => {
    const tchar = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    expect(characters.filter(isToken).join("")).toBe([...tchar].sort().join(""));
  });

  it.each<[text: string, boolean]>([
    ["x-trace", true],
    ["__proto__", true],
    ["", false],
    ["a b", false],
    ["a\n", false],
    ["é", false],
    ["a:", false],
  ])("%j: %s", (text, is) => {
    expect(isToken(text)).toBe(is);
  });

  it("takes nothing that is no string: undefined is not the token 'undefined'", () => {
    expect(isToken(undefined as never)).toBe(false);
    expect(isToken(7 as never)).toBe(false);
  });

  it.each<[text: string, at: number, end: number]>([
    ["q=0.5", 0, 1],
    ["q=0.5", 2, 5],
    ["q=0.5", 1, 1],
    ["q", 1, 1],
    ["é", 0, 0],
  ])("%j from %i on ends at %i", (text, at, end) => {
    expect(tokenEnd(text, at)).toBe(end);
  });
});

describe("RFC 9110 section 5.5, field values that we send", () => {
  it("has printable ASCII inside, and SP and HTAB", () => {
    const printable = characters.slice(0x20, 0x7f);
    expect(characters.filter((c) => isFieldValue(`a${c}b`))).toEqual(["\t", ...printable]);
  });

  it.each<[text: string, boolean]>([
    ["", true],
    ["a", true],
    ["a \t b", true],
    [" a", false],
    ["a ", false],
    ["\ta", false],
    ["a\t", false],
    [" ", false],
    ["a\r\nb: c", false],
    ["a\n", false],
    ["a\0b", false],
    ["a\u010d\u010ab", false],
    ["caf\u00e9", false],
  ])("%j: %s", (text, is) => {
    expect(isFieldValue(text)).toBe(is);
  });
});

describe("RFC 9110 section 5.6.3, OWS", () => {
  it.each<[text: string, trimmed: string]>([
    ["", ""],
    [" \t", ""],
    [" a ", "a"],
    [" \ta b\t ", "a b"],
    ["\u00a0a\n", "\u00a0a\n"],
  ])("%j: %j", (text, trimmed) => {
    expect(trimOws(text)).toBe(trimmed);
  });

  it("skips to the next character that is none, or to the end", () => {
    expect(skipOws("a \tb", 1)).toBe(3);
    expect(skipOws("ab", 1)).toBe(1);
    expect(skipOws("a  ", 1)).toBe(3);
  });
});

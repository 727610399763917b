import { describe, expect, it } from "vitest";
import {
  closingQuote,
  isQuotable,
  quote,
  readQuoted,
} from "../../../packages/core/src/grammar/quoted-string.ts";
import { formatWord, readWord } from "../../../packages/core/src/grammar/word.ts";

const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));

describe("RFC 9110 section 5.6.4, quoted-string", () => {
  it.each<[rule: string, value: string, wire: string]>([
    ["empty", "", '""'],
    ["nothing to escape", "a b", '"a b"'],
    ["DQUOTE and backslash", 'a"b\\c', '"a\\"b\\\\c"'],
    ["a string that would end early", 'a", Bearer realm="b', '"a\\", Bearer realm=\\"b"'],
    ["HTAB", "a\tb", '"a\tb"'],
  ])("%s: %j is %s", (_rule, value, wire) => {
    expect(quote(value)).toBe(wire);
    expect(readQuoted(wire, 0)).toEqual({ value, end: wire.length });
  });

  it("writes HTAB and printable ASCII, and throws on anything else", () => {
    const writable = ["\t", ...characters.slice(0x20, 0x7f)];
    expect(characters.filter(isQuotable)).toEqual(writable);
    for (const character of characters) {
      if (writable.includes(character)) expect(quote(character)).toContain(character);
      else expect(() => quote(character)).toThrow(/quoted-string: want .* \(RFC 9110 section 5/);
    }
    expect(isQuotable(undefined as never)).toBe(false);
  });

  it.each<[rule: string, text: string, at: number, { value: string; end: number } | undefined]>([
    ["in the middle", 'a="b";c', 2, { value: "b", end: 5 }],
    ["quoted-pair of what needs none", '"\\a\\ "', 0, { value: "a ", end: 6 }],
    ["quoted-pair at the start and the end", '"\\"\\""', 0, { value: '""', end: 6 }],
    ["obs-text", '"\x80\xff"', 0, { value: "\x80\xff", end: 4 }],
    ["obs-text as quoted-pair", '"\\\xff"', 0, { value: "\xff", end: 4 }],
    ["none starts there", 'a"b"', 0, undefined],
    ["past the end", '"a"', 3, undefined],
    ["never closes", '"a', 0, undefined],
    ["closes only by a quoted-pair", '"a\\"', 0, undefined],
    ["ends after a backslash", '"a\\', 0, undefined],
    ["a control character", '"a\nb"', 0, undefined],
    ["NUL", '"\0"', 0, undefined],
    ["the last control character before SP", '"\x1f"', 0, undefined],
    ["DEL", '"\x7f"', 0, undefined],
    ["a control character as quoted-pair", '"\\\n"', 0, undefined],
    ["beyond a byte", '"\u0100"', 0, undefined],
  ])("%s: %j from %i on", (_rule, text, at, read) => {
    expect(readQuoted(text, at)).toEqual(read);
  });

  it.each<[text: string, at: number, close: number]>([
    ['"a,b", c', 0, 4],
    ['"a\\",b"', 0, 6],
    ['"\\\\",', 0, 3],
    ['a "b', 2, 4],
    ['"\\', 0, 2],
  ])("%j opened at %i closes at %i", (text, at, close) => {
    expect(closingQuote(text, at)).toBe(close);
  });
});

describe("token / quoted-string", () => {
  it.each<[rule: string, text: string, at: number, { value: string; end: number } | undefined]>([
    ["token", "q=abc;d", 2, { value: "abc", end: 5 }],
    ["quoted-string", 'q="a;b"', 2, { value: "a;b", end: 7 }],
    ["neither", "q=;", 2, undefined],
    ["end of text", "q=", 2, undefined],
  ])("%s: %j from %i on", (_rule, text, at, read) => {
    expect(readWord(text, at)).toEqual(read);
  });

  it.each<[value: string, wire: string | undefined]>([
    ["utf-8", "utf-8"],
    ["", '""'],
    ["a/b", '"a/b"'],
    ["é", undefined],
    ["a\r\nb", undefined],
  ])("%j is written as %j", (value, wire) => {
    expect(formatWord(value)).toBe(wire);
  });
});

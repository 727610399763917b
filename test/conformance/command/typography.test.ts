import { describe, expect, it } from "vitest";
import {
  cut,
  visible,
  widthOf,
  wrap,
} from "../../../packages/conformance/src/command/typography.ts";

describe("text in columns", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["中文", 4],
    ["é", 1],
    ["e\u0301", 1],
    ["，", 2],
  ])("%j is %i wide", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["one  two\nthree", 20, ["one two three"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["中文字中文字", 5, ["中文", "字中", "文字"]],
    ["中文，中文。", 5, ["中", "文，", "中", "文。"]],
    ["用 GET 取得", 7, ["用 GET", "取得"]],
    ["", 5, []],
  ])("%j breaks in %i columns", (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 5, "abcd…"],
    ["中文字", 5, "中文…"],
    ["中文字", 4, "中…"],
  ])("%j is cut to %i columns", (text, columns, line) => {
    expect(cut(text, columns)).toBe(line);
  });

  it("shows what a terminal would obey", () => {
    expect(visible("a\u001b[31m\u0007\u009b\u202e\u2028b\nc")).toBe(
      "a\\u{1b}[31m\\u{7}\\u{9b}\\u{202e}\\u{2028}b\nc",
    );
  });
});

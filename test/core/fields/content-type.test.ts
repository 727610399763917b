import { describe, expect, it } from "vitest";
import {
  contentType,
  formatMediaRange,
  isWild,
  type MediaType,
  parseMediaRange,
} from "../../../packages/core/src/fields/content-type.ts";

describe("RFC 9110 section 8.3, content-type", () => {
  it.each<[rule: string, line: string, MediaType]>([
    [
      "8.3.1 the examples",
      "text/html;charset=utf-8",
      { type: "text/html", parameters: { charset: "utf-8" } },
    ],
    [
      "8.3.1 the examples",
      'Text/HTML;Charset="utf-8"',
      { type: "text/html", parameters: { charset: "utf-8" } },
    ],
    [
      "8.3.1 the examples",
      'text/html; charset="utf-8"',
      { type: "text/html", parameters: { charset: "utf-8" } },
    ],
    [
      "8.3.1 without parameters",
      "application/problem+json",
      { type: "application/problem+json", parameters: {} },
    ],
    ["5.6.6 empty parameters", "a/b;;", { type: "a/b", parameters: {} }],
    [
      "5.6.6 whitespace around the semicolon",
      "a/b\t; c=d",
      { type: "a/b", parameters: { c: "d" } },
    ],
    [
      "5.6.4 a semicolon in a quoted-string",
      'a/b;c="d;e"',
      { type: "a/b", parameters: { c: "d;e" } },
    ],
  ])("%s: %s", (_rule, line, type) => {
    expect(contentType.parse(line)).toEqual(type);
  });

  it.each<[rule: string, line: string]>([
    ["no slash", "text"],
    ["no subtype", "text/"],
    ["no type", "/html"],
    ["two slashes", "text/html/x"],
    ["a space around the slash", "text /html"],
    ["something after the type", "application/json<script>"],
    ["something after the type", "application/json x"],
    ["two types", "text/html, text/plain"],
    ["a parameter without value", "text/html; charset"],
    ["a wildcard", "*/*"],
    ["a wildcard", "text/*"],
    ["a wildcard", "*/html"],
    ["a control character", "text/html\n"],
    ["empty", ""],
  ])("%s: malformed: %j", (_rule, line) => {
    expect(contentType.parse(line)).toBeUndefined();
  });

  it("writes lower case, and quotes where it must", () => {
    const parameters = { charset: "utf-8", title: "a b" };
    expect(contentType.format({ type: "Text/HTML", parameters })).toBe(
      'text/html; charset=utf-8; title="a b"',
    );
  });

  it.each<[value: unknown]>([
    [{ type: "text", parameters: {} }],
    [{ type: "text/*", parameters: {} }],
    [{ type: "text/html\r\nx: y", parameters: {} }],
    [{ type: "text/html", parameters: { "a b": "c" } }],
    [{ type: "text/html", parameters: { a: "é" } }],
  ])("does not write %j", (value) => {
    expect(() => contentType.format(value as never)).toThrow(/^content-type: want .* section 8\.3/);
  });
});

describe("RFC 9110 section 12.5.1, media ranges", () => {
  it.each<[text: string, wild: boolean]>([
    ["*/*", true],
    ["text/*", true],
    ["text/html", false],
  ])("%s, wild: %s", (text, wild) => {
    const range = parseMediaRange(text);
    expect(range).toEqual({ type: text, parameters: {} });
    expect(isWild(range?.type ?? "")).toBe(wild);
    expect(formatMediaRange({ type: text, parameters: {} })).toBe(text);
  });

  it.each(["*", "*/html", "", "a"])("%j is none", (text) => {
    expect(parseMediaRange(text)).toBeUndefined();
    expect(formatMediaRange({ type: text, parameters: {} })).toBeUndefined();
  });
});

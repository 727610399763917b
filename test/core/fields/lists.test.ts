import { describe, expect, it } from "vitest";
import { allow } from "../../../packages/core/src/fields/allow.ts";
import type { FieldCodec } from "../../../packages/core/src/fields/codec.ts";
import { contentLanguage } from "../../../packages/core/src/fields/content-language.ts";
import { expect as expectField } from "../../../packages/core/src/fields/expect.ts";
import { im } from "../../../packages/core/src/fields/im.ts";
import { connection, upgrade } from "../../../packages/core/src/fields/upgrade.ts";
import { mergeVary, vary } from "../../../packages/core/src/fields/vary.ts";

type Words = FieldCodec<readonly string[]>;

describe("fields that are lists of words", () => {
  it.each<[rule: string, Words, line: string, words: string[]]>([
    ["9110§10.2.1 the example", allow, "GET, HEAD, PUT", ["GET", "HEAD", "PUT"]],
    ["9110§10.2.1 nothing is allowed", allow, "", []],
    ["9110§9.1 methods are case-sensitive", allow, "get, GET", ["get", "GET"]],
    [
      "9110§7.8 the example",
      upgrade,
      "websocket, IRC/6.9, RTA/x11",
      ["websocket", "IRC/6.9", "RTA/x11"],
    ],
    ["9110§7.6.1 in any case", connection, "Keep-Alive, Upgrade", ["keep-alive", "upgrade"]],
    ["9110§10.1.1 in any case", expectField, "100-Continue", ["100-continue"]],
    ["9110§10.1.1 nothing is expected", expectField, "", []],
    ["9110§8.5 the example", contentLanguage, "mi, en", ["mi", "en"]],
    [
      "9110§12.5.5 the example",
      vary,
      "accept-encoding, accept-language",
      ["accept-encoding", "accept-language"],
    ],
    ["9110§12.5.5 * says more than the rest", vary, "accept, *", ["*"]],
    ["9110§12.5.5 once", vary, "Accept, accept", ["Accept"]],
    ["3229§10.5.2", im, "vcdiff, gzip", ["vcdiff", "gzip"]],
  ])("%s: %s %s", (_rule, field, line, words) => {
    expect(field.parse(line)).toEqual(words);
  });

  it.each<[rule: string, Words, line: string]>([
    ["9110§10.2.1 no token", allow, "GET; HEAD"],
    ["9110§7.8 no token", upgrade, "a/b/c"],
    ["9110§7.8 no name", upgrade, "/1.1"],
    ["9110§7.8 no version", upgrade, "HTTP/"],
    ["9110§7.8 none", upgrade, ""],
    ["9110§7.6.1 none", connection, ","],
    ["9110§10.1.1 one with a value", expectField, "100-continue=1"],
    ["9110§10.1.1 one in quotes", expectField, '"100-continue"'],
    ["9110§8.5 no tag", contentLanguage, "en_GB"],
    ["9110§8.5 no tag", contentLanguage, "*"],
    ["9110§8.5 none", contentLanguage, ""],
    ["9110§12.5.5 no name", vary, "accept:"],
    ["3229§10.5.2 none", im, ""],
  ])("%s: malformed: %s %s", (_rule, field, line) => {
    expect(field.parse(line)).toBeUndefined();
  });

  it.each<[rule: string, Words, words: string[], line: string]>([
    ["9110§10.2.1 nothing is allowed", allow, [], ""],
    ["9110§10.2.1 each once", allow, ["GET", "HEAD", "GET"], "GET, HEAD"],
    ["9110§7.6.1 each once", connection, ["Upgrade", "upgrade"], "upgrade"],
    ["9110§12.5.5 *", vary, ["accept", "*"], "*"],
    [
      "9110§12.5.5 each once, as first spelt",
      vary,
      ["accept", "Accept", "origin"],
      "accept, origin",
    ],
  ])("%s: writes %s %j", (_rule, field, words, line) => {
    expect(field.format(words)).toBe(line);
  });

  it.each<[Words, words: unknown[]]>([
    [allow, ["GET "]],
    [allow, ["GET, HEAD"]],
    [allow, [""]],
    [allow, [undefined]],
    [upgrade, []],
    [upgrade, ["a b"]],
    [connection, []],
    [connection, ["a\r\nb"]],
    [connection, ["close", "Age"]],
    [contentLanguage, []],
    [contentLanguage, ["en, de"]],
    [vary, ["é"]],
    [im, []],
  ])("$0.name refuses %j", (field, words) => {
    expect(() => field.format(words as never)).toThrow(RangeError);
    expect(() => field.format(words as never)).toThrow(
      new RegExp(`^${field.name}: want .*${field.section}`),
    );
  });

  it.each([allow, upgrade, connection, contentLanguage, vary, im])(
    "$name takes no text for a list",
    (field) => {
      expect(() => field.format("GET" as never)).toThrow(TypeError);
      expect(() => field.format(undefined as never)).toThrow(
        new RegExp(`^${field.name}: want a list`),
      );
    },
  );

  it.each<[a: string[], b: string[], merged: string[]]>([
    [[], [], []],
    [["Accept"], ["accept", "origin"], ["Accept", "origin"]],
    [["accept"], ["*"], ["*"]],
    [["*"], ["accept"], ["*"]],
    [["a", "A"], [], ["a"]],
  ])("merges %j and %j", (a, b, merged) => {
    expect(mergeVary(a, b)).toEqual(merged);
  });
});

import { describe, expect, it } from "vitest";
import {
  acceptEncodingField,
  acceptField,
  acceptPatch,
  acceptPost,
  acceptRanges,
} from "../../../packages/core/src/fields/accept-offers.ts";
import { acceptQuery } from "../../../packages/core/src/fields/accept-query.ts";
import type { FieldCodec } from "../../../packages/core/src/fields/codec.ts";

type Row = [rule: string, FieldCodec<readonly string[]>, offered: string[], line: string];

describe("what a response offers to take", () => {
  it.each<Row>([
    ["9110§12.5.1", acceptField, ["application/json", "text/*"], "application/json, text/*"],
    [
      "9110§12.5.1 one spelling",
      acceptField,
      ["Text/HTML;charset=UTF-8"],
      "text/html; charset=UTF-8",
    ],
    ["9110§12.5.1 once", acceptField, ["a/b", "A/B"], "a/b"],
    ["9110§12.5.3", acceptEncodingField, ["gzip", "identity"], "gzip, identity"],
    ["9110§12.5.3 none at all", acceptEncodingField, [], ""],
    [
      "9110§12.5.3 weights",
      acceptEncodingField,
      ["br", "GZIP;q=0.50", "*;Q=0"],
      "br, gzip; q=0.5, *; q=0",
    ],
    ["9110§12.5.1 weights", acceptField, ["a/b;q=0.5", "a/b;C=d;q=0"], "a/b; q=0.5, a/b; c=d; q=0"],
    ["5789§3.1", acceptPatch, ['a/b;c="d,e"'], 'a/b; c="d,e"'],
    ["LDP 7.1", acceptPost, ["*/*"], "*/*"],
    ["9110§14.3", acceptRanges, ["Bytes"], "bytes"],
    ["9110§14.3", acceptRanges, ["none"], "none"],
    ["10008§3 the example", acceptQuery, ["application/jsonpath"], "application/jsonpath"],
    ["10008§3 parameters are Strings", acceptQuery, ["a/b;c=d"], 'a/b;c="d"'],
    ["10008§3 what is no Token is a String", acceptQuery, ["3gpp/b"], '"3gpp/b"'],
    ["10008§3 wildcards", acceptQuery, ["*/*", "text/*"], "*/*, text/*"],
    ["10008§3 once", acceptQuery, ["a/b", "A/B"], "a/b"],
  ])("%s: %s", (_rule, field, offered, line) => {
    expect(field.format(offered)).toBe(line);
  });

  it.each<[rule: string, FieldCodec<readonly string[]>, offered: unknown[]]>([
    ["9110§12.5.1 none", acceptField, []],
    ["9110§12.5.1 no media range", acceptField, ["json"]],
    ["9110§12.5.1 two in one", acceptField, ["a/b, c/d"]],
    ["9110§12.5.1 Unicode", acceptField, ['a/b;c="é"']],
    ["9110§12.5.3 no token", acceptEncodingField, ["g zip"]],
    ["9110§12.5.3 two in one", acceptEncodingField, ["gzip, br"]],
    ["9110§12.5.3 another parameter", acceptEncodingField, ["gzip;level=9"]],
    ["9110§12.4.2 no weight", acceptEncodingField, ["gzip;q=2"]],
    ["9110§12.4.2 no weight", acceptField, ["a/b;q=.5"]],
    ["9110§12.4.2 no weight", acceptField, ["a/b;c=d;q="]],
    ["5789§3.1 none", acceptPatch, []],
    ["5789§3.1 a wildcard", acceptPatch, ["text/*"]],
    ["5789§3.1 a wildcard", acceptPatch, ["*/*"]],
    ["9110§14.3 none beside others", acceptRanges, ["none", "bytes"]],
    ["9110§14.3 nothing", acceptRanges, []],
    ["10008§3 nothing", acceptQuery, []],
    ["10008§3 no media range", acceptQuery, ["sql"]],
    ["10008§3 a parameter that is no key", acceptQuery, ["a/b;1=c"]],
    ["10008§3 a value that is no String", acceptQuery, ['a/b;c="\t"']],
    ["10008§3 a line break", acceptQuery, ["a/b\r\n"]],
    ["of another kind", acceptField, [undefined]],
    ["of another kind", acceptField, [["a/b"]]],
  ])("%s: refuses %j", (_rule, field, offered) => {
    expect(() => field.format(offered as never)).toThrow(RangeError);
  });

  it.each([acceptField, acceptEncodingField, acceptRanges, acceptQuery])(
    "$name wants a list",
    (field) => {
      expect(() => field.format("a/b" as never)).toThrow(TypeError);
      expect(() => field.format(undefined as never)).toThrow(TypeError);
    },
  );

  it.each<
    [rule: string, FieldCodec<readonly string[]>, line: string, offered: string[] | undefined]
  >([
    ["9110§12.5.1", acceptField, "Text/HTML , a/b;c=d", ["text/html", "a/b; c=d"]],
    ["9110§12.5.1", acceptField, "text/html, json", undefined],
    ["9110§12.4.2", acceptField, "a/b;q=0.1234", undefined],
    [
      "9110§12.5.3",
      acceptEncodingField,
      "gzip ; q=1.000, identity;q=0.5,",
      ["gzip", "identity; q=0.5"],
    ],
    ["9110§12.4.2", acceptEncodingField, "gzip;q=high", undefined],
    ["5789§3.1", acceptPatch, "a/*", undefined],
    ["9110§14.3", acceptRanges, "none, bytes", undefined],
    ["9110§14.3", acceptRanges, "", undefined],
    ["9110§14.3 several units", acceptRanges, "bytes, items", ["bytes", "items"]],
    [
      "10008§3",
      acceptQuery,
      '"application/jsonpath", application/sql;charset="UTF-8"',
      ["application/jsonpath", "application/sql; charset=UTF-8"],
    ],
    ["10008§3 once", acceptQuery, 'a/b, "A/B", a/b;c=d', ["a/b", "a/b; c=d"]],
    ["9651§4.2.1 whitespace", acceptQuery, "a/b\t, \tc/d", ["a/b", "c/d"]],
    ["9651§4.2.3.2 spaces before a key", acceptQuery, "a/b;  c=d", ["a/b; c=d"]],
    ["9651§4.2.3.2 of two keys the last one counts", acceptQuery, "a/b;c=d;c=e", ["a/b; c=e"]],
    ["9651§4.2.5 escapes", acceptQuery, 'a/b;c="d\\"\\\\"', ['a/b; c="d\\"\\\\"']],
    ["9651§4.2.5 other escapes", acceptQuery, 'a/b;c="\\d"', undefined],
    ["9651§4.2.1 an empty member", acceptQuery, "a/b,,c/d", undefined],
    ["9651§4.2.1 a comma at the end", acceptQuery, "a/b,", undefined],
    ["9651§4.2 empty", acceptQuery, "", undefined],
    ["9651§3.1.2 a key in upper case", acceptQuery, "a/b;C=d", undefined],
    ["9651§3.1.2 a parameter that is a boolean", acceptQuery, "a/b;c", undefined],
    ["9651§3.3.1 a parameter that is a number", acceptQuery, "a/b;c=1", undefined],
    ["10008§3 no media range", acceptQuery, '"a/b;c=d"', undefined],
    ["10008§3 an item of another kind", acceptQuery, "1", undefined],
    ["10008§3 no comma", acceptQuery, "a/b c/d", undefined],
  ])("%s: reads %s %s", (_rule, field, line, offered) => {
    expect(field.parse(line)).toEqual(offered);
  });
});

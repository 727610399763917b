import { describe, expect, it } from "vitest";
import { nextMember, splitList } from "../../../packages/core/src/grammar/list.ts";

describe("RFC 9110 section 5.6.1, lists", () => {
  it.each<[rule: string, text: string, members: string[]]>([
    ["5.6.1.2 the examples", "foo,bar", ["foo", "bar"]],
    ["5.6.1.2 the examples", "foo ,bar,", ["foo", "bar"]],
    ["5.6.1.2 the examples", "foo , ,bar,charlie", ["foo", "bar", "charlie"]],
    ["5.6.1.2 no member", "", []],
    ["5.6.1.2 no member", ",", []],
    ["5.6.1.2 no member", ",   ,", []],
    ["5.6.3 HTAB is whitespace, NBSP is not", "\ta\t,\u00a0b", ["a", "\u00a0b"]],
    ["5.6.4 a comma in a quoted-string", 'a="b,c", d', ['a="b,c"', "d"]],
    ["5.6.4 a quoted-pair closes nothing", '"a\\",b", c', ['"a\\",b"', "c"]],
    ["5.6.4 a backslash outside escapes nothing", 'a\\,"b"', ["a\\", '"b"']],
    ["never closes: to the end", 'a, "b, c', ["a", '"b, c']],
    ["never closes: to the end", '"a\\', ['"a\\']],
    ["a quoted-string at the end", 'a, "b"', ["a", '"b"']],
  ])("%s: %j", (_rule, text, members) => {
    expect(splitList(text)).toEqual(members);
  });

  it.each<[text: string, at: number, next: number | undefined]>([
    ['"a" , "b"', 3, 6],
    ["a,,\t,b", 1, 5],
    ["a", 1, 1],
    ["a ,", 1, 3],
    ["a b", 1, undefined],
    ['""""', 2, undefined],
    [" , a", 0, 3],
    ["a", 0, 0],
    ["", 0, 0],
  ])("after %j[%i] the next member starts at %s", (text, at, next) => {
    expect(nextMember(text, at)).toBe(next);
  });
});

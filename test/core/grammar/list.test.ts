import { describe, expect, it } from "vitest";
import {
  hasEmptyMember,
  hasSpaceAtEquals,
  isTidy,
  nextMember,
  splitList,
} from "../../../packages/core/src/grammar/list.ts";

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

  it.each<[rule: string, text: string, isTidy: boolean, wrong?: "empty" | "space"]>([
    ["nothing", "", true],
    ["one member", "a", true],
    ["5.6.1.1 members with and without whitespace", "a,b ,\tc", true],
    ["5.6.1.1 an empty member first", " ,a", false, "empty"],
    ["5.6.1.1 an empty member between", "a, ,b", false, "empty"],
    ["5.6.1.1 an empty member last", "a,", false, "empty"],
    ["5.6.1.1 nothing but a comma", ",", false, "empty"],
    ["5.6.4 commas in a quoted-string", 'a="b,,c"', true],
    ["5.6.4 a quoted-pair closes nothing", '"\\",,"', true],
    ["5.6.4 an empty quoted-string is a member", '"", a', true],
    ["8288 3 commas in angle brackets", "<a,,b>; rel=c", true],
    ["5.6.3 whitespace before an equals sign", "a =b", false, "space"],
    ["5.6.3 whitespace behind an equals sign", "a=\tb", false, "space"],
    ["5.6.3 whitespace around one in a quoted-string", 'a="b = c"', true],
    ["5.6.6 nothing behind an equals sign", "a=, b", true],
  ])("%s: %j", (_rule, text, tidy, wrong) => {
    expect(isTidy(text)).toBe(tidy);
    expect(hasEmptyMember(text)).toBe(wrong === "empty");
    expect(hasSpaceAtEquals(text)).toBe(wrong === "space");
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

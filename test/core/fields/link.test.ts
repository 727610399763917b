import { describe, expect, it } from "vitest";
import { formatLink, type Link, link } from "../../../packages/core/src/fields/link.ts";

describe("RFC 8288 section 3, reading Link", () => {
  it.each<[rule: string, line: string, links: Link[]]>([
    [
      "3.5 the examples",
      '<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter"',
      [{ href: "http://example.com/TheBook/chapter2", rel: "previous", title: "previous chapter" }],
    ],
    [
      "3.5 the examples",
      '</>; rel="http://example.net/foo"',
      [{ href: "/", rel: "http://example.net/foo" }],
    ],
    [
      "3.5 the examples",
      '</terms>; rel="copyright"; anchor="#foo"',
      [{ href: "/terms", rel: "copyright", anchor: "#foo" }],
    ],
    [
      "3.5 the examples",
      "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, " +
        "</TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
      [
        { href: "/TheBook/chapter2", rel: "previous", "title*": "UTF-8'de'letztes%20Kapitel" },
        { href: "/TheBook/chapter4", rel: "next", "title*": "UTF-8'de'n%c3%a4chstes%20Kapitel" },
      ],
    ],
    [
      "3.5 the examples",
      '<http://example.org/>; rel="start http://example.net/relation/other"',
      [{ href: "http://example.org/", rel: "start http://example.net/relation/other" }],
    ],
    ["commas and semicolons in a target", "<a,b;c>; rel=d", [{ href: "a,b;c", rel: "d" }]],
    ["an empty target", "<>; rel=self", [{ href: "", rel: "self" }]],
    ["no value", "<a>; rel=b; crossorigin", [{ href: "a", rel: "b", crossorigin: true }]],
    [
      "whitespace",
      ' <a> ;\trel = "b" ; c ; , <d>;rel=e ',
      [
        { href: "a", rel: "b", c: true },
        { href: "d", rel: "e" },
      ],
    ],
    ["names in any case", "<a>; REL=b", [{ href: "a", rel: "b" }]],
    ["5.6.1.2 empty members", ",<a>;rel=b,,", [{ href: "a", rel: "b" }]],
    ["empty parameters", "<a>;;rel=b;", [{ href: "a", rel: "b" }]],
    ["3.3 of several rels the first one counts", "<a>; rel=b; rel=c", [{ href: "a", rel: "b" }]],
    ["a parameter named href is none", "<a>; rel=b; href=c", [{ href: "a", rel: "b" }]],
  ])("%s: %s", (_rule, line, links) => {
    expect(link.parse(line)).toEqual(links);
  });

  it.each<[rule: string, line: string]>([
    ["none", ""],
    ["none", ","],
    ["3.3 no rel", "<a>"],
    ["3.3 no rel", "<a>; title=b"],
    ["3.3 a rel without value", "<a>; rel"],
    ["no brackets", "a; rel=b"],
    ["none that opens", "a>; rel=b"],
    ["never closes", "<a; rel=b"],
    ["a target that is no reference", "<a b>; rel=c"],
    ["a quoted-string that never closes", '<a>; rel="b'],
    ["no comma", "<a>; rel=b <c>; rel=d"],
    ["no value after the equals sign", "<a>; rel="],
    ["something after", "<a>; rel=b c"],
  ])("%s: malformed: %s", (_rule, line) => {
    expect(link.parse(line)).toBeUndefined();
  });

  it("keeps names that objects inherit as data", () => {
    const [read] = link.parse("<a>; rel=b; __proto__=c; constructor=d") ?? [];
    expect(Object.entries(read ?? {})).toContainEqual(["__proto__", "c"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

describe("RFC 8288 section 3, writing Link", () => {
  it.each<[rule: string, Link, line: string]>([
    [
      "tokens are not quoted",
      { href: "/style.css", rel: "preload", as: "style" },
      "</style.css>; rel=preload; as=style",
    ],
    [
      "all else is",
      { href: "/a", rel: "next last", title: 'a "b"' },
      '</a>; rel="next last"; title="a \\"b\\""',
    ],
    ["rel comes first", { title: "t", rel: "next", href: "/a" }, "</a>; rel=next; title=t"],
    [
      "a URL",
      { href: new URL("https://a.example"), rel: "next" },
      "<https://a.example/>; rel=next",
    ],
    [
      "true is a bare name",
      { href: "/a", rel: "b", crossorigin: true },
      "</a>; rel=b; crossorigin",
    ],
    [
      "false and undefined are not there",
      { href: "/a", rel: "b", c: false, d: undefined },
      "</a>; rel=b",
    ],
    ["a number", { href: "/a", rel: "b", n: 7 }, "</a>; rel=b; n=7"],
    [
      "3.3.2 an extension relation",
      { href: "/a", rel: "https://r.example/x" },
      '</a>; rel="https://r.example/x"',
    ],
    [
      "RFC 7725 section 4",
      { href: "https://isp.example/", rel: "blocked-by" },
      "<https://isp.example/>; rel=blocked-by",
    ],
    ["Unicode in the target", { href: "/é>;", rel: "b" }, "</%C3%A9%3E;>; rel=b"],
    [
      "a scheme of another kind",
      { href: "urn:isbn:0", rel: "describes" },
      "<urn:isbn:0>; rel=describes",
    ],
    [
      "an ext-value",
      { href: "/", rel: "b", "title*": "UTF-8''%c3%a9" },
      "</>; rel=b; title*=UTF-8''%c3%a9",
    ],
  ])("%s: %j", (_rule, value, line) => {
    expect(formatLink(value)).toBe(line);
    expect(link.format(value)).toBe(line);
    expect(link.format([value])).toBe(line);
  });

  it.each<[rule: string, value: unknown]>([
    ["3.3 no rel", { href: "/a" }],
    ["3.3 no rel", { href: "/a", rel: "" }],
    ["3.3 no relation type", { href: "/a", rel: "a  b" }],
    ["3.3 no relation type", { href: "/a", rel: "/relative" }],
    ["3.3 no relation type", { href: "/a", rel: 7 }],
    ["3.3 rel twice", { href: "/a", rel: "b", Rel: "c" }],
    ["an attribute twice", { href: "/a", rel: "b", c: "d", C: "e" }],
    ["a line break in the target", { href: "/a\r\nb", rel: "c" }],
    ["no target", { href: undefined, rel: "c" }],
    ["no target", { href: {}, rel: "c" }],
    ["a target that is no reference", { href: "http://[::1", rel: "c" }],
    ["a line break in a value", { href: "/a", rel: "c", d: "e\r\nf" }],
    ["Unicode in a value", { href: "/a", rel: "c", title: "é" }],
    ["a value of another kind", { href: "/a", rel: "c", d: {} }],
    ["a value of another kind", { href: "/a", rel: "c", d: null }],
    ["a name that is no token", { href: "/a", rel: "c", "d e": "f" }],
    ["a line break in a name", { href: "/a", rel: "c", "d\r\ne": true }],
  ])("%s: refuses %j", (_rule, value) => {
    expect(() => formatLink(value as never)).toThrow(RangeError);
    expect(() => formatLink(value as never)).toThrow(/^link: want .*\(RFC 8288 section 3\)$/);
  });

  it("writes several with commas, and none not at all", () => {
    const two: [Link, Link] = [
      { href: "/a", rel: "b" },
      { href: "/c", rel: "d" },
    ];
    expect(link.format(two)).toBe("</a>; rel=b, </c>; rel=d");
    expect(() => link.format([] as never)).toThrow(RangeError);
  });
});

import { describe, expect, it } from "vitest";
import { contentLocation, location } from "../../../packages/core/src/fields/location.ts";

describe.each([location, contentLocation])("RFC 9110 sections 10.2.2 and 8.7, $name", (field) => {
  it.each<[rule: string, url: string | URL, line: string]>([
    ["a path", "/users/7", "/users/7"],
    ["a path and a query", "/users?page=2&x=y", "/users?page=2&x=y"],
    ["a relative path", "../a", "../a"],
    ["a query", "?q=1", "?q=1"],
    ["a dot segment before slashes", "/.//x", "/.//x"],
    ["an encoded slash stays one", "/%2fother.example", "/%2fother.example"],
    ["a network-path reference", "//b.example/c", "//b.example/c"],
    ["https", "https://a.example/b", "https://a.example/b"],
    ["any case of scheme and host", "HTTP://GOOD.example/x", "HTTP://GOOD.example/x"],
    ["a port", "http://a.example:8080/", "http://a.example:8080/"],
    ["an IPv6 host", "http://[::1]/", "http://[::1]/"],
    ["a URL", new URL("https://a.example/b c?d=é"), "https://a.example/b%20c?d=%C3%A9"],
    ["Unicode", "/café", "/caf%C3%A9"],
    ["a lone surrogate", "/\ud800", "/%EF%BF%BD"],
    ["a space inside", "/a b", "/a%20b"],
    ["a stray percent sign", "/100%", "/100%25"],
    ["a stray percent sign", "/%zz", "/%25zz"],
    ["a colon that makes no scheme", "12:30", "./12:30"],
    [
      "3986§3.2.2 a host in Unicode",
      "https://bücher.example/ä",
      "https://xn--bcher-kva.example/%C3%A4",
    ],
    ["3986§3.2.2 a full stop in Unicode", "//evil\u3002example/", "//evil.example/"],
  ])("%s: %s", (_rule, url, line) => {
    expect(field.format(url)).toBe(line);
    expect(field.parse(line)).toBe(line);
  });

  it.each<[rule: string, url: string]>([
    ["a scripting scheme", "javascript:alert(1)"],
    ["a scripting scheme", "JavaScript://a.example/%0aalert(1)"],
    ["a scripting scheme", "\u0001javascript:alert(1)"],
    ["a scripting scheme", "java\tscript:alert(1)"],
    ["another scheme", "data:text/html,x"],
    ["another scheme", "blob:https://good.example/1"],
    ["another scheme", "mailto:a@b.example"],
    ["another scheme", "x:y"],
    ["4.2.1 no authority", "https:evil.example"],
    ["4.2.1 no authority", "http:/evil.example"],
    ["4.2.1 an empty host", "http:///evil.example"],
    ["4.2.1 an empty host", "http://:80/"],
    ["4.2.1 an empty host", "http://?a"],
    ["4.2.1 an empty host", "///evil.example"],
    ["4.2.1 an empty host", "//"],
    ["4.2.4 userinfo", "https://good.example@evil.example/"],
    ["4.2.4 userinfo", "https://good.example%2f@evil.example/"],
    ["4.2.4 userinfo", "//user:pass@a.example/"],
    ["4.2.4 userinfo", "http://@a.example/"],
    ["4.2.4 userinfo", "http://b\u00fccher@evil.example/"],
    ["4.2.4 userinfo", "http://@b\u00fccher.example/"],
    ["a backslash", "/\\evil.example"],
    ["a backslash", "\\\\evil.example"],
    ["a backslash", "https:\\\\evil.example"],
    ["a backslash", "http://google.com\\@apple.com"],
    ["a control character", "/\t/evil.example"],
    ["a control character", "/\n/evil.example"],
    ["a control character", "/a\r\nSet-Cookie: h=1"],
    ["a control character", "/a\0"],
    ["a control character", "/a\x7f"],
    ["a space at an end", " //evil.example"],
    ["a space at an end", "/a "],
    ["no URL", "https://[::1"],
    ["no URL", "https://a b/"],
    ["no URL", "http://a.example:99999/"],
    ["no URL", "http://a.example:x/"],
    ["longer than clients take", `/${"a".repeat(20_000)}`],
  ])("%s: refuses %j", (_rule, url) => {
    expect(() => field.format(url)).toThrow(RangeError);
    expect(() => field.format(url)).toThrow(new RegExp(`^${field.name}: want an? http`));
    expect(field.parse(url)).toBeUndefined();
  });

  it.each([undefined, null, "", 0, true, {}, [], ["/a"], Symbol("a")])("refuses %s", (url) => {
    expect(() => field.format(url as never)).toThrow(TypeError);
  });

  it.each(["", "/é", "/a b", "/%"])("reads nothing that would have to be encoded: %j", (line) => {
    expect(field.parse(line)).toBeUndefined();
  });

  // Once it is hot, URL.canParse of Node 20 and 22 reads the octets of Latin-1 as UTF-8.
  it("3986§3.2.2 a host in Unicode, however many have been asked for before it", () => {
    for (let i = 0; i < 100_000; i++) URL.canParse(`/${i % 7}`, "http://a");
    expect(field.format("https://b\u00fccher.example/")).toBe("https://xn--bcher-kva.example/");
    expect(() => field.format("https:/\u00d1\u009b/b")).toThrow(RangeError);
    expect(() => field.format("//\u00d1\u009b/b")).toThrow(RangeError);
  });

  it("takes 8 KiB", () => {
    expect(field.format(`/${"a".repeat(8191)}`)).toHaveLength(8192);
    expect(() => field.format(`/${"a".repeat(8192)}`)).toThrow(RangeError);
  });
});

describe("fragments", () => {
  it.each(["/a#b", "#b", "https://a.example/#", "/a#"])(
    "RFC 9110 section 10.2.2: Location has %s",
    (url) => {
      expect(location.format(url)).toBe(url);
    },
  );

  it.each(["/a#b", "#b", "https://a.example/#", "/a#"])(
    "RFC 9110 section 8.7: Content-Location has no %s",
    (url) => {
      expect(() => contentLocation.format(url)).toThrow(/without a fragment/);
      expect(contentLocation.parse(url)).toBeUndefined();
    },
  );
});

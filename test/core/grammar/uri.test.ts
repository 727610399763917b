import { describe, expect, it } from "vitest";
import {
  componentsOf,
  encodeReference,
  isUriReference,
  parseUrl,
  schemeOf,
} from "../../../packages/core/src/grammar/uri.ts";

describe("RFC 3986 section 4.1, URI-reference", () => {
  it.each<[section: string, text: string]>([
    ["4.4 the same document", ""],
    ["1.1.2 the examples", "ftp://ftp.is.co.za/rfc/rfc1808.txt"],
    ["1.1.2 the examples", "ldap://[2001:db8::7]/c=GB?objectClass?one"],
    ["1.1.2 the examples", "mailto:John.Doe@example.com"],
    ["1.1.2 the examples", "news:comp.infosystems.www.servers.unix"],
    ["1.1.2 the examples", "tel:+1-816-555-1212"],
    ["1.1.2 the examples", "telnet://192.0.2.16:80/"],
    ["1.1.2 the examples", "urn:oasis:names:specification:docbook:dtd:xml:4.1.2"],
    ["3.2.1 userinfo", "http://user:pass@a.example/"],
    ["3.1 a scheme of one letter", "a:b"],
    ["3.2.2 IPvFuture", "http://[v1.fe80::a+en1]/"],
    ["3.2.2 IPvFuture, two digits", "http://[v1F.a]/"],
    ["3.2.2 an empty host", "file:///a"],
    ["3.2.3 an empty port", "http://a.example:/"],
    ["3.3 a path", "/a;b=1,2/c:d@e"],
    ["3.4 slash and question mark in a query", "?a/b?c"],
    ["3.5 slash and question mark in a fragment", "#a/b?c"],
    ["2.1 percent-encoded", "/%2f%C3%A9"],
    ["4.2 a colon after the first segment", "a/b:c"],
    ["4.2 a colon in a query", "a?b:c"],
    ["4.2 a network-path reference", "//a.example/b"],
  ])("%s: %s", (_section, text) => {
    expect(isUriReference(text)).toBe(true);
    expect(encodeReference(text)).toBe(text);
  });

  it.each<[section: string, text: string]>([
    ["2 no space", "/a b"],
    ["2 no control character", "/a\r\nb"],
    ["2 no DEL", "/\x7f"],
    ["2 no Unicode", "/caf\u00e9"],
    ["2 no backslash", "/a\\b"],
    ["2 no DQUOTE", '/"'],
    ["2 no angle brackets", "<a>"],
    ["2 no caret, grave, braces, bar", "/^`{|}"],
    ["2.1 a percent sign is followed by two digits", "/%"],
    ["2.1 a percent sign is followed by two digits", "/%4"],
    ["2.1 a percent sign is followed by two digits", "/%zz"],
    ["3.2 brackets are for IP literals", "/[a]"],
    ["3.2 brackets are for IP literals", "?a[]=1"],
    ["3.2 brackets are for IP literals", "#[a]"],
    ["3.2.1 brackets are not for userinfo", "http://[@a/"],
    ["3.2.1 one userinfo", "http://a@b@c/"],
    ["3.2.2 an IP literal that never closes", "https://[::1"],
    ["3.2.2 no IP literal", "http://[g]/"],
    ["3.2.2 no IP literal", "http://[]/"],
    ["3.2.2 no IPvFuture", "http://[v.a]/"],
    ["3.2.2 no IPvFuture", "http://[v1.]/"],
    ["3.2.2 nothing after an IP literal", "http://[::1]a/"],
    ["3.2.3 a port of digits", "http://a:b/"],
    ["3.2.3 one port", "http://a:1:2/"],
    ["3.5 one fragment", "#a#b"],
    ["4.2 a colon in the first segment of a relative path", "1a:b"],
    ["4.2 a colon in the first segment of a relative path", ":80"],
  ])("%s: %j is none", (_section, text) => {
    expect(isUriReference(text)).toBe(false);
  });
});

describe("RFC 3986 section 3, components", () => {
  it("takes apart the example of appendix B", () => {
    expect(componentsOf("HTTP://www.ics.uci.edu/pub/ietf/uri/?q#Related")).toEqual({
      scheme: "http",
      authority: "www.ics.uci.edu",
      path: "/pub/ietf/uri/",
      query: "q",
      fragment: "Related",
    });
  });

  it("tells an empty part from none", () => {
    expect(componentsOf("///?#")).toEqual({ authority: "", path: "/", query: "", fragment: "" });
    expect(componentsOf("")).toEqual({ path: "" });
  });

  it.each<[text: string, scheme: string | undefined]>([
    ["JavaScript:alert(1)", "javascript"],
    ["a+b-c.d:e", "a+b-c.d"],
    ["a:b", "a"],
    ["/a:b", undefined],
    ["1a:b", undefined],
    ["java\tscript:a", undefined],
    ["", undefined],
  ])("%j has the scheme %s", (text, scheme) => {
    expect(schemeOf(text)).toBe(scheme);
  });
});

describe("RFC 3986 section 2.1, percent-encoding", () => {
  it.each<[rule: string, text: string, encoded: string]>([
    ["Unicode as UTF-8", "/caf\u00e9/\u{1f0a1}", "/caf%C3%A9/%F0%9F%82%A1"],
    ["a lone surrogate as U+FFFD", "/\ud800a\udc00", "/%EF%BF%BDa%EF%BF%BD"],
    ["unsafe ASCII", '/a b"<>\\^`{|}', "/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D"],
    ["control characters", "/\0\r\n\x7f", "/%00%0D%0A%7F"],
    ["control characters in a fragment", "#\n", "#%0A"],
    ["encoded already", "/%2f%C3%A9", "/%2f%C3%A9"],
    ["encoded already, and not", "/%41\u00e9%zz%", "/%41%C3%A9%25zz%25"],
    ["a percent sign before one that is encoded", "/%%41", "/%25%41"],
    ["a percent sign that was encoded", "/%2541", "/%2541"],
    ["brackets outside of an authority", "/[a]?b[]=1#[c]", "/%5Ba%5D?b%5B%5D=1#%5Bc%5D"],
    ["brackets of an IP literal", "http://[::1]:80/[", "http://[::1]:80/%5B"],
    ["a host in Unicode", "//b\u00fccher.example/", "//b%C3%BCcher.example/"],
    ["a host beyond the BMP", "//\u{1f0a1}.example/", "//%F0%9F%82%A1.example/"],
    ["around an IP literal", "//\u00e9@[::1]:\u00e9/", "//%C3%A9@[::1]:%C3%A9/"],
    ["the first fragment counts", "#a#b", "#a%23b"],
    ["4.2 a colon that makes no scheme", "1a:b", "./1a:b"],
    ["4.2 a colon that makes no scheme", ":80", "./:80"],
    ["4.2 a colon that makes no scheme", "\u00e9:b", "./%C3%A9:b"],
    ["no colon that could", "1a/b:c", "1a/b:c"],
  ])("%s: %j", (_rule, text, encoded) => {
    expect(encodeReference(text)).toBe(encoded);
  });
});

describe("RFC 3986 section 5, a reference as browsers read it", () => {
  it.each<[section: string, reference: string, base: string | undefined, href: string | undefined]>(
    [
      ["5.2 a path", "/b", "http://a.example/", "http://a.example/b"],
      [
        "4.3 an absolute URL",
        "http://b\u00fccher.example",
        undefined,
        "http://xn--bcher-kva.example/",
      ],
      ["4.3 none without a base", "/b", undefined, undefined],
      ["3.2.2 no host", "https:/\u00d1\u009b/b", undefined, undefined],
    ],
  )("%s: %s", (_section, reference, base, href) => {
    expect(parseUrl(reference, base)?.href).toBe(href);
  });
});

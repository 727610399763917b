import { describe, expect, it } from "vitest";
import { refusal } from "../../../packages/core/src/fields/codec.ts";
import { checkers } from "../../../packages/core/src/fields/codecs.ts";

describe("checkers", () => {
  it.each<[name: string, legal: string, illegal: string]>([
    ["accept", "text/*;q=0.5", "text/*;q=5"],
    ["accept-encoding", "gzip;q=0.5, *", "gzip;q=2"],
    ["accept-patch", "a/b", "a/*"],
    ["accept-post", "a/*", "a"],
    ["accept-query", '"a/b"', "a/b;"],
    ["accept-ranges", "bytes", "none, bytes"],
    ["allow", "", "GET;"],
    ["cache-control", "no-store", "max-age="],
    ["connection", "close", ""],
    ["content-encoding", "GZIP, br", "g zip"],
    ["content-language", "en", "en_GB"],
    ["content-length", "0", "-1"],
    ["content-location", "/a", "/a#b"],
    ["content-range", "bytes */1", "bytes 1-0/2"],
    ["content-type", "a/b", "a/*"],
    ["date", "Sun, 06 Nov 1994 08:49:37 GMT", "now"],
    ["etag", '"a"', "a"],
    ["expires", "Sun, 06 Nov 1994 08:49:37 GMT", "0"],
    ["im", "gzip", ""],
    ["last-modified", "Sun, 06 Nov 1994 08:49:37 GMT", "1994"],
    ["link", "</a>; rel=b", "</a>"],
    ["location", "/a", "javascript:a"],
    ["preference-applied", "a=b", "a; b"],
    ["proxy-authenticate", "Basic", "a=b"],
    ["retry-after", "1", "soon"],
    ["upgrade", "h2c", ""],
    ["vary", "*", "é"],
    ["www-authenticate", 'Basic realm="a"', ""],
  ])("%s: %j but not %j", (name, legal, illegal) => {
    expect(checkers.get(name)?.name).toBe(name);
    expect(checkers.get(name)?.parse(legal)).toBeDefined();
    expect(checkers.get(name)?.parse(illegal)).toBeUndefined();
  });

  it.each<[rule: string, name: string, sendable: string, readable: string]>([
    ["9110 5.6.1.1 no empty member", "allow", "GET, HEAD", "GET,, HEAD"],
    ["9110 5.6.1.1 no empty member", "vary", "accept", ",accept"],
    ["9110 5.6.1.1 no empty member", "content-encoding", "gzip, gzip", "gzip,"],
    ["9110 5.6.1.1 no empty member", "cache-control", 'private="a,,b"', "no-store,"],
    ["9110 5.6.1.1 no empty member", "www-authenticate", "Basic, Bearer", 'Bearer, , A b="c"'],
    ["9110 5.6.1.1 no empty member", "preference-applied", "a, b", "a ,,b"],
    ["9110 5.6.1.1 no empty member", "link", '<a,,b;>; rel="c;, ,"', "<a>; rel=b, , <c>; rel=d"],
    ["9110 5.6.1.1 no empty member", "link", "</a>; rel=b, <c>; rel=d", "</a>; rel=b,"],
    ["9110 5.6.3 no whitespace around =", "link", '<a>; rel="b = c"', "<a>; rel =b"],
    ["9110 5.6.3 no whitespace around =", "link", "<a;=,b>; rel=c", "<a>; rel= b"],
    ["9110 5.6.3 no whitespace around =", "preference-applied", 'a="b = c"', "a = b"],
    ["9110 5.6.3 no whitespace around =", "www-authenticate", "A b=c, d=e", "A b=c, d =e"],
    ["9110 5.6.3 no whitespace around =", "proxy-authenticate", "A b=c", "A b= c"],
    [
      "9110 5.6.7 IMF-fixdate",
      "last-modified",
      "Sun, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT",
    ],
    ["9110 5.6.7 IMF-fixdate", "retry-after", "0", "Sun Nov  6 08:49:37 1994"],
    ["9110 7.6.1 no field for all recipients", "connection", "X-Hop, close", "Cache-Control"],
    ["9110 11.5 a quoted realm", "www-authenticate", 'Basic REALM="a"', "Basic REALM=a"],
    ["9110 11.5 a quoted realm", "proxy-authenticate", "A b==", 'A b="c", realm=a'],
    ["9111 5.2.2.1 no quotes", "cache-control", "max-age=60", 'max-age="60"'],
    ["9111 5.2.2.1 seconds", "cache-control", "max-age=0, x", "x, Max-Age=-1"],
    ["9111 5.2.2.1 seconds", "cache-control", "max-stale", "max-age"],
    ["9111 5.2.2.4 field names", "cache-control", "no-cache=etag", 'no-cache="a b"'],
    ["9111 5.2.2.5 no argument", "cache-control", "no-store", "no-store=1"],
    ["9111 5.2.2.10 no quotes", "cache-control", "S-MaxAge=1", 's-maxage="1"'],
    ["9111 5.2.3 unknown ones", "cache-control", 'community="UCI", x=1', "public=yes"],
  ])("%s: %s may be %j; %j may be read, not sent", (_rule, name, sendable, readable) => {
    const checker = checkers.get(name);
    expect([checker?.parse(sendable), checker?.parse(readable)]).not.toContain(undefined);
    expect(checker?.isSendable?.(sendable)).toBe(true);
    expect(checker?.isSendable?.(readable)).toBe(false);
  });

  it("are all in this table", () => {
    expect(checkers.size).toBe(28);
  });
});

describe("refusal", () => {
  it.each<[got: unknown, shown: string]>([
    ["a\n", '"a\\n"'],
    [7, "7"],
    [undefined, "undefined"],
    [null, "null"],
    [{}, "[object Object]"],
    [Symbol("a"), "Symbol(a)"],
  ])("names the field, what was wanted, %s and the section", (got, shown) => {
    const error = refusal({ name: "x", section: "RFC 0" }, "y", got);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe(`x: want y, got ${shown} (RFC 0)`);
  });
});

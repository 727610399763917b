import { describe, expect, it } from "vitest";
import { refusal } from "../../../packages/core/src/fields/codec.ts";
import { checkers } from "../../../packages/core/src/fields/codecs.ts";

describe("checkers", () => {
  it.each<[name: string, legal: string, illegal: string]>([
    ["accept", "text/*", "text"],
    ["accept-encoding", "gzip", "gzip;q=1"],
    ["accept-patch", "a/b", "a/*"],
    ["accept-post", "a/*", "a"],
    ["accept-query", '"a/b"', "a/b;"],
    ["accept-ranges", "bytes", "none, bytes"],
    ["allow", "", "GET;"],
    ["cache-control", "no-store", "max-age="],
    ["connection", "close", ""],
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

  it("are all in this table", () => {
    expect(checkers.size).toBe(27);
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

import { describe, expect, it } from "vitest";
import { host } from "../../../packages/core/src/fields/host.ts";
import { transferEncoding } from "../../../packages/core/src/fields/transfer-encoding.ts";
import { inputOf } from "../../support/vectors.ts";

describe("Host, RFC 9110 section 7.2", () => {
  it.each([
    ["a host", "example.com", { host: "example.com" }],
    ["in any case", "Example.COM:80", { host: "example.com", port: 80 }],
    ["an empty port", "example.com:", { host: "example.com" }],
    ["the largest port", "a:65535", { host: "a", port: 65_535 }],
    ["an IPv4 address", "127.0.0.1:8080", { host: "127.0.0.1", port: 8080 }],
    ["an IPv6 address", "[::1]:8080", { host: "[::1]", port: 8080 }],
    ["an address of the future", "[v1.fe80::a+en1]", { host: "[v1.fe80::a+en1]" }],
    ["no host", "", { host: "" }],
    ["percent-encoded", "%E2%98%83.example", { host: "%e2%98%83.example" }],
    ["sub-delims, which a list of hosts may refuse", "a..b", { host: "a..b" }],
  ])("%s: %s", (_what, line, value) => {
    expect(host.parse(line)).toEqual(value);
  });

  it.each([
    ["userinfo", "good.example:x@evil.example"],
    ["userinfo without a port", "a@b"],
    ["a path", "good.example/<script>"],
    ["two hosts", "a, b"],
    ["a bracket left open", "[::1"],
    ["a bracket on its own", "a]"],
    ["no hexadecimal", "[::g]"],
    ["NUL, encoded or not, is no octet of a host", "a\0"],
    ["a port too large", "a:65536"],
    ["a port that is no number", "a:http"],
    ["two ports", "a:1:2"],
    ["a fragment", "###"],
    ["an escape cut short", "%0"],
    ["Unicode", "é.example"],
    ["a space", "a b"],
  ])("%s: %s", (_what, line) => {
    expect(host.parse(line)).toBeUndefined();
  });

  it.each(inputOf("A194") as string[])("A194 %s", (line) => {
    expect(host.parse(line) !== undefined).toBe(line === "a..b" || line === "%00");
  });

  it.each([
    [{ host: "Example.com" }],
    [{ host: "a b" }],
    [{ host: "a", port: 65_536 }],
    [{ host: "a", port: 1.5 }],
    [{ host: "a", port: -1 }],
    [{ host: "a:80" }],
  ])("does not write %j", (value) => {
    expect(() => host.format(value)).toThrow(/^host: .*RFC 9110 section 7\.2/);
  });
});

describe("Transfer-Encoding, RFC 9112 section 6.1", () => {
  it.each([
    ["Chunked", ["chunked"]],
    ["gzip,, chunked", ["gzip", "chunked"]],
    ['GZIP ; A="B,c";d="e", chunked', ['gzip; a="B,c"; d=e', "chunked"]],
    ["gzip;, chunked", ["gzip", "chunked"]],
    ["gzip;a =b, chunked", undefined],
    ["gzip;a, chunked", undefined],
    ["g zip, chunked", undefined],
    ["", undefined],
    [",", undefined],
    ["chunked\0", undefined],
  ])("%j", (line, codings) => {
    expect(transferEncoding.parse(line)).toEqual(codings);
  });
});

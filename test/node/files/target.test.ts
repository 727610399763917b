import { describe, expect, it } from "vitest";
import { normalised, redirectTo, targetOf } from "../../../packages/node/src/files/target.ts";

describe("RFC 9112 section 3.2, a request target", () => {
  it.each<[form: string, target: string, path: string, search: string]>([
    ["3.2.1 origin-form", "/a/b", "/a/b", ""],
    ["3.2.1 origin-form", "/a?b=/c?d", "/a", "?b=/c?d"],
    ["3.2.1 origin-form that looks like a host", "//a.example/b", "//a.example/b", ""],
    ["3.2.1 origin-form with a URI in it", "/http://a.example/b", "/http://a.example/b", ""],
    ["3.2.2 absolute-form", "http://a.example/b?c", "/b", "?c"],
    ["3.2.2 absolute-form", "https://a.example:8443/b", "/b", ""],
    ["9110 4.2.3 a scheme in any case", "HTTP://a.example/b", "/b", ""],
    ["9110 4.2.3 no path", "http://a.example", "/", ""],
    ["9110 4.2.3 no path", "http://a.example?b", "/", "?b"],
    ["9110 4.2.3 no path", "", "/", ""],
    ["9110 7.1 a fragment is no part of it", "/a#b?c", "/a", ""],
    ["9110 7.1 a fragment is no part of it", "/a?b#c", "/a", "?b"],
  ])("%s: %s", (_form, target, path, search) => {
    expect(targetOf(target)).toEqual({ path, search });
  });
});

describe("RFC 3986 section 6.2.2.2, what need not be encoded", () => {
  it.each<[rule: string, path: string, normal: string | undefined]>([
    ["2.3 letters", "/%41%5A%61%7a", "/AZaz"],
    ["2.3 digits", "/%30%39", "/09"],
    ["2.3 the rest", "/%2D%2e%5F%7e", "/-._~"],
    ["2.3 what stands beside them", "/%2C%2f%3A%40%5B%5e%60%7B%7d%7F", undefined],
    ["2.1 no digits", "/%4g%", undefined],
    ["2.1 decoded once", "/%2541", undefined],
    ["2.5 UTF-8", "/caf%C3%A9", undefined],
    ["nothing encoded", "/a", undefined],
  ])("%s: %s", (_rule, path, normal) => {
    const target = normalised({ path, search: "?%41" });
    expect(target).toEqual(normal && { path: normal, search: "?%41" });
  });
});

describe("RFC 9110 section 15.4.2, another path of this server", () => {
  it.each<[rule: string, path: string, search: string, location: string]>([
    ["the query stays", "/a/", "?b", "/a/?b"],
    ["17.11 no host of two slashes", "//evil.example/", "", "/evil.example/"],
    ["17.11 nor of what browsers take for two", "/\\evil.example/", "", "/evil.example/"],
    ["17.11 nor of more", "\\//\\evil.example/", "", "/evil.example/"],
    ["a backslash is data", "/a\\b/", "?c\\d", "/a%5Cb/?c%5Cd"],
  ])("%s: %s%s", (_rule, path, search, location) => {
    const { status, headers } = redirectTo({ path, search });
    expect([status, headers.location]).toEqual([301, location]);
  });

  it("15.5.15: 414 where Location would be too long", () => {
    expect(redirectTo({ path: `/${"a".repeat(8192)}`, search: "" }).status).toBe(414);
  });
});

import * as core from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { describe, expect, it } from "vitest";

describe("adopt(), bare parts", () => {
  it.each<[rule: string, code: unknown, message: RegExp]>([
    ["9110 15.4.6", 305, /^status: 305 is deprecated.*\(RFC 9110 section 15\.4\.6\)$/],
    ["9110 15.4.7", 306, /^status: 306 is reserved \(RFC 9110 section 15\.4\.7\)$/],
    ["9110 15.5.19", 418, /^status: 418 is reserved \(RFC 9110 section 15\.5\.19\)$/],
    ["2774 7", 510, /^status: 510 is obsolete/],
    ["5842 7.1", 208, /^status: 208 stands only inside/],
    ...[100, 102, 103, 104].map((code): [string, unknown, RegExp] => [
      "9110 15.2",
      code,
      /^status: .* interim/,
    ]),
    ["9110 15.2.2", 101, /^status: 101 is sent by the upgrade policy/],
    ...[199, 209, 299, 419, 427, 430, 432, 499, 509, 599].map((code): [string, unknown, RegExp] => [
      "9205 4.6",
      code,
      /^status: \d+ is not registered/,
    ]),
    ...[
      0,
      99,
      600,
      999,
      1000,
      -1,
      200.5,
      Number.NaN,
      "200",
      "200\r\nX: y",
      null,
      undefined,
      {},
    ].map((code): [string, unknown, RegExp] => [
      "9110 15",
      code,
      /^status: want an integer from 100 to 599/,
    ]),
  ])("%s refuses %s", (_rule, code, message) => {
    const parts = { status: code, headers: {}, body: undefined } as core.AnyReply;
    expect(() => adopt(parts)).toThrow(TypeError);
    expect(() => adopt(parts)).toThrow(message);
  });

  it.each([
    [226, "etag"],
    [401, "www-authenticate"],
    [405, "allow"],
    [407, "proxy-authenticate"],
    [426, "connection"],
  ])("%i without %s", (code, field) => {
    const parts = { status: code, headers: {}, body: undefined };
    expect(() => adopt(parts)).toThrow(TypeError);
    expect(() => adopt(parts)).toThrow(new RegExp(`^${field}: ${code} .* requires it \\(RFC`));
  });

  it.each([
    ["428", 428],
    ["429", 429],
    ["431", 431],
    ["511", 511],
  ])("6585 %s is never stored, whatever the parts say", (_rule, code) => {
    const parts = (headers: core.FieldMap) => ({ status: code, headers, body: undefined });
    expect(() => adopt(parts({ "Cache-Control": "max-age=60" }))).toThrow(/^cache-control: /);
    const { headers } = adopt(parts({ "Cache-Control": "no-store" }));
    expect(headers["cache-control"]).toBe("no-store");
  });

  it.each([400, 404, 405, 410, 414, 451, 500, 501])(
    "9110 15.1 %i says how it may be stored, as a helper's does",
    (code) => {
      const headers: core.FieldMap = code === 405 ? { allow: "GET" } : {};
      const adopted = adopt({ status: code, headers, body: "no" });
      expect(adopted.headers["cache-control"]).toBe("no-store");
    },
  );

  it.each<[what: string, headers: unknown, message: RegExp]>([
    ["CR LF", { "x-a": "a\r\nb: c" }, /^x-a: /],
    ["CR LF in a list", { "x-a": ["a\r\nb: c"] }, /^x-a: /],
    ["CR LF in a cookie", { "set-cookie": ["a=b", "c=d\r\ne: f"] }, /^set-cookie: /],
    ["a list where one line is due", { "content-type": ["a/b", "c/d"] }, /^content-type: /],
    ["a list where one line is due", { location: ["/a", "/b"] }, /^location: /],
    ["a list out of grammar", { "www-authenticate": ["Bearer, ="] }, /^www-authenticate: /],
    ["a name that is no token", { "x a": "b" }, /^header name "x a"/],
    ["a name that is no token, a list", { "x a:": ["b"] }, /^header name "x a:"/],
    ["the empty name", { "": "b" }, /^header name ""/],
    ["a number", { "x-a": 7 }, /^x-a: want a string/],
    ["undefined", { "x-a": undefined }, /^x-a: want a string/],
    ["out of grammar", { "retry-after": "soon" }, /^retry-after: /],
    ["not with this status", { "content-range": "bytes 0-0/1" }, /^content-range: /],
  ])("refuses %s", (_what, headers, message) => {
    const parts = { status: 200, headers, body: "a" } as core.AnyReply;
    expect(() => adopt(parts)).toThrow(message);
  });

  it("takes the lines of a list, and names in any case", () => {
    const headers = {
      "Set-Cookie": ["a=b", "c=d"],
      "WWW-Authenticate": ["Bearer", 'Basic realm="a"'],
      "X-A": "b",
    };
    const adopted = adopt({ status: 401, headers, body: undefined });
    expect({ ...adopted.headers }).toEqual({
      "cache-control": "no-store",
      "set-cookie": ["a=b", "c=d"],
      "www-authenticate": ["Bearer", 'Basic realm="a"'],
      "x-a": "b",
    });
    expect(Object.getPrototypeOf(adopted.headers)).toBeNull();
    expect(core.isReply(adopted)).toBe(true);
  });

  it("lets a helper's reply pass as it is", () => {
    const reply = core.ok("a");
    expect(adopt(reply)).toBe(reply);
  });

  it.each([undefined, null, 7, "a", Symbol("a"), []])("says what it wants, given %s", (value) => {
    expect(() => adopt(value as never)).toThrow(TypeError);
    expect(() => adopt(value as never)).toThrow(/^(reply|status): want /);
  });
});

import { describe, expect, it } from "vitest";
import {
  basic,
  bearer,
  type Challenge,
  formatChallenge,
  proxyAuthenticate,
  wwwAuthenticate,
} from "../../../packages/core/src/fields/challenge.ts";

describe("RFC 9110 section 11.6.1, reading challenges", () => {
  it.each<[rule: string, line: string, Challenge[]]>([
    [
      "11.6.1 the example",
      'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',
      [
        { scheme: "Basic", params: { realm: "simple" } },
        { scheme: "Newauth", params: { realm: "apps", type: "1", title: 'Login to "apps"' } },
      ],
    ],
    [
      "11.6.1 a scheme alone in the middle",
      'Basic realm="a", Bearer, Digest x=y, z=w',
      [
        { scheme: "Basic", params: { realm: "a" } },
        { scheme: "Bearer" },
        { scheme: "Digest", params: { x: "y", z: "w" } },
      ],
    ],
    [
      "11.3 token68",
      "Negotiate oYG3MIG0oAMKAQE=",
      [{ scheme: "Negotiate", token68: "oYG3MIG0oAMKAQE=" }],
    ],
    [
      "11.3 token68, two",
      "A a==, B b",
      [
        { scheme: "A", token68: "a==" },
        { scheme: "B", token68: "b" },
      ],
    ],
    ["11.3 token68, not a parameter without value", "A b=", [{ scheme: "A", token68: "b=" }]],
    [
      "11.2 whitespace around the equals sign",
      'A b = "c" , d\t=e',
      [{ scheme: "A", params: { b: "c", d: "e" } }],
    ],
    ["11.2 an empty value", 'A realm=""', [{ scheme: "A", params: { realm: "" } }]],
    ["11.2 names in any case", "A Realm=b", [{ scheme: "A", params: { realm: "b" } }]],
    ["5.6.1.2 empty members", ", A b=c,, d=e ,", [{ scheme: "A", params: { b: "c", d: "e" } }]],
    ["a comma in a quoted-string", 'A b="c, D e=f"', [{ scheme: "A", params: { b: "c, D e=f" } }]],
    ["several spaces", "A   b=c", [{ scheme: "A", params: { b: "c" } }]],
    [
      "a name that objects inherit",
      "A __proto__=b",
      [{ scheme: "A", params: JSON.parse('{"__proto__":"b"}') }],
    ],
  ])("%s: %s", (_rule, line, challenges) => {
    expect(wwwAuthenticate.parse(line)).toEqual(challenges);
    expect(proxyAuthenticate.parse(line)).toEqual(challenges);
  });

  it.each<[rule: string, line: string]>([
    ["none", ""],
    ["none", " , "],
    ["11.2 a name twice", "A b=c, b=d"],
    ["11.2 a name twice", "A b=c, B=d"],
    ["a parameter of nothing", "a=b"],
    ["a parameter of nothing", 'realm="a", Basic'],
    ["a parameter after a token68", "A b==, c=d"],
    ["a parameter after a scheme alone", "A, b=c"],
    ["a quoted-string that never closes", 'Basic realm="a'],
    ["a quoted-string that never closes", 'Basic realm="a, Bearer'],
    ["no comma between parameters", "A b=c d=e"],
    ["neither token68 nor parameter", "A b c"],
    ["neither token68 nor parameter", "A =b"],
    ["neither token68 nor parameter", "A b=c=d"],
    ["neither token68 nor parameter", 'A "b"'],
    ["a scheme that is no token", "A:b"],
    ["a scheme that is no token", '"A" b=c'],
    ["a control character", 'A b="\n"'],
  ])("%s: malformed: %s", (_rule, line) => {
    expect(wwwAuthenticate.parse(line)).toBeUndefined();
  });
});

describe("writing challenges", () => {
  it.each<[rule: string, Challenge, line: string]>([
    ["RFC 7617 section 2", basic("WallyWorld"), 'Basic realm="WallyWorld"'],
    [
      "RFC 7617 section 2.1",
      basic("foo", { charset: "UTF-8" }),
      'Basic realm="foo", charset="UTF-8"',
    ],
    ["RFC 9110 section 11.5, quoted also if empty", basic(""), 'Basic realm=""'],
    [
      "an attempt to break out",
      basic('a", Bearer realm="b\\'),
      'Basic realm="a\\", Bearer realm=\\"b\\\\"',
    ],
    ["RFC 6750 section 3.1, no credentials", bearer(), "Bearer"],
    ["RFC 6750 section 3", bearer({ realm: "example" }), 'Bearer realm="example"'],
    [
      "RFC 6750 section 3",
      bearer({ scope: "a b", error: "invalid_token", errorDescription: "It expired" }),
      'Bearer scope="a b", error="invalid_token", error_description="It expired"',
    ],
    [
      "RFC 9110 section 11.3, token68",
      { scheme: "Negotiate", token68: "a/b==" },
      "Negotiate a/b==",
    ],
    ["RFC 9110 section 11.3, the scheme alone", { scheme: "Negotiate" }, "Negotiate"],
    ["RFC 9110 section 11.3, no parameters", { scheme: "X", params: {} }, "X"],
    [
      "RFC 7616 section 3.3, algorithm and stale are not quoted",
      { scheme: "Digest", params: { realm: "a", nonce: "b", algorithm: "SHA-256", stale: "true" } },
      'Digest realm="a", nonce="b", algorithm=SHA-256, stale=true',
    ],
  ])("%s: %j", (_rule, challenge, line) => {
    expect(formatChallenge(challenge)).toBe(line);
    expect(proxyAuthenticate.format(challenge)).toBe(line);
    expect(wwwAuthenticate.format([challenge])).toBe(line);
  });

  it("writes several with commas, and none not at all", () => {
    expect(wwwAuthenticate.format([basic("a"), bearer()])).toBe('Basic realm="a", Bearer');
    expect(() => wwwAuthenticate.format([] as never)).toThrow(
      /^www-authenticate: want at least one/,
    );
  });

  it.each<[rule: string, challenge: unknown]>([
    ["RFC 9110 section 11.1, scheme", { scheme: "" }],
    ["RFC 9110 section 11.1, scheme", { scheme: "a b" }],
    ["RFC 9110 section 11.1, scheme", { scheme: "é" }],
    ["RFC 9110 section 11.1, scheme", { scheme: undefined }],
    ["RFC 9110 section 11.2, token68", { scheme: "a", token68: "" }],
    ["RFC 9110 section 11.2, token68", { scheme: "a", token68: "a b" }],
    ["RFC 9110 section 11.2, token68", { scheme: "a", token68: "=a" }],
    ["RFC 9110 section 11.2, token68", { scheme: "a", token68: undefined }],
    ["RFC 9110 section 11.2, names", { scheme: "a", params: { "b c": "d" } }],
    ["RFC 9110 section 11.2, once", { scheme: "a", params: { b: "c", B: "d" } }],
    ["a line break", { scheme: "a", params: { b: "c\r\nd: e" } }],
    ["Unicode", { scheme: "a", params: { b: "é" } }],
    ["no value", { scheme: "a", params: { b: undefined } }],
    ["RFC 7617 section 2, realm", { scheme: "basic" }],
    ["RFC 7617 section 2, realm", { scheme: "Basic", params: { charset: "UTF-8" } }],
    [
      "RFC 7617 section 2.1, charset",
      { scheme: "BASIC", params: { realm: "", charset: "latin1" } },
    ],
    ["RFC 6750 section 3, scope", { scheme: "Bearer", params: { scope: 'a"b' } }],
    ["RFC 6750 section 3, scope", { scheme: "Bearer", params: { scope: "a  b" } }],
    ["RFC 6750 section 3, scope", { scheme: "Bearer", params: { scope: "" } }],
    [
      "RFC 6750 section 3, error_description",
      { scheme: "Bearer", params: { error_description: "a\\b" } },
    ],
    [
      "RFC 6750 section 3, error_description",
      { scheme: "Bearer", params: { error_description: "" } },
    ],
    ["RFC 6750 section 3, error_uri", { scheme: "Bearer", params: { error_uri: "a b" } }],
    ["RFC 7616 section 3.3, nonce", { scheme: "Digest", params: { realm: "a" } }],
    [
      "RFC 7616 section 3.3, stale",
      { scheme: "Digest", params: { realm: "a", nonce: "b", stale: "not so" } },
    ],
  ])("%s: refuses %j", (_rule, challenge) => {
    expect(() => formatChallenge(challenge as never)).toThrow(RangeError);
    expect(() => formatChallenge(challenge as never)).toThrow(/^www-authenticate: want /);
    expect(() => proxyAuthenticate.format(challenge as never)).toThrow(
      /^proxy-authenticate: want /,
    );
  });

  it("refuses early, where the challenge is made", () => {
    expect(() => basic("caf\u00e9")).toThrow(RangeError);
    expect(() => basic(undefined as never)).toThrow(RangeError);
    expect(() => bearer({ scope: "a\nb" })).toThrow(/scope \(RFC 6750 section 3\)/);
  });
});

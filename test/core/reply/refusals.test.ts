import * as core from "@rightstatus/core";
import { describe, expect, it } from "vitest";
import { plainErrors } from "./calls.ts";
import { type Refused, refused } from "./refused.ts";

/** What JavaScript programs get wrong, and no compiler tells them. */
// biome-ignore lint/suspicious/noExplicitAny: these calls do not compile, and that is the point
const js: any = core;

describe("a required argument is missing", () => {
  refused([
    ["created()", () => js.created(), TypeError, "location", "RFC 9110 section 10.2.2"],
    ['created("")', () => js.created(""), TypeError, "location", "RFC 9110 section 10.2.2"],
    ["found()", () => js.found(), TypeError, "location", "RFC 9110 section 10.2.2"],
    ["seeOther(null)", () => js.seeOther(null), TypeError, "location", "RFC 9110 section 10.2.2"],
    [
      "unauthorized()",
      () => js.unauthorized(),
      TypeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "unauthorized(null)",
      () => js.unauthorized(null),
      TypeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "unauthorized([])",
      () => js.unauthorized([]),
      TypeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "proxyAuthenticationRequired()",
      () => js.proxyAuthenticationRequired(),
      TypeError,
      "proxy-authenticate",
      "RFC 9110 section 11.7.1",
    ],
    [
      "methodNotAllowed()",
      () => js.methodNotAllowed(),
      TypeError,
      "allow",
      "RFC 9110 section 10.2.1",
    ],
    [
      "notAcceptable()",
      () => js.notAcceptable(),
      TypeError,
      "notAcceptable",
      "RFC 9110 section 15.5.7",
    ],
    [
      "unsupportedMediaType()",
      () => js.unsupportedMediaType(),
      TypeError,
      "unsupportedMediaType",
      "RFC 9110 section 15.5.16",
    ],
    [
      "unsupportedMediaType({})",
      () => js.unsupportedMediaType({}),
      TypeError,
      "unsupportedMediaType",
      "RFC 9110 section 15.5.16",
    ],
    [
      "rangeNotSatisfiable()",
      () => js.rangeNotSatisfiable(),
      TypeError,
      "content-range",
      "RFC 9110 section 14.4",
    ],
    ["upgradeRequired()", () => js.upgradeRequired(), TypeError, "upgrade", "RFC 9110 section 7.8"],
    [
      "upgradeRequired([])",
      () => js.upgradeRequired([]),
      TypeError,
      "upgrade",
      "RFC 9110 section 7.8",
    ],
    ["imUsed()", () => js.imUsed(), TypeError, "im", "RFC 3229 section 10.5.2"],
    [
      "imUsed(im, body)",
      () => js.imUsed("feed", "a"),
      TypeError,
      "etag",
      "RFC 3229 section 10.4.1",
    ],
    [
      "imUsed(im, body, {})",
      () => js.imUsed("feed", "a", {}),
      TypeError,
      "etag",
      "RFC 3229 section 10.4.1",
    ],
    [
      "networkAuthenticationRequired()",
      () => js.networkAuthenticationRequired(),
      TypeError,
      "location",
      "RFC 9110 section 10.2.2",
    ],
    [
      "switchingProtocols()",
      () => js.switchingProtocols(),
      TypeError,
      "upgrade",
      "RFC 9110 section 7.8",
    ],
    ["earlyHints()", () => js.earlyHints(), TypeError, "earlyHints", "RFC 8297 section 2"],
    ["earlyHints(null)", () => js.earlyHints(null), TypeError, "earlyHints", "RFC 8297 section 2"],
    ["earlyHints([])", () => js.earlyHints([]), TypeError, "earlyHints", "RFC 8297 section 2"],
  ]);
});

describe("an argument is of the wrong kind", () => {
  refused([
    ["location: number", () => js.created(7), TypeError, "location.* 7", "RFC 9110 section 10.2.2"],
    [
      "location: object",
      () => js.found({ href: "/" }),
      TypeError,
      "location",
      "RFC 9110 section 10.2.2",
    ],
    [
      "statusUrl: number",
      () => js.accepted("a", { statusUrl: 7 }),
      RangeError,
      "link",
      "RFC 8288 section 3",
    ],
    [
      "challenge: string",
      () => js.unauthorized("Bearer"),
      RangeError,
      'www-authenticate.* "Bearer',
      "RFC 9110 section 11.6.1",
    ],
    [
      "challenge: number",
      () => js.unauthorized(7),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "challenges: a string among them",
      () => js.unauthorized(["Bearer"]),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "challenge: empty",
      () => js.unauthorized({}),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "challenge: a token68 and parameters",
      () => js.unauthorized({ scheme: "A", token68: "b", params: { c: "d" } }),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "challenge: scheme undefined",
      () => js.unauthorized({ scheme: undefined }),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "allow: string",
      () => js.methodNotAllowed("GET"),
      TypeError,
      "allow",
      "RFC 9110 section 10.2.1",
    ],
    [
      "allow: numbers",
      () => js.methodNotAllowed([7]),
      RangeError,
      "allow",
      "RFC 9110 section 10.2.1",
    ],
    [
      "allow: no token",
      () => js.methodNotAllowed(["GET HEAD"]),
      RangeError,
      "allow",
      "RFC 9110 section 10.2.1",
    ],
    [
      "allow: empty method",
      () => js.methodNotAllowed([""]),
      RangeError,
      "allow",
      "RFC 9110 section 10.2.1",
    ],
    [
      "available: string",
      () => js.notAcceptable("text/html"),
      TypeError,
      "notAcceptable",
      "RFC 9110 section 15.5.7",
    ],
    [
      "supported: string",
      () => js.unsupportedMediaType("a/b"),
      TypeError,
      "unsupportedMediaType",
      "RFC 9110 section 15.5.16",
    ],
    [
      "supported: two at once",
      () => js.unsupportedMediaType({ accept: ["a/b"], acceptEncoding: ["gzip"] }),
      TypeError,
      "unsupportedMediaType",
      "RFC 9110 section 15.5.16",
    ],
    [
      "supported: unknown",
      () => js.unsupportedMediaType({ acceptLanguage: ["en"] }),
      TypeError,
      "unsupportedMediaType",
      "RFC 9110 section 15.5.16",
    ],
    ...(
      [
        ["accept", "accept", "RFC 9110 section 12.5.1"],
        ["acceptEncoding", "accept-encoding", "RFC 9110 section 12.5.3"],
        ["acceptPatch", "accept-patch", "RFC 5789 section 3.1"],
        ["acceptPost", "accept-post", "W3C LDP section 7.1"],
        ["acceptQuery", "accept-query", "RFC 10008 section 3"],
      ] as const
    ).flatMap(([key, field, section]): Refused[] => [
      [`${key}: string`, () => js.unsupportedMediaType({ [key]: "a" }), TypeError, field, section],
      [
        `${key}: out of grammar`,
        () => js.unsupportedMediaType({ [key]: ["a b/c"] }),
        RangeError,
        field,
        section,
      ],
    ]),
    [
      "acceptPatch: a wildcard",
      () => js.unsupportedMediaType({ acceptPatch: ["*/*"] }),
      RangeError,
      "accept-patch",
      "RFC 5789 section 3.1",
    ],
    [
      "upgrade: string",
      () => js.upgradeRequired("websocket"),
      TypeError,
      "upgrade",
      "RFC 9110 section 7.8",
    ],
    [
      "upgrade: two slashes",
      () => js.upgradeRequired(["a/b/c"]),
      RangeError,
      "upgrade",
      "RFC 9110 section 7.8",
    ],
    [
      "im: no token",
      () => js.imUsed("a b", "a", { etag: core.etag("1") }),
      RangeError,
      "im",
      "RFC 3229 section 10.5.2",
    ],
    [
      "im: none",
      () => js.imUsed([], "a", { etag: core.etag("1") }),
      RangeError,
      "im",
      "RFC 3229 section 10.5.2",
    ],
    ...[-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "100", null, 10n].map(
      (length): Refused => [
        `complete length: ${typeof length} ${String(length)}`,
        () => js.rangeNotSatisfiable(length),
        RangeError,
        `content-range.*, got ${typeof length === "string" ? '"100' : String(length)}`.replace(
          "+",
          "\\+",
        ),
        "RFC 9110 section 14.4",
      ],
    ),
    ...[
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e21,
      "30",
      null,
      new Date(Number.NaN),
      {},
    ].flatMap((wait): Refused[] =>
      (
        [
          ["accepted", (o: object) => js.accepted("a", o)],
          ["found", (o: object) => js.found("/", o)],
          ["contentTooLarge", (o: object) => js.contentTooLarge("no", o)],
          ["tooManyRequests", (o: object) => js.tooManyRequests(o)],
          ["serviceUnavailable", (o: object) => js.serviceUnavailable(o)],
        ] as const
      ).map(([name, call]) => [
        `${name}, retryAfter: ${typeof wait} ${String(wait)}`,
        () => call({ retryAfter: wait }),
        RangeError,
        "retry-after",
        "RFC 9110 section 10.2.3",
      ]),
    ),
    ["links: string", () => js.earlyHints("/a.css"), RangeError, "link", "RFC 8288 section 3"],
    [
      "links: no relation",
      () => js.earlyHints({ href: "/a" }),
      RangeError,
      "link",
      "RFC 8288 section 3",
    ],
    [
      "bearer: realm of another kind",
      () => js.bearer({ realm: 7 }),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    [
      "basic: no realm",
      () => js.basic(),
      RangeError,
      "www-authenticate",
      "RFC 9110 section 11.6.1",
    ],
    ["etag: number", () => js.etag(7), TypeError, "etag", "RFC 9110 section 8.8.3"],
    ["body: function", () => js.ok(() => 1), TypeError, "body", "RFC 9110 section 8.1"],
    ["body: symbol", () => js.ok(Symbol("a")), TypeError, "body", "RFC 9110 section 8.1"],
    ["body: bigint", () => js.conflict({ body: 1n }), TypeError, "body", "RFC 9110 section 8.1"],
  ]);
});

describe("a problem of the wrong kind", () => {
  it.each(
    plainErrors.flatMap((name) =>
      [7, true, null, [], ["a"], () => 1, Symbol("a")].map((p) => [name, p]),
    ),
  )("%s(%s)", (name, problem) => {
    expect(() => js[name as string](problem)).toThrow(TypeError);
    expect(() => js[name as string](problem)).toThrow(
      /^problem: want a string or an object, .*\(RFC 9457 section 3.1\)$/,
    );
  });

  it.each(plainErrors)("%s({ body }) with a member beside it", (name) => {
    expect(() => js[name]({ body: 1, detail: "a" })).toThrow(
      /^problem body: .*\(RFC 9457 section 3\.2\)$/,
    );
  });
});

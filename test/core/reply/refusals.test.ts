import * as core from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { describe, expect, it } from "vitest";
import { plainErrors, withOptions } from "./calls.ts";
import { hostileTexts } from "./hostile-texts.ts";

/** What JavaScript programs get wrong, and no compiler tells them. */
// biome-ignore lint/suspicious/noExplicitAny: these calls do not compile, and that is the point
const js: any = core;
/** The error, its first word, and the section that its message cites. */
type Row = [
  what: string,
  call: () => unknown,
  error: new () => Error,
  field: string,
  section: string,
];

const noContent = "RFC 9110 section 15.3.5";
const stream = () => new Blob(["a"]);

/** No options, and no absence of them either. */
const wrongOptions: [kind: string, options: unknown][] = [
  ["text", "a"],
  ["an empty text", ""],
  ["a number", 7],
  ["true", true],
  ["false", false],
  ["null", null],
  ["a list", []],
  ["a function", () => ({})],
];

function refused(rows: readonly Row[]): void {
  it.each(rows)("%s", (_what, call, error, field, section) => {
    expect(call).toThrow(error);
    expect(call).toThrow(new RegExp(`^${field}\\b.*\\(${section.replaceAll(".", "\\.")}\\)$`));
  });
}

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
      RangeError,
      "content-range",
      "RFC 9110 section 14.4",
    ],
    [
      "upgradeRequired()",
      () => js.upgradeRequired(),
      RangeError,
      "upgrade",
      "RFC 9110 section 7.8",
    ],
    [
      "upgradeRequired([])",
      () => js.upgradeRequired([]),
      RangeError,
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
      RangeError,
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
    ["location: number", () => js.created(7), TypeError, "location", "RFC 9110 section 10.2.2"],
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
      "www-authenticate",
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
    ).flatMap(([key, field, section]): Row[] => [
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
      (length): Row => [
        `complete length: ${typeof length} ${String(length)}`,
        () => js.rangeNotSatisfiable(length),
        RangeError,
        "content-range",
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
    ].flatMap((wait): Row[] =>
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

describe("content where there is none", () => {
  refused([
    [
      "204 type",
      () => js.noContent({ type: "text/html" }),
      TypeError,
      "content-type",
      "RFC 9110 section 8.3",
    ],
    [
      "204 language",
      () => js.noContent({ language: "en" }),
      TypeError,
      "language",
      "RFC 9110 section 8.5",
    ],
    [
      "205 type",
      () => js.resetContent({ type: "text/html" }),
      TypeError,
      "content-type",
      "RFC 9110 section 8.3",
    ],
    [
      "301 type",
      () => js.movedPermanently("/", { type: "a/b" }),
      TypeError,
      "content-type",
      "RFC 9110 section 8.3",
    ],
    [
      "204 Content-Length",
      () => js.noContent({ headers: { "Content-Length": "0" } }),
      TypeError,
      "content-length",
      noContent,
    ],
    [
      "204 Content-Encoding",
      () => js.noContent({ headers: { "content-encoding": "gzip" } }),
      TypeError,
      "content-encoding",
      "RFC 9110 section 8.4",
    ],
    [
      "204 adopted",
      () => adopt({ status: 204, headers: {}, body: "a" }),
      TypeError,
      "body",
      noContent,
    ],
    [
      "205 adopted",
      () => adopt({ status: 205, headers: {}, body: new Uint8Array(1) }),
      TypeError,
      "body",
      "RFC 9110 section 15.3.6",
    ],
    [
      "304 adopted",
      () => adopt({ status: 304, headers: {}, body: "" }),
      TypeError,
      "body",
      "RFC 9110 section 15.4.5",
    ],
  ]);

  it.each([
    ["noContent", () => js.noContent("a")],
    ["resetContent", () => js.resetContent({ a: 1 })],
  ])("%s: content in the place of the options", (_name, call) => {
    expect(call).toThrow(TypeError);
  });
});

describe("framing is the writer's", () => {
  const ours: [field: string, section: string][] = [
    ["Transfer-Encoding", "RFC 9112 section 6.1"],
    ["Keep-Alive", "RFC 9110 section 7.6.1"],
    ["Proxy-Connection", "RFC 9110 section 7.6.1"],
    ["Trailer", "RFC 9110 section 6.6.2"],
  ];
  refused(
    ours.flatMap(([field, section]): Row[] => {
      const headers = { [field]: "a" };
      const name = field.toLowerCase();
      return [
        [`${field} on 200`, () => core.ok("a", { headers }), TypeError, name, section],
        [
          `${field} on 200, a stream`,
          () => core.ok(stream(), { headers }),
          TypeError,
          name,
          section,
        ],
        [`${field} on 404`, () => core.notFound("a", { headers }), TypeError, name, section],
        [`${field} by with()`, () => core.noContent().with(headers), TypeError, name, section],
        [
          `${field} on 103`,
          () => core.earlyHints({ href: "/", rel: "a" }, { headers }),
          TypeError,
          name,
          section,
        ],
        [
          `${field} adopted`,
          () => adopt({ status: 200, headers, body: "a" }),
          TypeError,
          name,
          section,
        ],
        [
          `${field} adopted, as a list`,
          () => adopt({ status: 200, headers: { [field]: ["a"] }, body: "a" }),
          TypeError,
          name,
          section,
        ],
      ];
    }),
  );

  refused([
    [
      "Content-Length of text",
      () => core.ok("a", { headers: { "content-length": "1" } }),
      TypeError,
      "content-length",
      "RFC 9110 section 8.6",
    ],
    [
      "Content-Length of text, adopted as a list",
      () => adopt({ status: 200, headers: { "content-length": ["5"] }, body: "a" }),
      TypeError,
      "content-length",
      "RFC 9110 section 8.6",
    ],
    [
      "Content-Length of 205",
      () => core.resetContent({ headers: { "CONTENT-LENGTH": "5" } }),
      TypeError,
      "CONTENT-LENGTH",
      "RFC 9110 section 15.3.6",
    ],
    ...["-5", "abc", "1e1", "1, 2", "+5", "", "0x5", "5.0", "99999999999999999999"].map(
      (length): Row => [
        `Content-Length of a stream: ${JSON.stringify(length)}`,
        () => core.ok(stream(), { headers: { "content-length": length } }),
        RangeError,
        "content-length",
        "RFC 9110 section 8.6",
      ],
    ),
    [
      "Content-Length with space around it",
      () => core.ok(stream(), { headers: { "content-length": " 5" } }),
      RangeError,
      "content-length",
      "RFC 9110 section 5.5",
    ],
    [
      "Content-Encoding of text",
      () => core.ok("a", { headers: { "content-encoding": "gzip" } }),
      TypeError,
      "content-encoding",
      "RFC 9110 section 8.4",
    ],
    [
      "Content-Encoding of JSON",
      () => core.notFound("a", { headers: { "content-encoding": "br" } }),
      TypeError,
      "content-encoding",
      "RFC 9110 section 8.4",
    ],
    [
      "Content-Range on 200",
      () => core.ok("a", { headers: { "content-range": "bytes 0-0/1" } }),
      TypeError,
      "content-range",
      "RFC 9110 section 14.4",
    ],
    [
      "Early-Data on 425",
      () => core.tooEarly("a", { headers: { "early-data": "1" } }),
      TypeError,
      "early-data",
      "RFC 8470 section 5.2",
    ],
  ]);
});

describe("what a helper states is stated once", () => {
  refused(
    (
      [
        ["Location", "RFC 9110 section 15.3.2", (headers) => core.created("/", "a", { headers })],
        ["location", "RFC 9110 section 15.4.3", (headers) => core.found("/", { headers })],
        [
          "Allow",
          "RFC 9110 section 15.5.6",
          (headers) => core.methodNotAllowed([], "a", { headers }),
        ],
        [
          "WWW-Authenticate",
          "RFC 9110 section 15.5.2",
          (headers) => core.unauthorized(core.bearer(), "a", { headers }),
        ],
        [
          "Connection",
          "RFC 9110 section 15.5.9",
          (headers) => core.requestTimeout("a", { headers }),
        ],
        [
          "upgrade",
          "RFC 9110 section 15.5.22",
          (headers) => core.upgradeRequired(["a"], "a", { headers }),
        ],
        [
          "Content-Range",
          "RFC 9110 section 15.5.17",
          (headers) => core.rangeNotSatisfiable(1, "a", { headers }),
        ],
        [
          "Retry-After",
          "RFC 6585 section 4",
          (headers) => core.tooManyRequests({ retryAfter: 1, headers }),
        ],
      ] as [string, string, (headers: Record<string, string>) => unknown][]
    ).map(
      ([field, section, call]): Row => [
        field,
        () => call({ [field]: "a" }),
        TypeError,
        field,
        section,
      ],
    ),
  );

  refused(
    (
      [
        ["428", "RFC 6585 section 3", (o) => core.preconditionRequired("a", o)],
        ["429", "RFC 6585 section 4", (o) => core.tooManyRequests(o)],
        ["431", "RFC 6585 section 5", (o) => core.requestHeaderFieldsTooLarge("a", o)],
        ["511", "RFC 6585 section 6", (o) => core.networkAuthenticationRequired("/", "a", o)],
      ] as [string, string, (o: core.Options) => unknown][]
    ).map(
      ([code, section, call]): Row => [
        `${code} never stored`,
        () => call({ cacheControl: "max-age=60" }),
        TypeError,
        "cache-control",
        section,
      ],
    ),
  );

  it.each([
    ["428", (o: core.Options) => core.preconditionRequired("a", o)],
    ["429", (o: core.Options) => core.tooManyRequests(o)],
    ["431", (o: core.Options) => core.requestHeaderFieldsTooLarge("a", o)],
    ["511", (o: core.Options) => core.networkAuthenticationRequired("/", "a", o)],
  ])("%s: no-store with more beside it is no-store", (_code, call) => {
    const { headers } = call({ cacheControl: "no-store, private" });
    expect(headers["cache-control"]).toBe("no-store, private");
  });
});

describe("options of the wrong kind", () => {
  it.each(
    Object.keys(withOptions).flatMap((name) =>
      wrongOptions.map((wrong) => [name, ...wrong] as const),
    ),
  )("%s: %s", (name, _kind, options) => {
    expect(() => withOptions[name]?.(options)).toThrow(TypeError);
    expect(() => withOptions[name]?.(options)).toThrow(/^options: want an object/);
  });

  const typos: [option: string, options: object][] = [
    ["cachecontrol", { cachecontrol: "no-store" }],
    ["Headers", { Headers: { a: "b" } }],
    ["eTag", { eTag: core.etag("1") }],
    ["link", { link: [] }],
    ["retryafter", { retryafter: 5 }],
    ["status", { status: 200 }],
    ["x-trace", { "x-trace": "1" }],
  ];
  it.each(
    Object.keys(withOptions).flatMap((name) => typos.map((typo) => [name, ...typo] as const)),
  )("%s: no option is called %s", (name, option, options) => {
    expect(() => withOptions[name]?.(options)).toThrow(TypeError);
    expect(() => withOptions[name]?.(options)).toThrow(new RegExp(`^options: .*\\b${option}\\b`));
  });

  it.each([
    ["ok", () => js.ok("a", { retryAfter: 5 })],
    ["notFound", () => js.notFound("a", { retryAfter: 5 })],
    ["created", () => js.created("/", "a", { statusUrl: "/" })],
    ["found", () => js.found("/", { preferred: "/" })],
    ["conflict", () => js.conflict("a", { problem: "b" })],
    ["ok", () => js.ok("a", { blockedBy: "/" })],
  ])("%s has no option of another helper", (_name, call) => {
    expect(call).toThrow(TypeError);
  });

  refused(
    (
      [
        ["headers: string", { headers: "x-a: b" }, TypeError, "headers", "RFC 9110 section 5"],
        ["headers: list", { headers: [["x-a", "b"]] }, TypeError, "headers", "RFC 9110 section 5"],
        [
          "headers: Map",
          { headers: new Map([["x-a", "b"]]) },
          TypeError,
          "headers",
          "RFC 9110 section 5",
        ],
        [
          "headers: Headers",
          { headers: new Headers({ "x-a": "b" }) },
          TypeError,
          "headers",
          "RFC 9110 section 5",
        ],
        ["headers: number", { headers: 7 }, TypeError, "headers", "RFC 9110 section 5"],
        ["value: number", { headers: { "x-a": 7 } }, TypeError, "x-a", "RFC 9110 section 5.5"],
        [
          "value: undefined",
          { headers: { "x-a": undefined } },
          TypeError,
          "x-a",
          "RFC 9110 section 5.5",
        ],
        ["value: null", { headers: { "x-a": null } }, TypeError, "x-a", "RFC 9110 section 5.5"],
        [
          "value: list",
          { headers: { "x-a": ["a", "b"] } },
          TypeError,
          "x-a",
          "RFC 9110 section 5.5",
        ],
        [
          "value: object",
          { headers: { "x-a": { toString: () => "a" } } },
          TypeError,
          "x-a",
          "RFC 9110 section 5.5",
        ],
        [
          "value: space before",
          { headers: { "x-a": " a" } },
          RangeError,
          "x-a",
          "RFC 9110 section 5.5",
        ],
        [
          "value: space after",
          { headers: { "x-a": "a\t" } },
          RangeError,
          "x-a",
          "RFC 9110 section 5.5",
        ],
        ["etag: unquoted", { etag: "abc" }, RangeError, "etag", "RFC 9110 section 8.8.3"],
        ["etag: number", { etag: 7 }, RangeError, "etag", "RFC 9110 section 8.8.3"],
        ["etag: null", { etag: null }, RangeError, "etag", "RFC 9110 section 8.8.3"],
        [
          "etag by header",
          { headers: { etag: "abc" } },
          RangeError,
          "etag",
          "RFC 9110 section 8.8.3",
        ],
        [
          "lastModified: string",
          { lastModified: "1994-11-06" },
          RangeError,
          "last-modified",
          "RFC 9110 section 8.8.2",
        ],
        [
          "lastModified: number",
          { lastModified: 7 },
          RangeError,
          "last-modified",
          "RFC 9110 section 8.8.2",
        ],
        [
          "lastModified: invalid",
          { lastModified: new Date(Number.NaN) },
          RangeError,
          "last-modified",
          "RFC 9110 section 8.8.2",
        ],
        [
          "cacheControl: number",
          { cacheControl: 60 },
          TypeError,
          "cache-control",
          "RFC 9110 section 5.5",
        ],
        [
          "cacheControl: object",
          { cacheControl: {} },
          TypeError,
          "cache-control",
          "RFC 9110 section 5.5",
        ],
        [
          "cacheControl: grammar",
          { cacheControl: "max-age=1;x" },
          RangeError,
          "cache-control",
          "RFC 9111 section 5.2",
        ],
        ["vary: string", { vary: "Accept" }, TypeError, "vary", "RFC 9110 section 12.5.5"],
        ["vary: object", { vary: { accept: true } }, TypeError, "vary", "RFC 9110 section 12.5.5"],
        [
          "vary: no token",
          { vary: ["Accept, Origin"] },
          RangeError,
          "vary",
          "RFC 9110 section 12.5.5",
        ],
        [
          "vary by header",
          { headers: { vary: "a b" } },
          RangeError,
          "vary",
          "RFC 9110 section 12.5.5",
        ],
        [
          "contentLocation: number",
          { contentLocation: 7 },
          TypeError,
          "content-location",
          "RFC 9110 section 8.7",
        ],
        [
          "contentLocation: empty",
          { contentLocation: "" },
          TypeError,
          "content-location",
          "RFC 9110 section 8.7",
        ],
        [
          "contentLocation: fragment",
          { contentLocation: "/a#b" },
          RangeError,
          "content-location",
          "RFC 9110 section 8.7",
        ],
        [
          "links: object",
          { links: { href: "/", rel: "a" } },
          TypeError,
          "link",
          "RFC 8288 section 3",
        ],
        ["links: string", { links: "/" }, TypeError, "link", "RFC 8288 section 3"],
        ["links: strings", { links: ["/"] }, RangeError, "link", "RFC 8288 section 3"],
        ["links: null", { links: null }, TypeError, "link", "RFC 8288 section 3"],
        ["type: number", { type: 7 }, RangeError, "content-type", "RFC 9110 section 8.3"],
        [
          "type: two",
          { type: "text/html, text/plain" },
          RangeError,
          "content-type",
          "RFC 9110 section 8.3",
        ],
        [
          "type: a wildcard",
          { type: "text/*" },
          RangeError,
          "content-type",
          "RFC 9110 section 8.3",
        ],
        [
          "type: space before",
          { type: " text/html" },
          RangeError,
          "content-type",
          "RFC 9110 section 8.3",
        ],
        [
          "type: markup",
          { type: "text/html<script>" },
          RangeError,
          "content-type",
          "RFC 9110 section 8.3",
        ],
        [
          "type: obs-text",
          { type: 'text/html; a="\xe9"' },
          RangeError,
          "content-type",
          "RFC 9110 section 8.3",
        ],
        [
          "language: number",
          { language: 7 },
          RangeError,
          "content-language",
          "RFC 9110 section 8.5",
        ],
        [
          "language: underscore",
          { language: "en_GB" },
          RangeError,
          "content-language",
          "RFC 9110 section 8.5",
        ],
        [
          "language: a list",
          { language: "en, fr" },
          RangeError,
          "content-language",
          "RFC 9110 section 8.5",
        ],
      ] as [string, object, new () => Error, string, string][]
    ).map(([what, o, ...rest]): Row => [what, () => core.ok("a", o), ...rest]),
  );
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

/** Every place of a helper that takes text which could end up in the header section. */
const places: Readonly<Record<string, (text: string) => core.AnyReply | core.Interim>> = {
  "created location": (text) => core.created(text),
  "redirect location": (text) => core.found(text),
  "redirect location, after a path": (text) => core.seeOther(`/a${text}`),
  "redirect location, in a query": (text) => core.permanentRedirect(`https://a.example/?b=${text}`),
  "redirect location, in a host": (text) => core.movedPermanently(`https://a${text}.example/`),
  preferred: (text) => core.multipleChoices("a", { preferred: text }),
  statusUrl: (text) => core.accepted("a", { statusUrl: text }),
  blockedBy: (text) => core.unavailableForLegalReasons({ blockedBy: text }),
  loginUrl: (text) => core.networkAuthenticationRequired(text),
  "challenge scheme": (text) => core.unauthorized({ scheme: text }),
  "challenge token68": (text) => core.unauthorized({ scheme: "A", token68: text }),
  "challenge parameter": (text) => core.unauthorized({ scheme: "A", params: { a: text } }),
  "challenge parameter name": (text) => core.unauthorized({ scheme: "A", params: { [text]: "a" } }),
  "digest algorithm": (text) =>
    core.unauthorized({ scheme: "Digest", params: { realm: "a", nonce: "b", algorithm: text } }),
  "basic realm": (text) => core.proxyAuthenticationRequired(core.basic(text)),
  "bearer realm": (text) => core.unauthorized(core.bearer({ realm: text })),
  "bearer scope": (text) => core.unauthorized(core.bearer({ scope: text })),
  "bearer description": (text) => core.unauthorized(core.bearer({ errorDescription: text })),
  allow: (text) => core.methodNotAllowed(["GET", text]),
  accept: (text) => core.unsupportedMediaType({ accept: [`a/b${text}`] }),
  "accept parameter": (text) => core.unsupportedMediaType({ accept: [`a/b;c="${text}"`] }),
  acceptEncoding: (text) => core.unsupportedMediaType({ acceptEncoding: [text] }),
  acceptPatch: (text) => core.unsupportedMediaType({ acceptPatch: [`a/b;c="${text}"`] }),
  acceptPost: (text) => core.unsupportedMediaType({ acceptPost: [text] }),
  acceptQuery: (text) => core.unsupportedMediaType({ acceptQuery: [`a/b;c="${text}"`] }),
  upgrade: (text) => core.upgradeRequired([text]),
  "upgrade version": (text) => core.switchingProtocols(`a/${text}`),
  im: (text) => core.imUsed(text, "a", { etag: core.etag("1") }),
  etag: (text) => core.ok("a", { etag: core.etag(text) }),
  "etag, branded by force": (text) => core.ok("a", { etag: `"${text}"` as core.ETag }),
  cacheControl: (text) => core.ok("a", { cacheControl: text }),
  "cacheControl, quoted": (text) => core.ok("a", { cacheControl: `a="${text}"` }),
  vary: (text) => core.ok("a", { vary: [text] }),
  contentLocation: (text) => core.ok("a", { contentLocation: text }),
  "link target": (text) => core.ok("a", { links: [{ href: text, rel: "next" }] }),
  "link relation": (text) => core.ok("a", { links: [{ href: "/", rel: text }] }),
  "link attribute": (text) => core.ok("a", { links: [{ href: "/", rel: "next", title: text }] }),
  "link attribute name": (text) =>
    core.ok("a", { links: [{ href: "/", rel: "next", [text]: "a" }] }),
  type: (text) => core.ok("a", { type: text }),
  "type parameter": (text) => core.ok("a", { type: `text/html; a="${text}"` }),
  "type of bytes": (text) => core.ok(new Uint8Array(1), { type: `text/html; charset="${text}"` }),
  "type of an error": (text) => core.notFound("a", { type: `application/json; a="${text}"` }),
  "type of a Blob": (text) => core.ok(new Blob(["a"], { type: `text/html; a="${text}"` })),
  language: (text) => core.ok("a", { language: text }),
  "header value": (text) => core.ok("a", { headers: { "x-a": `a${text}b` } }),
  "header name": (text) => core.ok("a", { headers: { [`x${text}`]: "a" } }),
  cookie: (text) => core.noContent({ headers: { "set-cookie": `a=${text}` } }),
  "Content-Disposition": (text) =>
    core.ok("a", { headers: { "content-disposition": `attachment; filename="${text}"` } }),
  "with() value": (text) => core.conflict().with({ "x-a": text }),
  "with() name": (text) => core.created("/").with({ [text]: "a" }),
  "hint target": (text) => core.earlyHints({ href: text, rel: "preload" }),
  "hint attribute": (text) => core.earlyHints({ href: "/", rel: "preload", as: text }),
  "hint header": (text) =>
    core.earlyHints({ href: "/", rel: "preload" }, { headers: { "x-a": text } }),
  "protocol header": (text) => core.switchingProtocols("a", { headers: { "x-a": text } }),
  "adopted value": (text) => adopt({ status: 200, headers: { "x-a": text }, body: "a" }),
  "adopted line": (text) =>
    adopt({ status: 200, headers: { link: [`</>; rel=a; b="${text}"`] }, body: "a" }),
  "problem detail": (text) => core.conflict(text),
  "problem title": (text) => core.conflict({ title: text }),
  "problem type": (text) => core.conflict({ type: text }),
  "problem instance": (text) => core.conflict({ instance: `/a${text}` }),
  "problem extension": (text) => core.conflict({ [text]: text }),
  available: (text) => core.notAcceptable([text]),
};

describe("RFC 9110 section 5.5, hostile text never gets into a header section", () => {
  const cases = Object.keys(places).flatMap((place) =>
    Object.keys(hostileTexts).map((text) => [place, text] as const),
  );
  it.each(cases)("%s: %s", (place, text) => {
    let made: core.AnyReply | core.Interim | undefined;
    try {
      made = places[place]?.(hostileTexts[text] ?? "");
    } catch (error) {
      expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
      expect(String(error)).toMatch(/\((?:RFC \d+|W3C LDP) section [\d.]+\)$/);
      expect(String(error)).not.toMatch(/[\r\n\0]/);
      return;
    }
    for (const [name, value] of Object.entries(made?.headers ?? {})) {
      expect(name).toMatch(/^[!#$%&'*+\-.^_`|~0-9a-z]+$/);
      for (const line of [value].flat()) expect(line).toMatch(/^(?:[!-~](?:[\t -~]*[!-~])?)?$/);
    }
  });
});

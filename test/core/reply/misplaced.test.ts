import * as core from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { describe, expect, it } from "vitest";
import { type Refused, refused } from "./refused.ts";

/** What JavaScript programs get wrong, and no compiler tells them. */
// biome-ignore lint/suspicious/noExplicitAny: these calls do not compile, and that is the point
const js: any = core;
const noContent = "RFC 9110 section 15.3.5";
const stream = () => new Blob(["a"]);

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
    ["noContent", () => js.noContent("a"), /"a" \(RFC 9110 section 15\.3\.5\)$/],
    ["resetContent", () => js.resetContent("a"), /"a" \(RFC 9110 section 15\.3\.6\)$/],
    ["resetContent", () => js.resetContent({ a: 1 }), /resetContent\(\) has none called a$/],
  ])("%s: content in the place of the options", (_name, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
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
    ours.flatMap(([field, section]): Refused[] => {
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
      (length): Refused => [
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
      "Content-Range of a part on 416",
      () => adopt({ status: 416, headers: { "content-range": "bytes 0-0/1" }, body: undefined }),
      RangeError,
      "content-range",
      "RFC 9110 section 14.4",
    ],
    [
      "Content-Range of no part on 206",
      () => adopt({ status: 206, headers: { "content-range": "bytes */1" }, body: "a" }),
      RangeError,
      "content-range",
      "RFC 9110 section 14.4",
    ],
    [
      "Accept-Encoding on a 415 for the type",
      () =>
        core.unsupportedMediaType({ accept: ["a/b"] }, "a", {
          headers: { "Accept-Encoding": "gzip" },
        }),
      TypeError,
      "accept-encoding",
      "RFC 9110 section 12.5.3",
    ],
    ...["Host", "If-Match", "Authorization", "Cookie", "Range", "TE"].map(
      (name): Refused => [
        `${name}, which clients send`,
        () => core.ok("a", { headers: { [name]: "a" } }),
        TypeError,
        name.toLowerCase(),
        "RFC 9110 section 2.2",
      ],
    ),
    [
      "Early-Data on 425",
      () => core.tooEarly("a", { headers: { "early-data": "1" } }),
      TypeError,
      "early-data",
      "RFC 8470 section 5.2",
    ],
    [
      "Early-Data on 200",
      () => core.ok("a").with({ "Early-Data": "1" }),
      TypeError,
      "early-data",
      "RFC 8470 section 5.1",
    ],
    [
      "Early-Data on 103",
      () => core.earlyHints({ href: "/", rel: "a" }, { headers: { "early-data": "1" } }),
      TypeError,
      "early-data",
      "RFC 8470 section 5.1",
    ],
    [
      "a coding that is no token",
      () => core.ok(stream(), { headers: { "content-encoding": "g zip" } }),
      RangeError,
      "content-encoding",
      "RFC 9110 section 8.4",
    ],
    [
      "no coding between commas",
      () => core.ok(stream(), { headers: { "content-encoding": "gzip,,br" } }),
      RangeError,
      "content-encoding",
      "RFC 9110 section 8.4",
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
      ([field, section, call]): Refused => [
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
      ([code, section, call]): Refused => [
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

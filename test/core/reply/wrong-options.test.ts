import * as core from "@rightstatus/core";
import { describe, expect, it } from "vitest";
import { withOptions } from "./calls.ts";
import { type Refused, refused } from "./refused.ts";

/** What JavaScript programs get wrong, and no compiler tells them. */
// biome-ignore lint/suspicious/noExplicitAny: these calls do not compile, and that is the point
const js: any = core;

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
        [
          "cacheControl: seconds in quotes",
          { cacheControl: 'max-age="60"' },
          RangeError,
          "cache-control",
          "RFC 9111 section 5.2",
        ],
        [
          "Expires: an obsolete date",
          { headers: { expires: "Sunday, 06-Nov-94 08:49:37 GMT" } },
          RangeError,
          "expires",
          "RFC 9111 section 5.3",
        ],
        [
          "Connection: a field for all recipients",
          { headers: { connection: "close, etag" } },
          RangeError,
          "connection",
          "RFC 9110 section 7.6.1",
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
    ).map(([what, o, ...rest]): Refused => [what, () => core.ok("a", o), ...rest]),
  );
});

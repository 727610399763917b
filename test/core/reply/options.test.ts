import * as core from "@rightstatus/core";
import { type AnyReply, etag, etagOf, type Options, ok } from "@rightstatus/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withOptions } from "./calls.ts";

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What these say is not of the content, so every helper takes them. */
const anywhere: readonly [rule: string, options: Options, headers: Fields][] = [
  ["9110 8.8.3 etag", { etag: etag("1", { weak: true }) }, { etag: 'W/"1"' }],
  [
    "9110 8.8.3 etag of bytes",
    { etag: etagOf("") },
    { etag: '"0-00000000000000000000000000000000"' },
  ],
  [
    "9110 8.8.2 lastModified, in whole seconds",
    { lastModified: new Date("1994-11-06T08:49:37.999Z") },
    { "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT" },
  ],
  [
    "9111 5.2 cacheControl",
    { cacheControl: 'no-store, a="b c"' },
    { "cache-control": 'no-store, a="b c"' },
  ],
  ["9110 12.5.5 vary", { vary: ["Accept", "accept", "Origin"] }, { vary: "Accept, Origin" }],
  ["9110 12.5.5 vary by everything", { vary: ["Accept", "*"] }, { vary: "*" }],
  ["9110 12.5.5 vary by nothing", { vary: [] }, {}],
  ["9110 8.7 contentLocation", { contentLocation: "/é?a" }, { "content-location": "/%C3%A9?a" }],
  [
    "9110 8.7 contentLocation, a URL",
    { contentLocation: new URL("http://a.example") },
    { "content-location": "http://a.example/" },
  ],
  [
    "8288 3 one link",
    { links: [{ href: "/é", rel: "next", title: 'a "b"' }] },
    { link: '</%C3%A9>; rel=next; title="a \\"b\\""' },
  ],
  [
    "8288 3 a line for each link",
    {
      links: [
        { href: "/a", rel: "next" },
        { href: "/b", rel: "prev" },
      ],
    },
    { link: ["</a>; rel=next", "</b>; rel=prev"] },
  ],
  ["8288 3 no links", { links: [] }, {}],
  [
    "9110 5.1 headers, in any case",
    { headers: { "X-Trace": "1", "x-b": "" } },
    { "x-trace": "1", "x-b": "" },
  ],
  [
    "6265 3 a cookie",
    { headers: { "Set-Cookie": "a=b; HttpOnly" } },
    { "set-cookie": "a=b; HttpOnly" },
  ],
  ["no options", {}, {}],
  [
    "options that are there and undefined",
    { etag: undefined, headers: undefined, vary: undefined, links: undefined } as never,
    {},
  ],
  [
    "names that objects inherit",
    { headers: JSON.parse('{"__proto__":"a","constructor":"b"}') },
    JSON.parse('{"__proto__":"a","constructor":"b"}'),
  ],
];

describe.each(Object.keys(withOptions))("%s", (name) => {
  const made = (o: unknown): AnyReply => withOptions[name]?.(o) as AnyReply;
  const bare = made(undefined);

  it.each(anywhere)("%s", (_rule, options, headers) => {
    const reply = made(options);
    expect({ ...reply.headers }).toEqual({ ...bare.headers, ...headers });
    expect(Object.getPrototypeOf(reply.headers)).toBeNull();
    expect(reply.status).toBe(bare.status);
    expect({}).not.toHaveProperty("a");
  });
});

describe("RFC 9110 section 12.5.5, Vary adds up", () => {
  it.each<[what: string, reply: AnyReply, line: string]>([
    [
      "by header and by option",
      ok("a", { headers: { Vary: "Origin" }, vary: ["Accept"] }),
      "Origin, Accept",
    ],
    [
      "the same name in two cases",
      ok("a", { headers: { vary: "accept" }, vary: ["Accept"] }),
      "accept",
    ],
    ["* beside a name", ok("a", { headers: { vary: "*" }, vary: ["Accept"] }), "*"],
    ["an empty line", ok("a", { headers: { vary: "" }, vary: ["Accept"] }), "Accept"],
    [
      "and by with()",
      ok("a", { vary: ["Accept"] }).with({ Vary: "Origin, ACCEPT" }),
      "Accept, Origin",
    ],
    [
      "of an error",
      core.notFound("a", { vary: ["Accept"] }).with({ vary: "Origin" }),
      "Accept, Origin",
    ],
  ])("%s", (_what, reply, line) => expect(reply.headers.vary).toBe(line));
});

describe("links add up", () => {
  it.each<[what: string, reply: AnyReply, lines: string | readonly string[]]>([
    [
      "by header and by option",
      ok("a", { headers: { link: "</a>; rel=a" }, links: [{ href: "/b", rel: "b" }] }),
      ["</a>; rel=a", "</b>; rel=b"],
    ],
    [
      "a helper's before the option's",
      core.accepted("a", { statusUrl: "/a", links: [{ href: "/b", rel: "b" }] }),
      ["</a>; rel=status", "</b>; rel=b"],
    ],
  ])("%s", (_what, reply, lines) => expect(reply.headers.link).toEqual(lines));
});

describe("RFC 9110 section 7.8, whoever sends Upgrade names it in Connection", () => {
  const of = (headers: Record<string, string>): AnyReply => ok("a", { headers });
  it.each<[what: string, reply: AnyReply, line: string]>([
    ["by header", of({ Upgrade: "h2c" }), "upgrade"],
    ["by with()", ok("a").with({ Upgrade: "h2c" }), "upgrade"],
    ["beside another option", of({ upgrade: "h2c", connection: "Close" }), "close, upgrade"],
    ["in the other order", of({ connection: "close", upgrade: "h2c" }), "close, upgrade"],
    ["where it is named", of({ connection: "Upgrade, X-A", upgrade: "h2c" }), "Upgrade, X-A"],
    [
      "in the place of the helper's",
      core.upgradeRequired(["a"]).with({ connection: "close" }),
      "close, upgrade",
    ],
  ])("%s", (_what, reply, line) => expect(reply.headers.connection).toBe(line));
});

describe("RFC 9110 section 8.8.2.1, never later than the message", () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    ["2026-01-01T00:00:00.000Z", "Thu, 01 Jan 2026 00:00:00 GMT"],
    ["2026-01-01T00:00:05.999Z", "Thu, 01 Jan 2026 00:00:05 GMT"],
    ["2026-01-01T00:00:06.000Z", "Thu, 01 Jan 2026 00:00:05 GMT"],
    ["2999-01-01T00:00:00.000Z", "Thu, 01 Jan 2026 00:00:05 GMT"],
    ["+275760-09-13T00:00:00.000Z", "Thu, 01 Jan 2026 00:00:05 GMT"],
  ])("%s goes out as %s", (at, line) => {
    vi.useFakeTimers({ now: new Date("2026-01-01T00:00:05.500Z") });
    expect(ok("a", { lastModified: new Date(at) }).headers["last-modified"]).toBe(line);
  });

  it.each([
    ["Thu, 01 Jan 2026 00:00:05 GMT", "Thu, 01 Jan 2026 00:00:05 GMT"],
    ["Thu, 01 Jan 2026 00:00:06 GMT", "Thu, 01 Jan 2026 00:00:05 GMT"],
    ["Fri, 31 Dec 9999 23:59:60 GMT", "Thu, 01 Jan 2026 00:00:05 GMT"],
  ])("%s, by header, goes out as %s", (at, line) => {
    vi.useFakeTimers({ now: new Date("2026-01-01T00:00:05.500Z") });
    const headers = { "Last-Modified": at };
    expect(ok("a", { headers }).headers["last-modified"]).toBe(line);
    expect(ok("a").with(headers).headers["last-modified"]).toBe(line);
  });

  it("a Date before the year 0 has no HTTP-date", () => {
    expect(() => ok("a", { lastModified: new Date("-000001-01-01T00:00:00Z") })).toThrow(
      /^last-modified: /,
    );
  });
});

describe("RFC 9110 section 8.3, the type of a body", () => {
  const bytes = new Uint8Array(1);
  const blob = (type: string): Blob => new Blob(["a"], { type });
  const binary = "application/octet-stream";

  it.each<[what: string, body: unknown, type: string | undefined, line: string]>([
    ["text", "a", undefined, "text/plain; charset=utf-8"],
    ["text as HTML goes out as UTF-8, and says so", "a", "text/html", "text/html; charset=utf-8"],
    ["text that says UTF-8", "a", "text/html;charset=UTF-8", "text/html;charset=UTF-8"],
    [
      'text that says "utf-8" in quotes',
      "a",
      'text/html; charset="utf-8"',
      'text/html; charset="utf-8"',
    ],
    ["text of a type without charset (8259 11)", '{"a":1}', "application/json", "application/json"],
    ["text as SVG", "<svg/>", "image/svg+xml", "image/svg+xml"],
    ["a number", 1, undefined, "application/json"],
    ["null", null, undefined, "application/json"],
    ["an object", {}, undefined, "application/json"],
    ["a list", [], undefined, "application/json"],
    ["a Date", new Date(0), undefined, "application/json"],
    [
      "an object of a type of its own (6839 3.1)",
      {},
      "application/vnd.a+json",
      "application/vnd.a+json",
    ],
    ["an object, in capitals", {}, "Application/LD+JSON; a=b", "Application/LD+JSON; a=b"],
    ["bytes", bytes, undefined, binary],
    [
      "bytes as what they are",
      bytes,
      "text/html; charset=iso-8859-1",
      "text/html; charset=iso-8859-1",
    ],
    ["an ArrayBuffer", bytes.buffer, undefined, binary],
    ["a DataView", new DataView(bytes.buffer), "image/png", "image/png"],
    ["a Blob that says it", blob("image/png"), undefined, "image/png"],
    ["a Blob that says nothing", blob(""), undefined, binary],
    ["a Blob whose type is none", blob("no type"), undefined, binary],
    ["a Blob whose type has space around", blob(" text/csv "), undefined, "text/csv"],
    ["a Blob whose type is two", blob("text/html, text/plain"), undefined, binary],
    ["a Blob of another type", blob("image/png"), "image/webp", "image/webp"],
    ["a stream", new ReadableStream(), undefined, binary],
    ["a stream as text", new ReadableStream(), "text/csv", "text/csv"],
    ["an async iterable", (async function* none() {})(), undefined, binary],
  ])("%s", (_what, body, type, line) => {
    expect(ok(body, type === undefined ? {} : { type }).headers["content-type"]).toBe(line);
    if (type === undefined) return;
    const raw = ok(body, { headers: { "Content-Type": type } });
    expect(raw.headers["content-type"]).toBe(line);
  });

  it.each<[what: string, body: unknown, type: string]>([
    ["text in another charset (bytes can be)", "a", "text/html; charset=iso-8859-1"],
    ["an object as HTML", {}, "text/html"],
    ["an object as text", {}, "text/plain"],
    ["an object as JSON that is none", {}, "application/jsonp"],
    ["a list as XML", [], "application/xml"],
  ])("refuses %s", (_what, body, type) => {
    expect(() => ok(body, { type })).toThrow(RangeError);
    expect(() => ok(body, { headers: { "content-type": type } })).toThrow(
      /^content-type: .*section 8\.3\)$/,
    );
  });

  it.each([
    [
      "a problem of a type that is said",
      core.notFound("a", { type: "application/json" }),
      "application/json",
    ],
    [
      "an own body of text",
      core.notFound({ body: "a" }, { type: "text/html" }),
      "text/html; charset=utf-8",
    ],
  ])("%s", (_what, reply, line) => expect(reply.headers["content-type"]).toBe(line));

  it("a problem is JSON, so its type is", () => {
    expect(() => core.notFound("a", { type: "text/html" })).toThrow(RangeError);
  });
});

describe("RFC 9110 section 8.5, language", () => {
  it.each([
    ["en", ok("a", { language: "en" })],
    ["zh-Hant-TW", core.notFound("a", { language: "zh-Hant-TW" })],
    ["de-CH-1996", core.created.here({}, { language: "de-CH-1996" })],
  ])("%s", (tag, reply) => expect(reply.headers["content-language"]).toBe(tag));
});

describe("Content-Length and Content-Encoding of what the application frames itself", () => {
  it("RFC 9110 section 8.6: of a stream, as it says", () => {
    const { headers } = ok(new ReadableStream(), { headers: { "Content-Length": "5" } });
    expect(headers["content-length"]).toBe("5");
  });

  it.each([
    ["bytes", new Uint8Array(1)],
    ["a stream", new ReadableStream()],
  ])("RFC 9110 section 8.4: a coding of %s", (_what, body) => {
    const { headers } = ok(body, { type: "text/html", headers: { "content-encoding": "gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
  });
});

describe("RFC 9111 section 5.2, how errors are stored", () => {
  const plain: [name: string, make: (o?: Options) => AnyReply][] = [
    ["404", (o) => core.notFound("a", o)],
    ["410", (o) => core.gone("a", o)],
    ["405", (o) => core.methodNotAllowed([], "a", o)],
    ["414", (o) => core.uriTooLong("a", o)],
    ["501", (o) => core.notImplemented("a", o)],
    ["451", (o) => core.unavailableForLegalReasons(o)],
    ["500", (o) => core.internalServerError("a", o)],
    ["423, a body of its own", (o) => core.locked("a", o)],
  ];
  it.each(plain)("%s: not at all, unless the application says how", (_name, make) => {
    expect(make().headers["cache-control"]).toBe("no-store");
    expect(make({ cacheControl: "max-age=60" }).headers["cache-control"]).toBe("max-age=60");
    expect(make({ headers: { "Cache-Control": "private" } }).headers["cache-control"]).toBe(
      "private",
    );
    expect(make({ cacheControl: "" }).headers["cache-control"]).toBe("");
  });

  it.each([
    ["2xx", ok("a")],
    ["3xx", core.permanentRedirect("/")],
  ])("%s: never guessed", (_class, reply) =>
    expect(reply.headers).not.toHaveProperty("cache-control"),
  );
});

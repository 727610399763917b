import * as core from "@rightstatus/core";
import { type AnyReply, basic, bearer, etag, status, statuses } from "@rightstatus/core";
import { helpers } from "@rightstatus/core/writer";
import { describe, expect, it } from "vitest";
import { least } from "./calls.ts";

type Fields = Readonly<Record<string, string | readonly string[]>>;
type Row = [rule: string, make: () => AnyReply, status: number, headers: Fields, body?: unknown];

const noon = new Date("1994-11-06T08:49:37.999Z");
const imfNoon = "Sun, 06 Nov 1994 08:49:37 GMT";
const text = { "content-type": "text/plain; charset=utf-8" };
const json = { "content-type": "application/json" };
const xml = { "content-type": "application/xml; charset=utf-8" };

const successes: readonly Row[] = [
  ["9110 15.3.1 JSON", () => core.ok({ a: 1 }), 200, json, { a: 1 }],
  ["9110 15.3.1 text", () => core.ok("a"), 200, text, "a"],
  ["9110 15.3.1 the empty text is content", () => core.ok(""), 200, text, ""],
  ["9110 15.3.1 null is JSON", () => core.ok(null), 200, json, null],
  ["9110 15.3.1 false is JSON", () => core.ok(false), 200, json, false],
  ["9110 15.3.1 undefined is no content", () => core.ok(undefined), 200, {}, undefined],
  [
    "9110 15.3.2 Location",
    () => core.created("/7", { id: 7 }),
    201,
    { ...json, location: "/7" },
    { id: 7 },
  ],
  ["9110 15.3.2 no body", () => core.created("/7"), 201, { location: "/7" }],
  [
    "9110 15.3.2 a URL",
    () => core.created(new URL("https://a.example/é#b")),
    201,
    { location: "https://a.example/%C3%A9#b" },
  ],
  [
    "9110 10.2.2 Unicode is percent-encoded",
    () => core.created("/café au lait/%41?ü=100%"),
    201,
    { location: "/caf%C3%A9%20au%20lait/%41?%C3%BC=100%25" },
  ],
  ["9110 9.3.4 PUT created the target", () => core.created.here({ id: 7 }), 201, json, { id: 7 }],
  ["9110 9.3.4 PUT, no body", () => core.created.here(), 201, {}],
  ["9110 15.3.3", () => core.accepted({ at: 1 }), 202, json, { at: 1 }],
  [
    "9110 15.3.3 a monitor and when to look",
    () => core.accepted(undefined, { statusUrl: "/jobs/7", retryAfter: 5 }),
    202,
    { link: "</jobs/7>; rel=status", "retry-after": "5" },
  ],
  [
    "8631 4 the monitor stands before other links",
    () => core.accepted("a", { statusUrl: "/j", links: [{ href: "/b", rel: "next" }] }),
    202,
    { ...text, link: ["</j>; rel=status", "</b>; rel=next"] },
    "a",
  ],
  ["9110 15.3.4", () => core.nonAuthoritativeInformation("a"), 203, text, "a"],
  ["9110 15.3.5", () => core.noContent(), 204, {}],
  ["9110 15.3.5 the tag", () => core.noContent({ etag: etag("2") }), 204, { etag: '"2"' }],
  ["9110 15.3.6 framed as empty", () => core.resetContent(), 205, { "content-length": "0" }],
  ["4918 11.1 text is XML", () => core.multiStatus("<a/>"), 207, xml, "<a/>"],
  [
    "4918 11.1 another type",
    () => core.multiStatus("<a/>", { type: "text/xml" }),
    207,
    { "content-type": "text/xml; charset=utf-8" },
    "<a/>",
  ],
  [
    "4918 11.1 an object is JSON",
    () => core.multiStatus([{ status: 404 }]),
    207,
    json,
    [{ status: 404 }],
  ],
  [
    "3229 10.4.1",
    () => core.imUsed("feed", "a", { etag: etag("9") }),
    226,
    { ...text, im: "feed", etag: '"9"' },
    "a",
  ],
  [
    "3229 10.5.2 in the order of application",
    () => core.imUsed(["vcdiff", "gzip"], "a", { etag: etag("9") }),
    226,
    { ...text, im: "vcdiff, gzip", etag: '"9"' },
    "a",
  ],
];

const redirections: readonly Row[] = [
  ["9110 15.4.1", () => core.multipleChoices(["/a", "/b"]), 300, json, ["/a", "/b"]],
  [
    "9110 15.4.1 Location only for a choice of the server's",
    () => core.multipleChoices(["/a"], { preferred: "/a" }),
    300,
    { ...json, location: "/a" },
    ["/a"],
  ],
  ["9110 15.4.2", () => core.movedPermanently("/a"), 301, { location: "/a" }],
  ["9110 15.4.3", () => core.found("//b.example/a"), 302, { location: "//b.example/a" }],
  ["9110 15.4.4 a fragment", () => core.seeOther("/a#b"), 303, { location: "/a#b" }],
  [
    "9110 15.4.8, 10.2.3",
    () => core.temporaryRedirect("/a", { retryAfter: 2 }),
    307,
    { location: "/a", "retry-after": "2" },
  ],
  [
    "9110 15.4.9 an option",
    () => core.permanentRedirect(new URL("http://b.example"), { cacheControl: "max-age=9" }),
    308,
    { location: "http://b.example/", "cache-control": "max-age=9" },
  ],
];

const noStore = { "cache-control": "no-store" };

/** A problem that says nothing but the status, beside what `own` adds. */
function problem(
  rule: string,
  make: () => AnyReply,
  code: number,
  own: Fields = {},
  members: object = {},
): Row {
  const body = { type: "about:blank", title: status(code)?.phrase, status: code, ...members };
  return [rule, make, code, { ...noStore, ...own }, body];
}

const errors: readonly Row[] = [
  problem("9110 15.5.1", () => core.badRequest(), 400),
  problem("9110 15.5.1 a detail", () => core.badRequest("No."), 400, {}, { detail: "No." }),
  problem("9110 15.5.2", () => core.unauthorized(bearer()), 401, { "www-authenticate": "Bearer" }),
  problem(
    "9110 11.6.1 one line each, and in order",
    () => core.unauthorized([bearer({ realm: "a" }), basic("b", { charset: "UTF-8" })], "No."),
    401,
    { "www-authenticate": ['Bearer realm="a"', 'Basic realm="b", charset="UTF-8"'] },
    { detail: "No." },
  ),
  problem("9110 11.3 token68", () => core.unauthorized({ scheme: "N", token68: "a+/=" }), 401, {
    "www-authenticate": "N a+/=",
  }),
  problem(
    "9110 11.5 realm is quoted, and what is in it escaped",
    () => core.unauthorized(basic('a", Bearer realm="b\\')),
    401,
    { "www-authenticate": 'Basic realm="a\\", Bearer realm=\\"b\\\\"' },
  ),
  problem("7617 2 an empty realm is quoted", () => core.unauthorized(basic("")), 401, {
    "www-authenticate": 'Basic realm=""',
  }),
  problem("9110 15.5.3", () => core.paymentRequired(), 402),
  problem("9110 15.5.4", () => core.forbidden(), 403),
  problem("9110 15.5.5", () => core.notFound(), 404),
  problem("9110 15.5.6", () => core.methodNotAllowed(["GET", "HEAD"]), 405, { allow: "GET, HEAD" }),
  problem("9110 10.2.1 Allow may be empty", () => core.methodNotAllowed([]), 405, { allow: "" }),
  problem("9110 9.1 methods keep their case", () => core.methodNotAllowed(["get"]), 405, {
    allow: "get",
  }),
  problem(
    "9110 15.5.7",
    () => core.notAcceptable(["text/html"]),
    406,
    {},
    { available: ["text/html"] },
  ),
  problem(
    "9110 15.5.7 the list given is the list sent",
    () => core.notAcceptable(["a"], { available: "mine", detail: "No." }),
    406,
    {},
    { detail: "No.", available: ["a"] },
  ),
  problem("9110 15.5.8", () => core.proxyAuthenticationRequired(basic("a")), 407, {
    "proxy-authenticate": 'Basic realm="a"',
  }),
  problem("9110 15.5.9, 9112 9.6", () => core.requestTimeout(), 408, { connection: "close" }),
  problem("9110 15.5.10", () => core.conflict(), 409),
  problem("9110 15.5.11", () => core.gone(), 410),
  problem("9110 15.5.12", () => core.lengthRequired(), 411),
  problem("9110 15.5.13", () => core.preconditionFailed(), 412),
  problem("9110 15.5.14", () => core.contentTooLarge(), 413),
  problem(
    "9110 15.5.14 temporary",
    () => core.contentTooLarge("No.", { retryAfter: noon }),
    413,
    { "retry-after": imfNoon },
    { detail: "No." },
  ),
  problem("9110 15.5.15", () => core.uriTooLong(), 414),
  problem("9110 15.5.16", () => core.unsupportedMediaType({ accept: ["text/csv", "a/*"] }), 415, {
    accept: "text/csv, a/*",
  }),
  problem("9110 12.5.3", () => core.unsupportedMediaType({ acceptEncoding: ["gzip"] }), 415, {
    "accept-encoding": "gzip",
  }),
  problem(
    "9110 12.5.3 no coding at all",
    () => core.unsupportedMediaType({ acceptEncoding: [] }),
    415,
    { "accept-encoding": "" },
  ),
  problem("5789 2.2", () => core.unsupportedMediaType({ acceptPatch: ["a/b"] }), 415, {
    "accept-patch": "a/b",
  }),
  problem("LDP 7.1", () => core.unsupportedMediaType({ acceptPost: ["a/b"] }), 415, {
    "accept-post": "a/b",
  }),
  problem("10008 3", () => core.unsupportedMediaType({ acceptQuery: ["a/b"] }), 415, {
    "accept-query": "a/b",
  }),
  problem("9110 15.5.17", () => core.rangeNotSatisfiable(0), 416, { "content-range": "bytes */0" }),
  problem("9110 15.5.18", () => core.expectationFailed(), 417),
  problem("9110 15.5.20", () => core.misdirectedRequest(), 421),
  problem("9110 15.5.21", () => core.unprocessableContent(), 422),
  ["4918 11.3", () => core.locked("<a/>"), 423, { ...noStore, ...xml }, "<a/>"],
  ["4918 11.3 JSON", () => core.locked({ a: 1 }), 423, { ...noStore, ...json }, { a: 1 }],
  problem("4918 11.4", () => core.failedDependency(), 424),
  problem("8470 5.2", () => core.tooEarly(), 425),
  problem("9110 15.5.22, 7.8 both halves", () => core.upgradeRequired(["h2c", "a/1"]), 426, {
    upgrade: "h2c, a/1",
    connection: "upgrade",
  }),
  problem("6585 3", () => core.preconditionRequired(), 428),
  problem("6585 4", () => core.tooManyRequests(), 429),
  problem(
    "6585 4 when, and why",
    () => core.tooManyRequests({ retryAfter: 0, problem: { detail: "No.", quota: 1 } }),
    429,
    { "retry-after": "0" },
    { detail: "No.", quota: 1 },
  ),
  problem("6585 5", () => core.requestHeaderFieldsTooLarge(), 431),
  problem("7725 3", () => core.unavailableForLegalReasons(), 451),
  problem(
    "7725 4 who blocks, before other links",
    () =>
      core.unavailableForLegalReasons({
        blockedBy: new URL("https://isp.example"),
        links: [{ href: "/why", rel: "help" }],
        problem: "By court order.",
      }),
    451,
    { link: ["<https://isp.example/>; rel=blocked-by", "</why>; rel=help"] },
    { detail: "By court order." },
  ),
  problem("9110 15.6.1", () => core.internalServerError(), 500),
  problem("9110 15.6.2", () => core.notImplemented(), 501),
  problem("9110 15.6.3", () => core.badGateway(), 502),
  problem("9110 15.6.4", () => core.serviceUnavailable(), 503),
  problem(
    "9110 15.6.4 when, and why",
    () => core.serviceUnavailable({ retryAfter: noon, problem: "Back soon." }),
    503,
    { "retry-after": imfNoon },
    { detail: "Back soon." },
  ),
  problem("9110 15.6.5", () => core.gatewayTimeout(), 504),
  problem("9110 15.6.6", () => core.httpVersionNotSupported(), 505),
  problem("2295 8.1", () => core.variantAlsoNegotiates(), 506),
  problem("4918 11.5", () => core.insufficientStorage(), 507),
  problem("5842 7.2", () => core.loopDetected(), 508),
  problem(
    "6585 6 links to the login, and not to what somebody else says",
    () => core.networkAuthenticationRequired("https://login.example", { login: "/other" }),
    511,
    {},
    { login: "https://login.example" },
  ),
  [
    "a body of the application's",
    () => core.conflict({ body: { a: 1 } }),
    409,
    { ...noStore, ...json },
    { a: 1 },
  ],
  ["a body that is text", () => core.gone({ body: "gone" }), 410, { ...noStore, ...text }, "gone"],
  ["a body that is nothing", () => core.notFound({ body: undefined }), 404, noStore, undefined],
];

describe.each([
  ["2xx", successes],
  ["3xx", redirections],
  ["4xx and 5xx", errors],
])("%s, what each helper makes", (_class, rows) => {
  it.each(rows)("%s", (_rule, make, code, headers, body) => {
    const reply = make();
    expect(reply.status).toBe(code);
    expect({ ...reply.headers }).toEqual(headers);
    expect(reply.body).toEqual(body);
  });
});

describe("101, for the upgrade policy of a server (RFC 9110 section 15.2.2)", () => {
  it.each([
    ["7.8 one protocol", "websocket", "websocket"],
    ["7.8 several, the lowest layer first", ["tls/1.3", "h2c"] as const, "tls/1.3, h2c"],
  ])("%s", (_rule, protocols, upgrade) => {
    const reply = core.switchingProtocols(protocols, { headers: { "Sec-A": "b" } });
    expect([reply.status, reply.body]).toEqual([101, undefined]);
    expect({ ...reply.headers }).toEqual({ upgrade, connection: "upgrade", "sec-a": "b" });
  });
});

describe("interim values", () => {
  it.each<[rule: string, interim: core.Interim, status: number, headers: Fields]>([
    ["2518 10.1", core.processing(), 102, {}],
    [
      "8297 2 one link",
      core.earlyHints({ href: "/é.css", rel: "preload", as: "style" }),
      103,
      { link: "</%C3%A9.css>; rel=preload; as=style" },
    ],
    [
      "8297 2 several, and other fields",
      core.earlyHints(
        [
          { href: "/a", rel: "preload" },
          { href: "https://b.example", rel: "preconnect" },
        ],
        { headers: { "X-A": "b" } },
      ),
      103,
      { link: ["</a>; rel=preload", "<https://b.example>; rel=preconnect"], "x-a": "b" },
    ],
  ])("%s", (_rule, interim, code, headers) => {
    expect(interim).toMatchObject({ status: code, interim: true });
    expect({ ...interim.headers }).toEqual(headers);
    expect(Object.getPrototypeOf(interim.headers)).toBeNull();
    expect(core.isReply(interim)).toBe(false);
  });
});

/** What `serve` derives, and what no reply may have: none of these has a helper. */
const withoutHelper = [100, 104, 206, 208, 304, 305, 306, 418, 510];
/** These have one, but are no final reply of a handler. */
const notFinal = [101, 102, 103];

describe("the helpers and the table of statuses", () => {
  const rows = statuses.filter(({ code }) => ![...withoutHelper, ...notFinal].includes(code));

  it("have the same names", () => {
    expect(Object.keys(helpers).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    for (const { name } of rows) expect(core).toHaveProperty(name, helpers[name as "ok"]);
  });

  it.each(withoutHelper.map((code) => [code, status(code)?.name ?? ""] as const))(
    "%i %s: none is offered",
    (_code, name) => expect(core).not.toHaveProperty(name),
  );

  it.each(rows)("$code $name", ({ code, name, required, forbidden, content }) => {
    const reply = least[name as "ok"]();
    expect(reply.status).toBe(code);
    expect(Object.keys(reply.headers)).toEqual(expect.arrayContaining([...required]));
    expect(Object.keys(reply.headers).filter((field) => forbidden.includes(field))).toEqual([]);
    expect(content === "no" || content === "empty").toBe([204, 205].includes(code));
    if (code === 204 || code === 205) expect(reply.body).toBeUndefined();
  });

  it.each(rows)("$code $name: lower-case names on a record without prototype", ({ name }) => {
    const { headers } = least[name as "ok"]();
    expect(Object.getPrototypeOf(headers)).toBeNull();
    expect(Object.keys(headers).filter((field) => field !== field.toLowerCase())).toEqual([]);
  });

  it.each(rows)("$code $name: a reply, and from 400 on an Error", ({ code, name }) => {
    const reply = least[name as "ok"]();
    expect(core.isReply(reply)).toBe(true);
    expect(reply instanceof Error).toBe(code >= 400);
  });

  it.each(rows)("$code $name: each call makes a reply of its own", ({ name }) => {
    const [one, two] = [least[name as "ok"](), least[name as "ok"]()];
    expect(one).not.toBe(two);
    expect(one.headers).not.toBe(two.headers);
  });
});

describe("with()", () => {
  it.each<[rule: string, reply: AnyReply, headers: Fields]>([
    ["adds", core.ok("a").with({ "X-A": "b" }), { ...text, "x-a": "b" }],
    ["replaces", core.ok("a").with({ "x-a": "b" }).with({ "X-A": "c" }), { ...text, "x-a": "c" }],
    [
      "9110 12.5.5 merges Vary",
      core.ok("a", { vary: ["Accept"] }).with({ vary: "accept, Origin" }),
      { ...text, vary: "Accept, Origin" },
    ],
    [
      "9110 12.5.5 * says it all",
      core.ok("a", { vary: ["Accept"] }).with({ Vary: "*" }),
      { ...text, vary: "*" },
    ],
    [
      "keeps the lines of a list",
      core.unauthorized([bearer(), basic("a")]).with({ "x-a": "b" }),
      { ...noStore, "www-authenticate": ["Bearer", 'Basic realm="a"'], "x-a": "b" },
    ],
    ["of an error", core.conflict().with({ "x-a": "b" }), { ...noStore, "x-a": "b" }],
    [
      "9111 5.2 of an error, how it is cached",
      core.notFound().with({ "cache-control": "max-age=5" }),
      { "cache-control": "max-age=5" },
    ],
  ])("%s", (_rule, reply, headers) => {
    expect({ ...reply.headers }).toEqual(headers);
    expect(Object.getPrototypeOf(reply.headers)).toBeNull();
    expect(core.isReply(reply)).toBe(true);
  });

  it("leaves the reply it is called on alone", () => {
    const reply = core.ok({ a: 1 });
    const more = reply.with({ "x-a": "b" });
    expect({ ...reply.headers }).toEqual(json);
    expect([more.status, more.body]).toEqual([200, reply.body]);
  });

  it.each<[rule: string, change: () => unknown, message: RegExp]>([
    [
      "9110 8.6",
      () => core.noContent().with({ "content-length": "0" }),
      /^content-length: .*15\.3\.5/,
    ],
    [
      "9112 6.1",
      () => core.ok("").with({ "transfer-encoding": "chunked" }),
      /RFC 9112 section 6\.1/,
    ],
    [
      "6585 4",
      () => core.tooManyRequests().with({ "cache-control": "public" }),
      /^cache-control: 429/,
    ],
    ["9110 10.2.2", () => core.found("/").with({ location: "javascript:a" }), /^location: /],
    ["9110 8.3", () => core.ok({}).with({ "content-type": "text/html" }), /^content-type: .*JSON/],
    ["9110 8.3", () => core.noContent().with({ "content-type": "a/b" }), /^content-type: .*8\.3/],
    ["9110 5.5", () => core.ok("").with({ "x-a": "a\nb" }), /^x-a: .*section 5\.5/],
  ])("%s: refuses what the status or the field forbids", (_rule, change, message) => {
    expect(change).toThrow(message);
  });
});

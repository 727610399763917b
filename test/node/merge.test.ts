import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import {
  type AnyReply,
  conflict,
  etag,
  etagOf,
  found,
  noContent,
  notFound,
  ok,
  unauthorized,
} from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value, values } from "../support/response-parser.ts";
import { listenH2 } from "./h2.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

type Lines = Readonly<Record<string, number | string | readonly string[]>>;

/** What a request gets on whose response other middleware has set `before`. */
async function answered(before: Lines, reply: AnyReply, options = {}): Promise<Response> {
  const server = await listen((req, res) => {
    set(res, before);
    void send(req, res, reply, { onError, ...options });
  });
  return server.exchange(request("GET /"));
}

function set(res: ServerResponse, fields: Lines): void {
  for (const [name, line] of Object.entries(fields)) {
    res.setHeader(name, typeof line === "object" ? [...line] : line);
  }
}

type Row = [what: string, before: Lines, reply: () => AnyReply, field: string, lines: string[]];

describe("a success keeps what was set, and its own fields win", () => {
  it.each<Row>([
    [
      "9110 12.5.5 Vary adds up",
      { Vary: "Origin" },
      () => ok("a", { vary: ["Accept"] }),
      "vary",
      ["Origin, Accept"],
    ],
    [
      "9110 12.5.5 the same name once",
      { vary: "ORIGIN" },
      () => ok("a", { vary: ["Origin", "Accept"] }),
      "vary",
      ["ORIGIN, Accept"],
    ],
    [
      "9110 12.5.5 Vary in two lines",
      { Vary: ["Origin", "Cookie"] },
      () => ok("a", { vary: ["Accept"] }),
      "vary",
      ["Origin, Cookie, Accept"],
    ],
    [
      "9110 12.5.5 by everything",
      { Vary: "*" },
      () => ok("a", { vary: ["Accept"] }),
      "vary",
      ["*"],
    ],
    [
      "9110 12.5.5 by who knows what",
      { Vary: "a b;" },
      () => ok("a", { vary: ["Accept"] }),
      "vary",
      ["*"],
    ],
    ["9110 12.5.5 only theirs", { Vary: "Origin" }, () => ok("a"), "vary", ["Origin"]],
    [
      "6265 3 cookies add up",
      { "Set-Cookie": "a=1" },
      () => ok("a", { headers: { "set-cookie": "b=2" } }),
      "set-cookie",
      ["a=1", "b=2"],
    ],
    [
      "6265 3 several of theirs",
      { "Set-Cookie": ["a=1", "b=2"] },
      () => noContent({ headers: { "set-cookie": "c=3" } }),
      "set-cookie",
      ["a=1", "b=2", "c=3"],
    ],
    [
      "6265 3 only theirs",
      { "Set-Cookie": ["a=1", "b=2"] },
      () => ok("a"),
      "set-cookie",
      ["a=1", "b=2"],
    ],
    [
      "9111 5.2 theirs",
      { "Cache-Control": "private" },
      () => ok("a"),
      "cache-control",
      ["private"],
    ],
    [
      "9111 5.2 ours",
      { "Cache-Control": "private" },
      () => ok("a", { cacheControl: "no-cache" }),
      "cache-control",
      ["no-cache"],
    ],
    [
      "9110 8.8.3 ours",
      { ETag: '"theirs"' },
      () => ok("a", { etag: etag("ours") }),
      "etag",
      ['"ours"'],
    ],
    [
      "9110 8.3 the type is the reply's",
      { "Content-Type": "text/html" },
      () => ok({}),
      "content-type",
      ["application/json"],
    ],
    [
      "9110 8.3 no content, no type",
      { "Content-Type": "text/html" },
      () => noContent(),
      "content-type",
      [],
    ],
    [
      "9110 8.3 a redirection has none either",
      { "Content-Type": "text/html" },
      () => found("/"),
      "content-type",
      [],
    ],
    [
      "9110 8.4 a coding is not",
      { "Content-Encoding": "gzip" },
      () => ok("a"),
      "content-encoding",
      [],
    ],
    [
      "9110 8.6 a length is counted",
      { "Content-Length": 999 },
      () => ok("a"),
      "content-length",
      ["1"],
    ],
    ["9110 8.6 a 204 has none", { "Content-Length": "5" }, () => noContent(), "content-length", []],
    ["9112 6.1", { "Transfer-Encoding": "chunked" }, () => ok("a"), "transfer-encoding", []],
    [
      "9112 6.1 a 204",
      { "Transfer-Encoding": "chunked" },
      () => noContent(),
      "transfer-encoding",
      [],
    ],
    ["9110 6.6.2", { Trailer: "X-A" }, () => ok("a"), "trailer", []],
    ["9110 14.4", { "Content-Range": "bytes 0-0/1" }, () => ok("a"), "content-range", []],
    [
      "Fetch 3.2 CORS",
      { "Access-Control-Allow-Origin": "https://a.example" },
      () => ok("a"),
      "access-control-allow-origin",
      ["https://a.example"],
    ],
    [
      "a field of the reply's that was set",
      { "X-A": "theirs" },
      () => ok("a", { headers: { "x-a": "ours" } }),
      "x-a",
      ["ours"],
    ],
    ["a number", { "X-A": 7 }, () => ok("a"), "x-a", ["7"]],
    ["several lines", { "X-A": ["1", "2"] }, () => ok("a"), "x-a", ["1", "2"]],
    ["9110 9.6 the connection", { Connection: "close" }, () => ok("a"), "connection", ["close"]],
    [
      "9110 9.6 the connection, as the reply says",
      { Connection: "keep-alive" },
      () => ok("a", { headers: { connection: "close" } }),
      "connection",
      ["close"],
    ],
  ])("%s", async (_what, before, make, field, lines) => {
    const response = await answered(before, make());
    expect(values(response, field)).toEqual(lines);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each(["chunked", "gzip"])(
    "9112 6.1 a stream is chunked, whatever was set: %s",
    async (coding) => {
      const response = await answered({ "Transfer-Encoding": coding }, ok(Readable.from(["a"])));
      expect([response.framing, response.body.toString()]).toEqual(["chunked", "a"]);
      expect(value(response, "connection")).toBe("keep-alive");
    },
  );

  it("9112 6.1 but not for an HTTP/1.0 client", async () => {
    const server = await listen((req, res) => {
      res.setHeader("Transfer-Encoding", "chunked");
      void send(req, res, ok(Readable.from(["a"])));
    });
    const connection = await server.connect();
    connection.send("GET / HTTP/1.0\r\n\r\n");
    const response = await connection.read({ version: "1.0" });
    expect([response.framing, response.body.toString()]).toEqual(["close", "a"]);
  });

  it("9110 8.8.3 a tag that nobody chose is of the exact bytes", async () => {
    const response = await answered({}, ok("a"));
    expect(value(response, "etag")).toBe(etagOf("a"));
  });

  it("9110 8.8.3 theirs stays where ours is off", async () => {
    const response = await answered({ ETag: '"theirs"' }, ok("a"), { etag: "off" });
    expect(value(response, "etag")).toBe('"theirs"');
  });
});

describe("an error drops what described the content that it replaces", () => {
  const dropped: Lines = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "public, max-age=600",
    "Content-Digest": "sha-256=:AA==:",
    "Content-Disposition": "attachment",
    "Content-Encoding": "gzip",
    "Content-Language": "fr",
    "Content-Length": "999",
    "Content-Location": "/a",
    "Content-MD5": "AA==",
    "Content-Range": "bytes 0-0/1",
    "Content-Type": "text/html",
    Digest: "sha-256=AA==",
    ETag: '"theirs"',
    Expires: "Thu, 01 Jan 1970 00:00:00 GMT",
    "Last-Modified": "Thu, 01 Jan 1970 00:00:00 GMT",
    Location: "/elsewhere",
    "Repr-Digest": "sha-256=:AA==:",
    Trailer: "X-A",
    "Transfer-Encoding": "chunked",
  };
  const kept: Lines = {
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Origin": "https://a.example",
    "Access-Control-Expose-Headers": "X-A",
    "Cross-Origin-Opener-Policy": "same-origin",
    RateLimit: '"a";r=1',
    "RateLimit-Policy": '"a";q=1',
    "Server-Timing": "a;dur=1",
    "Set-Cookie": ["a=1", "b=2"],
    "Strict-Transport-Security": "max-age=1",
    Vary: "Origin",
    "WWW-Authenticate": "Negotiate",
    "X-Frame-Options": "DENY",
    "X-RateLimit-Limit": "1",
    "X-Request-Id": "7",
  };
  /** What the writer says itself of any problem. */
  const own: Readonly<Record<string, string>> = {
    "cache-control": "no-store",
    "content-type": "application/problem+json",
    "content-length": String(JSON.stringify(notFound().body).length),
  };

  it.each(Object.keys(dropped))("%s", async (name) => {
    const response = await answered({ [name]: dropped[name] ?? "" }, notFound());
    expect(value(response, name.toLowerCase())).toBe(own[name.toLowerCase()]);
    expect(response.status).toBe(404);
  });

  it.each(Object.keys(kept))("but keeps %s", async (name) => {
    const line = kept[name] ?? "";
    // HSTS over plain HTTP is no conformant response, and not what is asked here.
    const response = await answered({ [name]: line }, notFound(), { conformance: "off" });
    if (name === "Vary") expect(value(response, "vary")).toBe("Origin, Accept");
    else expect(values(response, name.toLowerCase())).toEqual([line].flat());
  });

  it("all at once, on a 500 that took the place of a success", async () => {
    const server = await listen((req, res) => {
      set(res, { ...dropped, ...kept });
      const reply = ok({ a: 1n }, { etag: etag("1"), cacheControl: "public" });
      void send(req, res, reply, { onError, conformance: "off" });
    });
    const response = await server.exchange(request("GET /"));
    expect(response.status).toBe(500);
    for (const name of Object.keys(dropped)) {
      if (!(name.toLowerCase() in own)) expect(value(response, name.toLowerCase())).toBeUndefined();
    }
    for (const name of Object.keys(kept)) {
      expect(value(response, name.toLowerCase())).toBeDefined();
    }
    expect(value(response, "cache-control")).toBe("no-store");
  });

  it.each<Row>([
    [
      "what it states itself",
      { "Cache-Control": "public" },
      () => notFound("a", { cacheControl: "max-age=5" }),
      "cache-control",
      ["max-age=5"],
    ],
    [
      "its own challenge",
      { "WWW-Authenticate": "Negotiate" },
      () => unauthorized({ scheme: "Bearer" }),
      "www-authenticate",
      ["Bearer"],
    ],
    [
      "its own tag",
      { ETag: '"theirs"' },
      () => conflict("a", { etag: etag("ours") }),
      "etag",
      ['"ours"'],
    ],
    [
      "its own cookie beside theirs",
      { "Set-Cookie": "a=1" },
      () => notFound("a", { headers: { "set-cookie": "b=2" } }),
      "set-cookie",
      ["a=1", "b=2"],
    ],
    [
      "9457 5 its policy, not that of the pages",
      { "Content-Security-Policy": "script-src *" },
      () => notFound(),
      "content-security-policy",
      ["default-src 'none'"],
    ],
    [
      "the policy of the pages for a page of its own",
      { "Content-Security-Policy": "img-src *" },
      () => notFound({ body: "<p>" }, { type: "text/html" }),
      "content-security-policy",
      ["img-src *"],
    ],
    [
      "what browsers make of it",
      { "X-Content-Type-Options": "sniff" },
      () => notFound({ body: "a" }),
      "x-content-type-options",
      ["nosniff"],
    ],
  ])("%s", async (_what, before, make, field, lines) => {
    expect(values(await answered(before, make()), field)).toEqual(lines);
  });
});

describe("HTTP/2, RFC 9113 section 8.2.2", () => {
  it.each<[what: string, make: () => AnyReply]>([
    ["a reply that closes the connection", () => ok("a", { headers: { connection: "close" } })],
    ["an error", () => notFound("a", { headers: { connection: "close" } })],
  ])("%s: no field of the connection, and no warning", async (_what, make) => {
    const server = await listenH2((req, res) => {
      res.setHeader("Vary", "Origin");
      res.setHeader("Set-Cookie", "a=1");
      return send(req, res, make().status < 400 ? make() : make(), { onError });
    });
    const { headers, code } = await server.request("GET", "/");
    for (const name of [
      "connection",
      "keep-alive",
      "proxy-connection",
      "upgrade",
      "transfer-encoding",
    ]) {
      expect(headers).not.toHaveProperty(name);
    }
    expect(code).toBe(0);
    expect(headers.vary).toMatch(/^Origin/);
    expect(headers["set-cookie"]).toEqual(["a=1"]);
    expect(onError).not.toHaveBeenCalled();
  });
});

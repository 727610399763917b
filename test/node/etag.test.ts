import { METHODS } from "node:http";
import { Readable } from "node:stream";
import { type AnyReply, created, etag, etagOf, noContent, notFound, ok } from "@rightstatus/core";
import { type SendOptions, send } from "@rightstatus/node";
import compression from "compression";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { listenH2 } from "./h2.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();

async function ask(wire: string, reply: AnyReply, options: SendOptions = {}): Promise<Response> {
  const server = await listen(
    (req, res) => void send(req, res, reply, { onError: () => {}, ...options }),
  );
  return server.exchange(wire);
}

const octets = new Uint8Array([0, 255, 13, 10, 128]);

describe("RFC 9110 section 8.8.3, the tag of a buffered 200 that names none", () => {
  it.each<[kind: string, body: unknown, bytes: Uint8Array | string]>([
    ["text", "naïve 💩", "naïve 💩"],
    ["empty text", "", ""],
    ["JSON", { a: "é" }, '{"a":"é"}'],
    ["bytes", octets, octets],
    ["an ArrayBuffer", octets.buffer, octets],
    ["part of a Buffer", Buffer.from("xaby").subarray(1, 3), "ab"],
  ])("%s: strong, of the exact bytes", async (_kind, body, bytes) => {
    const response = await ask(request("GET /"), ok(body));
    expect(value(response, "etag")).toBe(etagOf(bytes));
    expect(value(response, "etag")).toBe(etagOf(new Uint8Array(response.body)));
    expect(value(response, "etag")).toMatch(/^"[^"]+"$/);
    const head = await ask(request("HEAD /"), ok(body));
    expect(value(head, "etag")).toBe(etagOf(bytes));
  });

  it.each<[what: string, line: string, reply: () => AnyReply, options: SendOptions]>([
    ["another method", "POST /", () => ok("a"), {}],
    ["another method", "PUT /", () => ok("a"), {}],
    ["another method", "DELETE /", () => ok("a"), {}],
    ["another method", "OPTIONS /", () => ok("a"), {}],
    ["another status", "GET /", () => created("/", "a"), {}],
    ["another status", "GET /", () => noContent(), {}],
    ["another status", "GET /", () => notFound(), {}],
    ["another status", "GET /", () => notFound({ body: "a" }), {}],
    ["a stream", "GET /", () => ok(Readable.from(["a"])), {}],
    ["a Blob", "GET /", () => ok(new Blob(["a"])), {}],
    ["no content", "GET /", () => ok(undefined), {}],
    ["off", "GET /", () => ok("a"), { etag: "off" }],
    ["off", "HEAD /", () => ok("a"), { etag: "off" }],
  ])("none: %s, %s", async (_what, line, reply, options) => {
    const response = await ask(request(line), reply(), options);
    expect(value(response, "etag")).toBeUndefined();
  });

  it.each<[what: string, reply: () => AnyReply, tag: string, options: SendOptions]>([
    ["its own", () => ok("a", { etag: etag("1") }), '"1"', {}],
    ["its own, weak", () => ok("a", { etag: etag("1", { weak: true }) }), 'W/"1"', {}],
    ["its own, where ours are off", () => ok("a", { etag: etag("1") }), '"1"', { etag: "off" }],
    ["its own, of a stream", () => ok(Readable.from(["a"]), { etag: etag("1") }), '"1"', {}],
    ["its own, by header", () => ok("a", { headers: { ETag: '"1"' } }), '"1"', {}],
    ["its own, of a 201", () => created("/", "a", { etag: etag("1") }), '"1"', {}],
  ])("a reply keeps %s", async (_what, reply, tag, options) => {
    expect(value(await ask(request("GET /"), reply(), options), "etag")).toBe(tag);
  });

  it.runIf(METHODS.includes("QUERY"))("10008 2: QUERY reads, too", async () => {
    expect(
      value(await ask(request("QUERY /", ["Content-Type: text/plain"], "a"), ok("a")), "etag"),
    ).toBe(etagOf("a"));
  });

  it("on HTTP/2", async () => {
    const server = await listenH2((req, res) => send(req, res, ok("a")));
    expect((await server.request("GET", "/")).headers.etag).toBe(etagOf("a"));
    expect((await server.request("POST", "/")).headers.etag).toBeUndefined();
  });

  it("different bodies, different tags; the same, the same", async () => {
    const tags = await Promise.all(
      ["a", "b", "a", { a: 1 }, '{"a":1}'].map(async (body) =>
        value(await ask(request("GET /"), ok(body)), "etag"),
      ),
    );
    expect(tags[0]).toBe(tags[2]);
    expect(tags[3]).toBe(tags[4]);
    expect(new Set(tags).size).toBe(3);
  });

  it("8.8.3.3 behind compression it is weak, and as it was for who takes none", async () => {
    const compress = compression({ threshold: 0 });
    const text = "a".repeat(2000);
    const server = await listen((req, res) => {
      compress(req as never, res as never, () => void send(req, res, ok(text)));
    });
    const plain = await server.exchange(request("GET /"));
    const coded = await server.exchange(request("GET /", ["Accept-Encoding: gzip"]));
    expect(value(plain, "content-encoding")).toBeUndefined();
    expect(value(plain, "etag")).toBe(etagOf(text));
    expect(value(coded, "content-encoding")).toBe("gzip");
    expect(value(coded, "etag")).toBe(`W/${etagOf(text)}`);
    expect(value(coded, "content-length")).toBeUndefined();
  });

  it("9530 2, 3: behind compression digests go, for they are of other octets", async () => {
    const compress = compression({ threshold: 0 });
    const digests = { "content-digest": "sha-256=:AA==:", "repr-digest": "sha-256=:AA==:" };
    const server = await listen((req, res) => {
      const reply = created("/", "a".repeat(2000), { headers: digests });
      compress(req as never, res as never, () => void send(req, res, reply));
    });
    const plain = await server.exchange(request("GET /"));
    const coded = await server.exchange(request("GET /", ["Accept-Encoding: gzip"]));
    expect(value(coded, "content-encoding")).toBe("gzip");
    for (const name of Object.keys(digests)) {
      expect([value(plain, name), value(coded, name)]).toEqual(["sha-256=:AA==:", undefined]);
    }
  });

  it("9530 2: HEAD has no Content-Digest, for it has no content, and the Repr-Digest of GET", async () => {
    const digests = { "content-digest": "sha-256=:AA==:", "repr-digest": "sha-256=:AA==:" };
    const head = await ask(request("HEAD /"), ok("a", { headers: digests }));
    expect(value(head, "content-digest")).toBeUndefined();
    expect(value(head, "repr-digest")).toBe("sha-256=:AA==:");
  });
});

describe("RFC 9110 section 13, a tag that nobody chose is one all the same", () => {
  it.each<[line: string, condition: string, status: number]>([
    ["GET /", `If-None-Match: ${etagOf("a")}`, 304],
    ["HEAD /", `If-None-Match: ${etagOf("a")}`, 304],
    ["GET /", `If-None-Match: W/${etagOf("a")}`, 304],
    ["GET /", "If-None-Match: *", 304],
    ["GET /", `If-None-Match: "x", ${etagOf("a")}`, 304],
    ["GET /", 'If-None-Match: "x"', 200],
    ["GET /", `If-Match: ${etagOf("a")}`, 200],
    ["GET /", 'If-Match: "x"', 412],
    ["GET /", `If-Match: W/${etagOf("a")}`, 412],
    ["POST /", `If-None-Match: ${etagOf("a")}`, 200],
  ])("%s, %s: %i", async (line, condition, status) => {
    const response = await ask(request(line, [condition]), ok("a"));
    expect(response.status).toBe(status);
    if (status === 304) {
      expect(response.body.length).toBe(0);
      expect(value(response, "etag")).toMatch(/^(W\/)?"/);
      expect(value(response, "content-type")).toBeUndefined();
    }
  });
});

describe("RFC 9110 section 13, what has no tag is there all the same", () => {
  it.each<[line: string, condition: string, status: number]>([
    ["GET /", "If-None-Match: *", 304],
    ["HEAD /", "If-None-Match: *", 304],
    ["GET /", 'If-None-Match: "x"', 200],
    ["GET /", "If-Match: *", 200],
    ["GET /", 'If-Match: "x"', 412],
    ["GET /", "If-Match: x", 412],
    ["POST /", "If-None-Match: *", 200],
  ])("%s, %s: %i", async (line, condition, status) => {
    const body = Readable.from(["a"]);
    const response = await ask(request(line, [condition]), ok(body));
    expect(response.status).toBe(status);
    expect(body.destroyed).toBe(true); // Read to its end, or freed.
  });
});

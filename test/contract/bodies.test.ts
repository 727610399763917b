import { Readable } from "node:stream";
import { type AnyReply, ok } from "@rightstatus/core";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../support/servers.ts";

const text = "long enough to come in pieces";
const pieces = text.split(/(?<= )/).map((piece) => Buffer.from(piece));

async function* iterate(): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

type Row = [kind: string, body: () => unknown, framing: Response["framing"], type: string];

const bytes = "application/octet-stream";
const bodies: readonly Row[] = [
  ["text", () => text, "length", "text/plain; charset=utf-8"],
  ["JSON", () => ({ text }), "length", "application/json"],
  ["Uint8Array", () => new Uint8Array(Buffer.from(text)), "length", bytes],
  ["part of an ArrayBuffer", () => Buffer.from(`..${text}..`).subarray(2, -2), "length", bytes],
  ["ArrayBuffer", () => new Uint8Array(Buffer.from(text)).buffer, "length", bytes],
  ["Blob", () => new Blob([text], { type: "text/csv" }), "length", "text/csv"],
  ["Readable", () => Readable.from(pieces), "chunked", bytes],
  ["ReadableStream", () => new Blob([text]).stream(), "chunked", bytes],
  ["async iterable", iterate, "chunked", bytes],
  ["Readable of nothing", () => Readable.from([]), "chunked", bytes],
];

const routes: readonly Route[] = bodies.map(([kind, body]) => ({
  path: `/${encodeURIComponent(kind)}`,
  handle: (): AnyReply => ok(body()),
}));

describe.each(frameworks)("a body of each kind, on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    app = await start(framework, { routes: [...routes] });
  });

  it.each(bodies)("%s", async (kind, _body, framing, type) => {
    const response = await app.exchange(request(`GET /${encodeURIComponent(kind)}`));
    expect(response.status).toBe(200);
    expect(response.framing).toBe(framing);
    expect(value(response, "content-type")).toBe(type);
    const sent = kind === "JSON" ? JSON.stringify({ text }) : kind.endsWith("nothing") ? "" : text;
    expect(response.body.toString()).toBe(sent);
  });

  it.each(bodies)("%s, asked by HEAD", async (kind, _body, framing, type) => {
    const response = await app.exchange(request(`HEAD /${encodeURIComponent(kind)}`));
    expect(response.status).toBe(200);
    expect(value(response, "content-type")).toBe(type);
    // RFC 9110 section 8.6: the length that GET would give, or none.
    const length = kind === "JSON" ? JSON.stringify({ text }).length : text.length;
    expect(value(response, "content-length")).toBe(framing === "length" ? `${length}` : undefined);
  });

  it.each(bodies)("%s, asked by an HTTP/1.0 client", async (kind) => {
    const connection = await app.connect();
    connection.send(`GET /${encodeURIComponent(kind)} HTTP/1.0\r\n\r\n`);
    const response = await connection.read({ version: "1.0" });
    expect(response.framing).toMatch(/length|close/);
    expect(response.status).toBe(200);
    await connection.ended();
  });

  it("content that cannot be serialised: a whole 500, nothing of the 200", async () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const broken = await start(framework, { routes: [{ path: "/", handle: () => ok(cycle) }] });
    const response = await broken.exchange(request("GET /"));
    expect(response.status).toBe(500);
    expect(value(response, "etag")).toBeUndefined();
  });
});

import { type AnyReply, noContent, notFound, ok, unauthorized } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

type Lines = Readonly<Record<string, number | string | readonly string[]>>;

async function answered(reply: AnyReply): Promise<Response> {
  const server = await listen((req, res) => void send(req, res, reply, { onError }));
  return server.exchange(request("GET /"));
}

describe("a reply that was tampered with after a helper made it", () => {
  /** What a program can do that ignores `readonly`. */
  function tampered(headers: Lines, more: object = {}, body: unknown = "a"): AnyReply {
    const reply = ok(body);
    Object.assign(reply.headers, headers);
    return Object.assign(reply, more);
  }

  it.each<[what: string, headers: Lines]>([
    ["CR LF in a value", { "x-a": "a\r\nSet-Cookie: hack=1" }],
    ["CR LF in one of several lines", { link: ["</a>; rel=a", "</b>\r\nX: y"] }],
    ["CR LF in a cookie", { "set-cookie": "a=1\r\nX: y" }],
    ["the octets of CR LF after truncation", { "x-a": "a\u010d\u010ab" }],
    ["Latin", { "x-a": "caf\xe9" }],
    ["NUL", { "x-a": "a\0b" }],
    ["CR LF in a name", { "x-a\r\nx-b": "c" }],
    ["the empty name", { "": "c" }],
    ["a number", { "x-a": 7 }],
    ["a number among lines", { "x-a": [7 as never] }],
  ])("%s: a 500 without it", async (_what, headers) => {
    const response = await answered(tampered(headers));
    expect(response.status).toBe(500);
    for (const name of ["x-a", "x-b", "set-cookie", "link", "x"]) {
      expect(value(response, name)).toBeUndefined();
    }
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each<[what: string, headers: Lines]>([
    ["another length", { "content-length": "999" }],
    ["a length that is none", { "content-length": "-1" }],
    ["two lengths", { "content-length": ["1", "2"] }],
  ])("9112 6 framing by %s: the writer frames", async (_what, headers) => {
    const response = await answered(tampered(headers));
    expect([response.status, response.framing, response.body.toString()]).toEqual([
      200,
      "length",
      "a",
    ]);
  });

  it.each<[what: string, headers: Lines]>([
    ["chunks", { "transfer-encoding": "chunked" }],
    ["a coding", { "transfer-encoding": "gzip" }],
    ["chunks and a length", { "transfer-encoding": "chunked", "content-length": "0" }],
    ["trailers", { trailer: "x-a" }],
  ])("9112 6 framing by %s: a 500 that is framed right", async (_what, headers) => {
    const response = await answered(tampered(headers));
    expect([response.status, response.framing]).toEqual([500, "length"]);
    expect(value(response, "trailer")).toBeUndefined();
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each<[what: string, status: unknown]>([
    ["9110 15.2 an interim status", 103],
    ["9110 15.2 an interim status", 100],
    ["9110 15.2.2 a switch of protocols", 101],
    ["9110 15 no status", 99],
    ["9110 15 no status", 1000],
    ["9110 15 a text", "200\r\nX: y"],
  ])("%s, %s: a 500", async (_what, status) => {
    const response = await answered(tampered({}, { status }));
    expect([response.status, response.interim]).toEqual([500, []]);
  });

  it.each([204, 205, 304])("9110 6.4.1 content in a %i: none is sent", async (status) => {
    const response = await answered(tampered({}, { status }));
    expect([response.status, response.body.toString()]).toEqual([status, ""]);
  });
});

describe("RFC 9110 section 5.4, header sections that no client reads (F12)", () => {
  it.each<[what: string, make: () => AnyReply]>([
    [
      "20,000 links",
      () =>
        ok("a", { links: Array.from({ length: 20_000 }, (_, n) => ({ href: `/${n}`, rel: "a" })) }),
    ],
    [
      "20,000 methods",
      () =>
        notFound("a", {
          headers: { allow: Array.from({ length: 20_000 }, (_, n) => `M${n}`).join(", ") },
        }),
    ],
    [
      "a challenge of 1 MB",
      () => unauthorized({ scheme: "A", params: { a: "x".repeat(1_000_000) } }),
    ],
    [
      "a cookie of 1 MB",
      () => noContent({ headers: { "set-cookie": `a=${"x".repeat(1_000_000)}` } }),
    ],
  ])("%s: refused before the wire, with a clear error", async (_what, make) => {
    const response = await answered(make());
    expect(response.status).toBe(500);
    expect(response.fields.map(([name, text]) => name + text).join().length).toBeLessThan(1000);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        message: expect.stringMatching(/^header section: .*\(RFC 9110 section 5\.4\)$/),
      }),
      expect.anything(),
    );
  });

  it("16 KiB are as much as clients take, and go out", async () => {
    const response = await answered(ok("a", { headers: { "x-a": "x".repeat(12_000) } }));
    expect(value(response, "x-a")).toHaveLength(12_000);
  });
});

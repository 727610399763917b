import { ok } from "@rightstatus/core";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { guardProcess, pause } from "../../node/server.ts";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { expectAlive, type Running } from "../../support/servers.ts";
import { inputOf } from "../../support/vectors.ts";
import { everywhere, startOn } from "./everywhere.ts";

guardProcess();

/** What comes over the connection, and the status of the response. */
type Row = readonly [rule: string, wire: string, status: number];

const long = "a".repeat(20_000);
const fields = (...lines: string[]): string => request("POST /", lines);
const chunked = (content: string): string =>
  `${request("POST /reads", ["Transfer-Encoding: chunked"])}${content}`;

/** No handler hears of these: there is no request. */
const unreadable: readonly Row[] = [
  ["9110 9.1 SHOULD 501: an unknown method", request("FOO /"), 501],
  ["9110 9.1 methods are case-sensitive", request("get /"), 501],
  ["9112 5.1 MUST 400: white space before the colon", fields("A : b"), 400],
  ["9112 5.2 obs-fold", fields("A: b\r\n c"), 400],
  ["9110 5.5 NUL in a value", fields("A: b\0c"), 400],
  ["9110 5.5 a control character in a name", fields("A\x01: b"), 400],
  ["9112 2.2 a bare CR", fields("A: b\rc"), 400],
  ["9112 2.2 a bare CR in the request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["9112 2.2 white space after the request line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400],
  ["9112 5 no colon", fields("a"), 400],
  ["9112 3.2 white space in the target", request("GET /a b"), 400],
  ["9112 3 MUST 414: a request line too long", request(`GET /${long}`), 414],
  ["9110 5.4 MUST 4xx: a field too long", fields(`A: ${long}`), 431],
  ["6585 5 fields too long together", fields(...Array(300).fill(`A: ${"a".repeat(90)}`)), 431],
  ["A183", String(inputOf("A183")), 431],
  ["9110 15.6.6 505: an unknown major version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505],
  ["9113 3.4 HTTP/2 without a word before", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505],
  ["9110 6.2 HTTP/1.2 is not what the parser reads", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 400],
  ["9112 2.3 no version that there is", "GET / HTTP/one\r\nHost: a\r\n\r\n", 400],
  [
    "9112 6.1 A189 Content-Length and Transfer-Encoding",
    (inputOf("A189") as { wire: string }).wire,
    400,
  ],
  ["9112 6.1 the other way round", fields("Transfer-Encoding: chunked", "Content-Length: 4"), 400],
  [
    "9112 6.3 MUST 400: Transfer-Encoding that does not end in chunked",
    fields("Transfer-Encoding: chunked, gzip"),
    400,
  ],
  ["9112 6.1 chunked twice", fields("Transfer-Encoding: chunked, chunked"), 400],
  ["9112 6.3 MUST 400: two lengths", fields("Content-Length: 4", "Content-Length: 5"), 400],
  ["9112 6.3 the same length twice", fields("Content-Length: 4", "Content-Length: 4"), 400],
  ["9112 6.3 no length that there is", fields("Content-Length: 4x"), 400],
  ["9112 6.3 a negative one", fields("Content-Length: -4"), 400],
  ["9112 6.3 one that overflows", fields("Content-Length: 99999999999999999999999"), 400],
  ["9112 6.3 an empty one", fields("Content-Length: "), 400],
  ["no HTTP", "\x16\x03\x01\x02\x00\x01\x00", 400],
];

/** The handler waits for this content. */
const unreadableContent: readonly Row[] = [
  ["9112 7.1 no chunk size", chunked("xyz\r\n"), 400],
  ["9112 7.1 a chunk longer than its size", chunked("1\r\nabc\r\n0\r\n\r\n"), 400],
  ["9112 7.1 a bare LF", chunked("1\nx\n0\n\n"), 400],
  ["9112 7.1.1 A184 chunk extensions", chunked(String(inputOf("A184"))), 413],
  ["9112 7.1.2 trailers too long", chunked(`0\r\nA: ${long}\r\n\r\n`), 431],
  ["9112 7.1.2 a malformed trailer", chunked("0\r\nA : b\r\n\r\n"), 400],
];

/** Behind a request that has its response. */
const behind: readonly Row[] = [
  ["9112 6.3 content where no length is given", `${request("POST /")}abc`, 400],
  [
    "9112 6.3 content longer than its length",
    `${request("POST /", ["Content-Length: 2"])}abcdef`,
    400,
  ],
  ["9112 9.3.2 a pipelined unknown method", request("GET /") + request("FOO /"), 501],
  ["9112 9.3.2 the same behind content", request("POST /", [], '{"a":1}') + request("FOO /"), 501],
  ["9112 9.3.2 a pipelined request line too long", request("GET /") + request(`GET /${long}`), 414],
  ["9112 9.3.2 pipelined garbage", `${request("GET /")}BROKEN \x01\r\n\r\n`, 400],
];

function expectRefused(response: Response, status: number): void {
  expect([response.status, value(response, "connection")]).toEqual([status, "close"]);
  expect(value(response, "content-type")).toBe("application/problem+json");
  expect(value(response, "cache-control")).toBe("no-store");
  expect(value(response, "x-powered-by")).toBeUndefined();
  expect(new Date(value(response, "date") ?? "").getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(value(response, "content-length")).toBe(String(response.body.length));
  expect(JSON.parse(response.body.toString())).toMatchObject({
    type: "about:blank",
    title: response.phrase,
    status,
  });
}

describe.each(everywhere)("RFC 9112 on %s", (where) => {
  const handled = vi.fn<(url: string | undefined) => void>();
  const broke = vi.fn<(error: unknown) => void>();
  beforeEach(() => {
    handled.mockReset();
    broke.mockReset();
  });

  let app: Running;
  beforeAll(async () => {
    const routes = [
      {
        path: "/",
        handle: () => {
          handled("/");
          return ok("done");
        },
      },
      {
        path: "/reads",
        handle: async ({ req }: { req: AsyncIterable<unknown> }) => {
          try {
            for await (const _ of req);
          } catch (error) {
            broke(error);
          }
          return ok("late");
        },
      },
      {
        path: "/slow",
        handle: async () => {
          await pause(100);
          return ok("slow");
        },
      },
      {
        path: "/streams",
        handle: () =>
          ok(
            (async function* () {
              yield Buffer.from("begun");
              await pause(2000);
              yield Buffer.from("never");
            })(),
          ),
      },
    ];
    app = await startOn(where, routes, {
      headersTimeout: 200,
      requestTimeout: 300,
      connectionsCheckingInterval: 50,
    });
  });

  it.each(unreadable)("%s", async (_rule, wire, status) => {
    const client = await app.connect();
    client.send(wire);
    expectRefused(await client.read(), status);
    expect(await client.ended()).toBe("closed");
    expect(handled).not.toHaveBeenCalled();
    await expectAlive(await app.connect());
  });

  it.each(unreadableContent)("%s", async (_rule, wire, status) => {
    const client = await app.connect();
    client.send(wire);
    expectRefused(await client.read(), status);
    await client.ended();
    await vi.waitFor(() => expect(broke).toHaveBeenCalledOnce());
    await expectAlive(await app.connect());
  });

  it.each(behind)("%s", async (_rule, wire, status) => {
    const client = await app.connect();
    client.send(wire);
    const first = await client.read();
    expect([first.status, first.body.toString()]).toEqual([200, "done"]);
    expectRefused(await client.read(), status);
    expect(await client.ended()).toBe("closed");
    expect(handled).toHaveBeenCalledOnce();
    await expectAlive(await app.connect());
  });

  it("9112 2.2 SHOULD ignore an empty line before the request line", async () => {
    const client = await app.connect();
    client.send(`\r\n\r\n${request("GET /")}`);
    expect((await client.read()).status).toBe(200);
    await expectAlive(client);
  });

  it("9112 9.6 MUST NOT process what comes behind `Connection: close`", async () => {
    const client = await app.connect();
    client.send(request("GET /", ["Connection: close"]) + request("GET /"));
    expect((await client.read()).status).toBe(200);
    expect(await client.ended()).toBe("closed");
    expect(handled).toHaveBeenCalledOnce();
  });

  it("9112 9.3.2 garbage behind a response that has no head yet: that one is finished first", async () => {
    const client = await app.connect();
    client.send(`${request("GET /slow")}BROKEN \x01\r\n\r\n`);
    expect((await client.read()).body.toString()).toBe("slow");
    expectRefused(await client.read(), 400);
    expect(await client.ended()).toBe("closed");
  });

  it("A182 garbage behind a response that has begun: not a byte into it", async () => {
    const client = await app.connect();
    client.send(request("GET /streams"));
    await vi.waitFor(async () => expect(await client.silence(1)).toContain("begun"));
    client.send("BROKEN \x01\r\n\r\n");
    expect(await client.broken()).toMatch(/\r\n\r\n5\r\nbegun\r\n$/);
    await expectAlive(await app.connect());
  });

  it.each<Row>([
    ["9110 15.5.9 half a request line", "GET / HT", 408],
    ["9110 15.5.9 half a header section", "GET / HTTP/1.1\r\nHost: a\r\nA: ", 408],
    ["9110 15.5.9 half a second request", `${request("GET /")}GET / HT`, 408],
    ["9110 15.5.9 half the content", request("POST /reads", ["Content-Length: 9"]), 408],
    ["9110 15.5.9 half a chunk", chunked("9\r\nabc"), 408],
  ])("%s", async (_rule, wire, status) => {
    const client = await app.connect();
    client.send(wire);
    if (wire.includes("\r\n\r\nGET")) expect((await client.read()).status).toBe(200);
    expectRefused(await client.read(), status);
    await client.ended();
    if (wire.includes("/reads")) await vi.waitFor(() => expect(broke).toHaveBeenCalledOnce());
    await expectAlive(await app.connect());
  });

  it("9112 8 half a request, and then no more: no response", async () => {
    const client = await app.connect();
    client.send("GET / HTTP/1.1\r\nHo");
    client.abort();
    await expectAlive(await app.connect());
    expect(handled).not.toHaveBeenCalled();
  });
});

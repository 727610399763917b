import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ok } from "@rightstatus/core";
import { createServer, fail, send } from "@rightstatus/node";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";
import { type AttachedServer, listenAttached, listenTls, overTls } from "./attached.ts";

guardProcess();

/** Octets. */
const LIMIT = 10;

/** What came to handlers, by name: octets of content, and errors. */
const heard = vi.fn<(what: string | number | undefined) => void>();
afterEach(() => void heard.mockReset());

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error ? Number(error.status) : undefined;

const done = (req: IncomingMessage, res: ServerResponse): void => void send(req, res, ok("done"));

/** Handlers by path, each reading in a way of its own. */
const handlers: Readonly<Record<string, RequestListener>> = {
  "/for-await": async (req, res) => {
    let count = 0;
    try {
      for await (const chunk of req) count += chunk.length;
      heard(count);
      done(req, res);
    } catch (error) {
      heard(statusOf(error));
      void fail(req, res, error);
    }
  },
  "/data": (req, res) => {
    req.on("data", (chunk: Buffer) => heard(chunk.length));
    req.on("end", () => done(req, res));
  },
  "/error": (req, res) => {
    req.on("data", () => {});
    req.on("aborted", () => heard("aborted"));
    req.on("error", (error) => {
      heard(statusOf(error));
      void fail(req, res, error);
    });
    req.on("end", () => done(req, res));
  },
  "/pipeline": async (req, res) => {
    const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
    await pipeline(req, nowhere).then(
      () => done(req, res),
      (error) => {
        heard(statusOf(error));
        return fail(req, res, error);
      },
    );
  },
  "/pipe": (req, res) => {
    req.pipe(new Writable({ write: (_chunk, _encoding, written) => written() }));
    req.on("end", () => done(req, res));
  },
  "/never": () => {},
  "/at-once": done,
  "/next": (req, res) => {
    heard("the next one");
    done(req, res);
  },
  "/other": (req, res) => {
    req.on("error", () => res.writeHead(202, { "content-length": 5 }).end("a bit"));
    req.resume();
  },
  "/other-streamed": (req, res) => {
    req.on("error", () => {
      res.writeHead(202, { "content-length": 5 }).write("a ");
      setTimeout(() => res.end("bit"), 20);
    });
    req.resume();
  },
  "/late": (req, res) => {
    req.resume();
    req.on("error", () => setTimeout(done, 20, req, res));
  },
  "/later-still": (req, res) => {
    req.resume();
    res.once("close", () => done(req, res));
  },
  "/begun": (req, res) => {
    res.write("begun");
    req.resume();
  },
  "/ended": (req, res) => {
    req.resume();
    res.end("ended");
  },
  "/echo": (req, res) => void send(req, res, ok(req)),
};

const app: RequestListener = (req, res) => handlers[req.url ?? ""]?.(req, res);

let server: AttachedServer;
beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production"); // There a late response is dropped without a word.
  server = await listenAttached(app, { limits: { body: LIMIT } });
});

const chunk = (octets: number): string => `${octets.toString(16)}\r\n${"a".repeat(octets)}\r\n`;
const end = "0\r\n\r\n";
const chunked = (path: string, ...fields: string[]): string =>
  request(`POST ${path}`, ["Transfer-Encoding: chunked", ...fields]);

function expectRefused(response: Response): void {
  expect(response.status).toBe(413);
  expect(value(response, "connection")).toBe("close");
  expect(value(response, "content-type")).toBe("application/problem+json");
  expect(Date.parse(value(response, "date") ?? "")).not.toBeNaN();
  expect(response.framing).toBe("length");
  expect(JSON.parse(response.body.toString())).toEqual({
    type: "about:blank",
    title: "Content Too Large",
    status: 413,
    limit: LIMIT,
  });
}

async function expectAlive(client: Connection): Promise<void> {
  client.send(request("GET /at-once"));
  expect((await client.read()).status).toBe(200);
}

describe("RFC 9110 section 15.5.14, a length", () => {
  it.each([0, 1, LIMIT])("of %d is fine", async (octets) => {
    const client = await server.connect();
    client.send(request("POST /for-await", [], "a".repeat(octets)));
    expect((await client.read()).status).toBe(200);
    expect(heard.mock.calls).toEqual([[octets]]);
    await expectAlive(client);
  });

  it.each([
    ["one more", "POST", String(LIMIT + 1), []],
    ["more than a number holds", "POST", "9007199254740993", []],
    ["of a read", "GET", "11", []],
    ["to HEAD", "HEAD", "11", []],
    ["9110 10.1.1 no 100 for it", "PUT", "11", ["Expect: 100-continue"]],
  ])("%s is refused before the content", async (_what, method, length, fields) => {
    const client = await server.connect();
    client.send(request(`${method} /for-await`, [`Content-Length: ${length}`, ...fields]));
    const response = await client.read({ method });
    if (method !== "HEAD") expectRefused(response);
    expect([response.status, response.interim]).toEqual([413, []]);
    await client.ended();
    expect(heard).not.toHaveBeenCalled();
  });

  it("A190 50 MB of it do not keep the client from the response", async () => {
    const client = await server.connect();
    client.send(request("POST /for-await", ["Content-Length: 50000000"]));
    client.send(Buffer.alloc(1_000_000));
    expectRefused(await client.read());
    await client.ended();
  });
});

describe("RFC 9110 section 15.5.14, chunks", () => {
  it.each([
    ["none", end],
    ["one", chunk(LIMIT) + end],
    ["several", chunk(4) + chunk(5) + chunk(1) + end],
  ])("up to the limit are fine: %s", async (_what, content) => {
    const client = await server.connect();
    client.send(chunked("/for-await") + content);
    expect((await client.read()).status).toBe(200);
    await expectAlive(client);
  });

  it.each([
    ["for await", "/for-await", [[413]]],
    ["a listener for the data alone", "/data", [[4], [6]]],
    ["a listener for errors", "/error", [[413]]],
    ["pipeline()", "/pipeline", [[413]]],
    ["pipe(), which passes no error on", "/pipe", []],
    ["a handler that never reads", "/never", []],
    ["a response that comes late", "/late", []],
    ["a response that comes later still", "/later-still", []],
  ])("over the limit are refused: %s", async (_what, path, calls) => {
    for (const content of [
      [chunk(4), chunk(6), chunk(1)],
      [chunk(4) + chunk(6) + chunk(1) + end + request("GET /next")],
    ]) {
      heard.mockReset();
      const client = await server.connect();
      client.send(chunked(path));
      for (const packet of content) {
        client.send(packet);
        await pause(10);
      }
      expectRefused(await client.read());
      await client.ended();
      expect(heard.mock.calls).toEqual(calls);
    }
  });

  it("10.1.1 after a 100, too", async () => {
    const client = await server.connect();
    client.send(chunked("/for-await", "Expect: 100-continue"));
    await vi.waitFor(async () => expect(await client.silence(5)).toContain("100 Continue"));
    client.send(chunk(LIMIT + 1));
    const response = await client.read();
    expect(response.interim.map(({ status }) => status)).toEqual([100]);
    expectRefused(response);
  });

  it("behind the responses to earlier requests", async () => {
    const client = await server.connect();
    client.send(request("GET /at-once") + chunked("/data") + chunk(LIMIT + 1));
    expect((await client.read()).status).toBe(200);
    expectRefused(await client.read());
    await client.ended();
  });

  it.each(["/other", "/other-streamed"])("leaves the response to a handler: %s", async (path) => {
    const client = await server.connect();
    client.send(chunked(path) + chunk(LIMIT + 1));
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([202, "close"]);
    expect(response.body.toString()).toBe("a bit");
    await client.ended();
  });

  it("breaks a response off that has begun", async () => {
    const client = await server.connect();
    client.send(chunked("/begun"));
    await vi.waitFor(async () => expect(await client.silence(5)).toContain("begun"));
    client.send(chunk(LIMIT + 1) + end);
    expect(await client.broken()).toContain("begun");
  });

  it("breaks an echo off, but not before it begins", async () => {
    const begun = await server.connect();
    begun.send(chunked("/echo") + chunk(LIMIT));
    await vi.waitFor(async () => expect(await begun.silence(5)).toContain("aaaa"));
    begun.send(chunk(1) + end);
    expect(await begun.broken()).toContain("aaaa");
    const client = await server.connect();
    client.send(chunked("/echo") + chunk(LIMIT + 1) + end);
    expectRefused(await client.read());
  });

  it.each(["/at-once", "/ended"])("lets a whole response stand, and ends: %s", async (path) => {
    const client = await server.connect();
    client.send(chunked(path));
    expect((await client.read()).status).toBe(200);
    client.send(chunk(LIMIT));
    await pause(20);
    client.send(chunk(1) + end + request("GET /at-once"));
    expect(await client.ended()).toBe("closed");
  });

  it("goes on behind a response to content within the limit that nobody read", async () => {
    const client = await server.connect();
    client.send(chunked("/at-once") + chunk(4));
    expect((await client.read()).status).toBe(200);
    client.send(chunk(6) + end);
    await expectAlive(client);
  });

  it("takes no more than a bounded rest of what never ends", async () => {
    const client = await server.connect();
    client.send(chunked("/data"));
    await vi.waitFor(() => expect(server.sockets.size).toBeGreaterThan(0));
    const [socket] = [...server.sockets].slice(-1);
    const pouring = setInterval(() => client.send(chunk(50_000)), 1);
    try {
      expectRefused(await client.read());
      await client.ended();
    } finally {
      clearInterval(pouring);
    }
    expect(socket?.bytesRead).toBeLessThan(1_000_000);
  });

  it("a client that goes in the middle does no harm", async () => {
    const client = await server.connect();
    client.send(chunked("/error") + chunk(LIMIT + 1));
    client.abort();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });

  it("over TLS", async () => {
    const { port } = await listenTls(app, { limits: { body: LIMIT } });
    const [response] = await overTls(port, chunked("/for-await") + chunk(LIMIT + 1));
    expect(response?.status).toBe(413);
  });
});

it.each([-1, Number.NaN, "1000"])("limits.body: refuses %s", (body) => {
  expect(() => createServer(app, { limits: { body: body as number } })).toThrow(RangeError);
});

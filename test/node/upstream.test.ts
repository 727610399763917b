import { createServer, get, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { notFound } from "@rightstatus/core";
import { upstream } from "@rightstatus/node";
import axios from "axios";
import got from "got";
import ky from "ky";
import { request as undiciRequest } from "undici";
import { afterAll, describe, expect, it } from "vitest";
import { caught } from "../support/caught.ts";

/** What the other server does, by path. */
const behaviours: Record<string, RequestListener> = {
  "/hangs": () => {},
  "/fails": (_req, res) => {
    res.writeHead(403, { "set-cookie": "theirs=1", "x-internal": "secret" });
    res.end("their secret");
  },
  "/garbles": (_req, res) => {
    res.setHeader("content-type", "application/json");
    res.end("{");
  },
  "/breaks": (req) => req.socket.destroy(),
};

const other = createServer((req, res) => behaviours[req.url ?? ""]?.(req, res));
await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
afterAll(() => other.closeAllConnections() ?? other.close());
const { port } = other.address() as AddressInfo;
const at = (path: string): string => `http://127.0.0.1:${port}${path}`;

/** A port on which nobody listens any more. */
const refused = await new Promise<string>((resolve) => {
  const server = createTcpServer().listen(0, "127.0.0.1", () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    server.close(() => resolve(url));
  });
});

/** Milliseconds: enough for a busy machine to see that a connection broke. */
const timeout = 1_000;
const clients: Record<string, (url: string) => Promise<unknown>> = {
  fetch: async (url) => (await fetch(url, { signal: AbortSignal.timeout(timeout) })).json(),
  "undici.request": async (url) =>
    (await undiciRequest(url, { headersTimeout: timeout })).body.json(),
  axios: (url) =>
    axios.get(url, { timeout, responseType: "json", transitional: { silentJSONParsing: false } }),
  "axios, clarified": (url) =>
    axios.get(url, { timeout, transitional: { clarifyTimeoutError: true } }),
  "axios, in other words": (url) => axios.get(url, { timeout, timeoutErrorMessage: "too slow" }),
  "axios, with a signal": (url) => axios.get(url, { signal: AbortSignal.timeout(timeout) }),
  "got, with a signal": (url) =>
    got(url, { signal: AbortSignal.timeout(timeout), retry: { limit: 0 } }).json(),
  got: (url) => got(url, { timeout: { request: timeout }, retry: { limit: 0 } }).json(),
  ky: (url) => ky(url, { timeout, retry: 0 }).json(),
  "node:http, with a signal": (url) =>
    new Promise((resolve, reject) =>
      get(url, { signal: AbortSignal.timeout(timeout) }, resolve).on("error", reject),
    ),
  "node:http": (url) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const req = get(url, { timeout }, resolve);
      req.on("timeout", () =>
        req.destroy(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" })),
      );
      req.on("error", reject);
    }).then(async (res) => JSON.parse(String(await res.toArray()))),
};

describe.each(Object.entries(clients))("upstream(), %s", (_name, ask) => {
  it.each([
    ["RFC 9110 section 15.6.3 refused", refused, 502],
    ["RFC 9110 section 15.6.3 broken off", at("/breaks"), 502],
    ["RFC 9110 section 15.6.5 too slow", at("/hangs"), 504],
  ])("%s", async (_rule, url, status) => {
    const error = await caught(upstream(ask(url)));
    expect(error).toMatchObject({ status });
    expect((error as Error).cause).toBeDefined();
  });
});

describe("upstream()", () => {
  it.each(["axios", "got", "ky"])(
    "shows nothing of a status that %s rejects with",
    async (name) => {
      const error = await caught(upstream(clients[name]?.(at("/fails")) ?? Promise.resolve()));
      const { status, headers, body } = error as { status: number; headers: object; body: unknown };
      expect([status, { ...headers }, JSON.stringify(body)]).toEqual([
        502,
        { "cache-control": "no-store" },
        JSON.stringify({ type: "about:blank", title: "Bad Gateway", status: 502 }),
      ]);
    },
  );

  it.each(["fetch", "got", "ky", "undici.request", "node:http"])(
    "content that %s cannot read",
    async (name) => {
      const error = await caught(upstream(clients[name]?.(at("/garbles")) ?? Promise.resolve()));
      expect(error).toMatchObject({ status: 502 });
    },
  );

  it("passes what went well, and replies", async () => {
    await expect(upstream(Promise.resolve(7))).resolves.toBe(7);
    await expect(upstream(Promise.reject(notFound()))).rejects.toMatchObject({ status: 404 });
  });

  it.each([[() => fetch(at("/hangs"))], [7], [undefined]])(
    "refuses what is no promise: %s",
    async (nothing) => {
      await expect(upstream(nothing as unknown as Promise<unknown>)).rejects.toThrow(
        new TypeError(`upstream: want a promise, got ${typeof nothing}`),
      );
    },
  );

  const aborted: Record<string, (url: string, signal: AbortSignal) => Promise<unknown>> = {
    fetch: (url, signal) => fetch(url, { signal }),
    "undici.request": (url, signal) => undiciRequest(url, { signal }),
    axios: (url, signal) => axios.get(url, { signal }),
    got: (url, signal) => got(url, { signal, retry: { limit: 0 } }),
    ky: (url, signal) => ky(url, { signal, retry: 0 }),
    "node:http": (url, signal) =>
      new Promise((resolve, reject) => get(url, { signal }, resolve).on("error", reject)),
  };
  it.each(Object.entries(aborted))("passes an abort of this side: %s", async (_name, ask) => {
    const controller = new AbortController();
    const asked = upstream(ask(at("/hangs"), controller.signal));
    controller.abort();
    const { name } = (await caught(asked)) as Error;
    expect(["AbortError", "CanceledError"]).toContain(name);
  });

  it("is a 504 if one of several attempts took too long (RFC 9110 section 15.6.5)", async () => {
    const attempts = ["ENETUNREACH", "ETIMEDOUT"].map((code) =>
      Object.assign(new Error(), { code }),
    );
    const thrown = new TypeError("fetch failed", { cause: new AggregateError(attempts) });
    await expect(upstream(Promise.reject(thrown))).rejects.toMatchObject({ status: 504 });
  });

  it.each([
    ["a string", "no"],
    ["nothing", undefined],
    ["a cycle of causes", cyclic()],
    ["a Proxy whose traps throw", hostile()],
    ["deep causes", nested(30)],
  ])("is a 502 for %s", async (_what, thrown) => {
    await expect(upstream(Promise.reject(thrown))).rejects.toMatchObject({ status: 502 });
  });
});

function cyclic(): Error {
  const error = new Error("a");
  error.cause = error;
  return error;
}

function hostile(): object {
  return new Proxy(
    {},
    {
      get() {
        throw new Error("trap");
      },
    },
  );
}

function nested(depth: number): unknown {
  return depth === 0 ? "end" : new Error("e", { cause: nested(depth - 1) });
}

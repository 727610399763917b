import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ok, serviceUnavailable } from "@rightstatus/core";
import { deadline } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Exchange, frameworks, type Route, start } from "../support/servers.ts";

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });

/** Lets nothing else run, no timer either. */
function block(ms: number): void {
  const over = performance.now() + ms;
  while (performance.now() < over);
}

function routes(told: (what: unknown) => void): readonly Route[] {
  const at = (
    path: string,
    ms: number,
    handler: (e: Exchange, signal: AbortSignal) => Promise<ReturnType<typeof ok>>,
  ): Route => ({
    path,
    handle: deadline(ms, handler, { retryAfter: 7 }),
  });
  return [
    at("/quick", 1000, async () => ok("quick")),
    at("/late", 20, async () => {
      await sleep(60);
      told("finished");
      return ok("late");
    }),
    at("/late-stream", 20, async () => {
      await sleep(40);
      return ok(new ReadableStream({ cancel: () => told("freed") }));
    }),
    at("/listens", 20, async (_e, signal) => {
      await sleep(1000, signal).catch((reason: unknown) => {
        told((reason as Error).name);
        throw reason;
      });
      return ok("never");
    }),
    at("/blocks", 20, async () => {
      block(40);
      return ok(new ReadableStream({ cancel: () => told("freed") }));
    }),
    at("/waits-then-blocks", 20, async (_e, signal) => {
      signal.addEventListener("abort", () => told((signal.reason as Error).name));
      await sleep(1);
      block(40);
      return ok("late");
    }),
    at("/blocks-then-fails", 20, async () => {
      block(40);
      throw new Error("late");
    }),
    at("/blocks-for-a-while", 1000, async () => {
      block(40);
      return ok("in time");
    }),
    at("/abandoned", 3000, async (_e, signal) => {
      told("began");
      await sleep(3000, signal).catch((reason: unknown) => {
        told((reason as Error).name);
        throw reason;
      });
      return ok("never");
    }),
  ];
}

describe.each(frameworks)("RFC 9110 section 15.6.4, deadline() on %s", (framework) => {
  it.each([
    ["in time", "/quick", 200, undefined, []],
    ["late: its reply is dropped", "/late", 503, "7", ["finished"]],
    ["late: its body is freed", "/late-stream", 503, "7", ["freed"]],
    ["the handler hears of it", "/listens", 503, "7", ["TimeoutError"]],
    ["late by the clock, before any timer can fire", "/blocks", 503, "7", ["freed"]],
    ["late by the clock, after a wait", "/waits-then-blocks", 503, "7", ["TimeoutError"]],
    ["late by the clock: its failure is none", "/blocks-then-fails", 503, "7", []],
    ["blocked, and in time", "/blocks-for-a-while", 200, undefined, []],
  ] as const)("%s", async (_what, path, status, retryAfter, all) => {
    const told = vi.fn();
    const app = await start(framework, { routes: routes(told) });
    const response = await app.exchange(request(`GET ${path}`));
    expect([response.status, value(response, "retry-after")]).toEqual([status, retryAfter]);
    await vi.waitFor(() => expect(told.mock.calls.flat()).toEqual(all));
  });

  it("answers a client that was too slow with its content", async () => {
    const upload = deadline(20, async ({ req }: Exchange, signal) => {
      await pipeline(req, new PassThrough().resume(), { signal });
      return ok("never");
    });
    const app = await start(framework, { routes: [{ path: "/upload", handle: upload }] });
    const client = await app.connect();
    client.send(request("PUT /upload", ["Content-Length: 9"]));
    client.send("content");
    expect((await client.read()).status).toBe(503);
  });

  it("tells the handler that the client has gone", async () => {
    const told = vi.fn();
    const onError = vi.fn();
    const app = await start(framework, { routes: routes(told), options: { onError } });
    const client = await app.connect();
    client.send(request("GET /abandoned"));
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith("began"));
    client.abort();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith("AbortError"));
    expect(onError).not.toHaveBeenCalled();
  });

  it("leaves no listener behind on a connection that stays", async () => {
    const app = await start(framework, { routes: routes(() => {}) });
    const client = await app.connect();
    const warned = vi.fn();
    process.on("warning", warned);
    for (let i = 0; i < 30; i++) {
      client.send(request("GET /quick"));
      expect((await client.read()).status).toBe(200);
    }
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  });
});

it.each([0, -1, Number.NaN, 2 ** 31, "50"])("refuses %s ms", (ms) => {
  expect(() => deadline(ms as number, async (_: Exchange) => serviceUnavailable())).toThrow(
    RangeError,
  );
});

it.each([
  ["no handler", [50]],
  ["a misspelt option", [50, async () => serviceUnavailable(), { retryafter: 2 }]],
])("refuses %s", (_what, args) => {
  expect(() => (deadline as (...args: readonly unknown[]) => unknown)(...args)).toThrow(TypeError);
});

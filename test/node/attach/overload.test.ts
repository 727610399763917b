import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { ok } from "@rightstatus/core";
import { type AttachOptions, createServer, send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Connection, connect, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";

guardProcess();

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const drain of open.splice(0)) await drain();
});

async function started(
  overload: NonNullable<AttachOptions["overload"]>,
  listener: RequestListener,
) {
  const server = createServer(listener, { overload });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.drain({ timeout: 100 }));
  const { port } = server.address() as AddressInfo;
  return () => connect(port);
}

async function asked(client: Connection, path = "/"): Promise<number> {
  client.send(request(`GET ${path}`));
  return (await client.read()).status;
}

describe("RFC 9110 section 15.6.4, overload", () => {
  it("refuses what is more than maxConcurrent, and takes requests again below it", async () => {
    const finish: (() => void)[] = [];
    const connecting = await started({ maxConcurrent: 5, retryAfter: 3 }, (req, res) => {
      finish.push(() => void send(req, res, ok("done")));
    });
    const clients = await Promise.all(Array.from({ length: 5 }, connecting));
    for (const client of clients) client.send(request("GET /"));
    await vi.waitFor(() => expect(finish).toHaveLength(5));

    const late = await connecting();
    late.send(request("GET /"));
    const refused = await late.read();
    expect([refused.status, value(refused, "retry-after"), value(refused, "content-type")]).toEqual(
      [503, "3", "application/problem+json"],
    );

    // One less is not enough: a server at its limit would go back and forth with each request.
    finish.shift()?.();
    await clients[0]?.read();
    expect(await asked(await connecting())).toBe(503);
    finish.shift()?.();
    await clients[1]?.read();
    const taken = await connecting();
    taken.send(request("GET /"));
    await vi.waitFor(() => expect(finish).toHaveLength(4));
    for (const done of finish) done();
    expect((await taken.read()).status).toBe(200);
  });

  it("counts a client that goes away as done", async () => {
    const begun = vi.fn();
    const connecting = await started({ maxConcurrent: 1 }, (req, res) => {
      begun();
      if (req.url === "/quick") void send(req, res, ok("done"));
    });
    const first = await connecting();
    first.send(request("GET /hangs"));
    await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(1));
    first.abort();
    await vi.waitFor(async () => expect(await asked(await connecting(), "/quick")).toBe(200));
  });

  it("refuses while the event loop lags behind, but not a health check, and recovers", async () => {
    const connecting = await started(
      { maxEventLoopDelay: 30, exempt: ["/health"] },
      (req, res) => void send(req, res, ok("done")),
    );
    const client = await connecting();
    expect(await asked(client)).toBe(200);
    const busy = setInterval(() => {
      const end = performance.now() + 80;
      while (performance.now() < end);
    }, 5);
    try {
      await vi.waitFor(async () => expect(await asked(await connecting())).toBe(503), 3000);
      expect(await asked(await connecting(), "/health?deep=1")).toBe(200);
    } finally {
      clearInterval(busy);
    }
    await vi.waitFor(async () => expect(await asked(await connecting())).toBe(200), 3000);
  });

  it.each([
    [{ maxConcurrent: 0 }],
    [{ maxConcurrent: Number.NaN }],
    [{ maxEventLoopDelay: -1 }],
    [{ maxConcurrent: 1, retryAfter: 1.5 }],
  ])("refuses %j", (overload) => {
    expect(() => createServer(() => {}, { overload })).toThrow(RangeError);
  });

  it.each([
    [{ maxConcurent: 1 }, "overload: there is no maxConcurent"],
    [{ maxConcurrent: 1, exempt: "/health" }, "overload: want a list for exempt, got /health"],
  ])("refuses %j, which would limit nothing", (overload, message) => {
    expect(() => createServer(() => {}, { overload: overload as object })).toThrow(
      new TypeError(message),
    );
  });

  it("leaves nothing running behind a closed server", async () => {
    const server = createServer(() => {}, { overload: { maxEventLoopDelay: 10 } });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await server.drain();
    await pause(0);
    expect(process.getActiveResourcesInfo().filter((name) => name === "ELDHistogram")).toEqual([]);
  });
});

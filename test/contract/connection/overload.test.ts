import { ok } from "@rightstatus/core";
import type { AttachOptions } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { guardProcess, pause } from "../../node/server.ts";
import { type Connection, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { everywhere, type PlainRoute, startOn } from "./everywhere.ts";

guardProcess();

/** A route that answers when it is told so, and what tells those under way, the oldest first. */
function held(): { readonly route: PlainRoute; readonly finish: (() => void)[] } {
  const finish: (() => void)[] = [];
  const handle = async () => {
    await new Promise<void>((resolve) => finish.push(resolve));
    return ok("done");
  };
  return { route: { path: "/", handle }, finish };
}

const quick = (path: string): PlainRoute => ({ path, handle: () => ok("done") });

async function asked(client: Connection, path = "/"): Promise<number> {
  client.send(request(`GET ${path}`));
  return (await client.read()).status;
}

describe.each(everywhere)("RFC 9110 section 15.6.4, overload of %s", (where) => {
  const started = (
    overload: NonNullable<AttachOptions["overload"]>,
    ...routes: readonly PlainRoute[]
  ) => startOn(where, routes, { overload });

  it("refuses what is more than maxConcurrent, and takes requests again below it", async () => {
    const { route, finish } = held();
    const server = await started({ maxConcurrent: 5, retryAfter: 3 }, route);
    const clients = await Promise.all(Array.from({ length: 5 }, server.connect));
    for (const client of clients) client.send(request("GET /"));
    await vi.waitFor(() => expect(finish).toHaveLength(5));

    const late = await server.connect();
    late.send(request("GET /"));
    const refused = await late.read();
    expect([refused.status, value(refused, "retry-after"), value(refused, "content-type")]).toEqual(
      [503, "3", "application/problem+json"],
    );

    // One less is not enough: a server at its limit would go back and forth with each request.
    finish.shift()?.();
    await clients[0]?.read();
    expect(await asked(await server.connect())).toBe(503);
    finish.shift()?.();
    await clients[1]?.read();
    const taken = await server.connect();
    taken.send(request("GET /"));
    await vi.waitFor(() => expect(finish).toHaveLength(4));
    for (const done of finish) done();
    expect((await taken.read()).status).toBe(200);
  });

  it.each([
    ["a client that goes away", 1],
    ["the pipelined requests of one that goes away", 2],
  ])("counts %s as done", async (_what, requests) => {
    const { route, finish } = held();
    const server = await started({ maxConcurrent: requests }, route, quick("/quick"));
    for (const known of [requests, 2 * requests]) {
      const client = await server.connect();
      client.send(request("GET /").repeat(requests));
      await vi.waitFor(() => expect(finish).toHaveLength(known));
      client.abort();
      await pause(20);
    }
    await vi.waitFor(async () => expect(await asked(await server.connect(), "/quick")).toBe(200));
    for (const done of finish) done();
  });

  it("refuses while the event loop lags behind, but not a health check, and recovers", async () => {
    const overload = { maxEventLoopDelay: 30, exempt: ["/health"] };
    const server = await started(overload, quick("/"), quick("/health"));
    const client = await server.connect();
    expect(await asked(client)).toBe(200);
    const busy = setInterval(() => {
      const end = performance.now() + 80;
      while (performance.now() < end);
    }, 5);
    try {
      await vi.waitFor(async () => expect(await asked(await server.connect())).toBe(503), 3000);
      expect(await asked(await server.connect(), "/health?deep=1")).toBe(200);
    } finally {
      clearInterval(busy);
    }
    await vi.waitFor(async () => expect(await asked(await server.connect())).toBe(200), 3000);
  });
});

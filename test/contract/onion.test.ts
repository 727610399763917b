import { created, etagOf, ok } from "@rightstatus/core";
import type { Context } from "koa";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Running, start } from "../support/servers.ts";

/** What a middleware of Koa does with the response on its way out, by path. */
const onTheWayOut: Readonly<Record<string, (ctx: Context) => void>> = {
  "/seen": (ctx) => ctx.set("X-Seen", `${ctx.status} ${Buffer.from(ctx.body as Uint8Array)}`),
  "/replaced": (ctx) => {
    ctx.body = "other";
  },
  "/emptied": (ctx) => {
    ctx.body = null;
  },
  "/thrown": () => {
    throw new Error("on the way out");
  },
};

describe.each(["koa 2", "koa 3"] as const)("middleware after the handler, on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    app = await start(framework, {
      routes: [
        { path: "/seen", handle: () => created("/7", "first") },
        { path: "/replaced", handle: () => ok("first") },
        { path: "/emptied", handle: () => ok("first") },
        { path: "/thrown", handle: () => ok("first") },
      ],
      koa: [
        async (ctx, next) => {
          await next();
          onTheWayOut[ctx.path]?.(ctx);
        },
      ],
    });
  });

  it("sees the reply, and may add fields", async () => {
    const response = await app.exchange(request("GET /seen"));
    expect([response.status, response.body.toString()]).toEqual([201, "first"]);
    expect(value(response, "x-seen")).toBe("201 first");
  });

  it("8.8.1 replaces the content: the validator of what it replaced goes", async () => {
    const response = await app.exchange(request("GET /replaced"));
    expect([response.status, response.body.toString()]).toEqual([200, "other"]);
    expect(value(response, "etag")).not.toBe(etagOf("first"));
  });

  it("8.8.1 takes the content away: its validator goes too", async () => {
    const response = await app.exchange(request("GET /emptied"));
    expect([response.status, response.body.toString()]).toEqual([204, ""]);
    expect(value(response, "etag")).toBeUndefined();
  });

  it("throws: one 500, nothing of the reply", async () => {
    const response = await app.exchange(request("GET /thrown"));
    expect(response.status).toBe(500);
    expect(value(response, "etag")).toBeUndefined();
    expect(response.body.toString()).not.toMatch(/first|way out/);
  });
});

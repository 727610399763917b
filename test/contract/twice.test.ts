import * as forExpress from "@rightstatus/express";
import { conflict, ok } from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import compression from "compression";
import koaCompress from "koa-compress";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../support/servers.ts";

type Mode = NonNullable<forExpress.SendOptions["conformance"]>;

const text = "note ".repeat(1000);

const routes: readonly Route[] = [
  { path: "/reply", handle: () => ok(text) },
  {
    path: "/thrown",
    handle: () => {
      throw conflict();
    },
  },
  {
    path: "/broken",
    handle: () => {
      throw new Error("broken");
    },
  },
  { path: "/old", plain: ({ res }) => void res.writeHead(428).end() },
];

/** An app that is mounted brings its own `replies()`: each response passes two of them. */
function startTwice(
  framework: (typeof frameworks)[number],
  outer: Mode,
  inner: Mode,
  onError = () => {},
): Promise<Running> {
  const options = { conformance: inner, onError };
  return start(framework, {
    routes,
    options: { conformance: outer, onError: () => {} },
    express: [compression(), forExpress.replies(options)],
    koa: [
      koaCompress(),
      forKoa.replies(options),
      async (ctx, next) => {
        if (ctx.path === "/old") ctx.respond = false;
        await next();
      },
    ],
  });
}

let warned: MockInstance;
beforeEach(() => {
  warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
});

describe.each(frameworks)("replies() twice, %s", (framework) => {
  it.each([
    ["off", "off"],
    ["off", "fix"],
    ["fix", "off"],
    ["fix", "fix"],
    ["fix", "throw"],
    ["warn", "warn"],
    ["throw", "warn"],
    ["throw", "throw"],
  ] as const)("%s, then %s: every answer goes out once", async (outer, inner) => {
    const server = await startTwice(framework, outer, inner);
    const statuses = [];
    for (const path of ["/reply", "/thrown", "/broken", "/nothing"]) {
      statuses.push(
        (await server.exchange(request(`GET ${path}`, ["Accept-Encoding: gzip"]))).status,
      );
    }
    expect(statuses).toEqual([200, 409, 500, 404]);
  });

  it.each([
    ["throw", "off", 428, undefined],
    ["off", "fix", 428, "no-store"],
    ["throw", "fix", 428, "no-store"],
  ] as const)("%s, then %s: the inner one has the say", async (outer, inner, status, stored) => {
    const server = await startTwice(framework, outer, inner);
    const response = await server.exchange(request("GET /old"));
    expect([response.status, value(response, "cache-control")]).toEqual([status, stored]);
  });

  it("says what is wrong once a route of each app, not of the process", async () => {
    const told = [];
    for (const _ of ["an app", "another one"]) {
      warned.mockClear();
      const server = await startTwice(framework, "off", "fix");
      await server.exchange(request("GET /old"));
      await server.exchange(request("GET /old"));
      told.push(warned.mock.calls.map(([, { code }]) => code));
    }
    expect(told).toEqual([["fix/428-with-cache-control"], ["fix/428-with-cache-control"]]);
  });
});

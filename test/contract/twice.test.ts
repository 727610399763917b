import * as forExpress from "@rightstatus/express";
import { conflict, ok } from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import compression from "compression";
import koaCompress from "koa-compress";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Framework, frameworks, type Route, type Running, start } from "../support/servers.ts";

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
  { path: "/refused", plain: ({ res }) => void res.writeHead(401).end() },
];

/** An app that is mounted brings its own `replies()`: each response passes two of them. */
function startTwice(framework: Framework, outer: Mode, inner: Mode): Promise<Running> {
  return startWith(framework, { conformance: outer }, { conformance: inner });
}

type Said = forExpress.SendOptions & forExpress.FallbackOptions;

function startWith(framework: Framework, outer: Said, options: Said): Promise<Running> {
  return start(framework, {
    routes,
    options: outer,
    express: [compression(), forExpress.replies(options)],
    koa: [
      koaCompress(),
      forKoa.replies(options),
      async (ctx, next) => {
        if (ctx.path === "/old" || ctx.path === "/refused") ctx.respond = false;
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
  ] as const)("%s, then %s: every response goes out once", async (outer, inner) => {
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
    ["throw", "off", "/refused", 401, undefined],
    ["off", "throw", "/refused", 500, "no-store"],
    ["off", "fix", "/old", 428, "no-store"],
    ["throw", "fix", "/old", 428, "no-store"],
  ] as const)(
    "%s, then %s: the inner one has the say, %s",
    async (outer, inner, path, ...wanted) => {
      const server = await startTwice(framework, outer, inner);
      const response = await server.exchange(request(`GET ${path}`));
      expect([response.status, value(response, "cache-control")]).toEqual(wanted);
    },
  );

  it("what the inner one does not say stays as the outer one said", async () => {
    const onError = vi.fn();
    const outer: Said = { conformance: "throw", language: "zh-Hant", problems: "json", onError };
    const server = await startWith(framework, outer, { language: "en" });
    const thrown = await server.exchange(request("GET /thrown", ["Accept: text/html"]));
    expect(JSON.parse(thrown.body.toString()).title).toBe("Conflict");
    await server.exchange(request("GET /broken"));
    expect(onError.mock.calls.map(([error]) => error.message)).toEqual(["broken"]);
    expect((await server.exchange(request("GET /refused"))).status).toBe(500);
    const same = await startWith(framework, outer, {});
    const problem = await same.exchange(request("GET /thrown"));
    expect(JSON.parse(problem.body.toString()).title).toMatch(/\p{Script=Han}/u);
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

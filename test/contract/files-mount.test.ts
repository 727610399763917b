import { gunzipSync } from "node:zlib";
import Router from "@koa/router";
import { ok } from "@rightstatus/core";
import * as forKoa from "@rightstatus/koa";
import compression from "compression";
import type { Middleware } from "koa";
import koaCompress from "koa-compress";
import { beforeAll, describe, expect, it } from "vitest";
import { noonTag, treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Running, start } from "../support/servers.ts";
import { startFiles } from "./files-setup.ts";

const tree = {
  "index.html": "<p>root",
  "a.txt": "a",
  "docs/index.html": "<p>docs",
  "static/a.txt": "another",
  "large.txt": "0123456789abcdef".repeat(20_000),
};

type Row = readonly [target: string, status: number, told: string | undefined];

/** What a mount at /static answers: the content, or the Location. */
const mounted: readonly Row[] = [
  ["/static/a.txt", 200, "a"],
  ["/static/a.txt?b", 200, "a"],
  ["/static/", 200, "<p>root"],
  ["/static", 301, "/static/"],
  ["/static?a=b", 301, "/static/?a=b"],
  ["/static/docs/", 200, "<p>docs"],
  ["/static/docs", 301, "/static/docs/"],
  ["/static/docs?a=b", 301, "/static/docs/?a=b"],
  ["http://b.example/static/docs?a=b", 301, "/static/docs/?a=b"],
  ["/static/../a.txt", 404, undefined],
  ["/static//a.txt", 404, undefined],
  ["/static%2Fa.txt", 404, undefined],
  ["/a.txt", 404, undefined],
  ["/staticdocs", 404, undefined],
];

async function tell(app: Running, target: string): Promise<Row> {
  const { status, ...response } = await app.exchange(request(`GET ${target}`));
  const content = status === 200 ? response.body.toString() : undefined;
  return [target, status, content ?? value({ status, ...response }, "location")];
}

describe.each(frameworks)("files() on %s", (framework) => {
  let root = "";
  beforeAll(() => {
    root = treeOf(tree);
  });

  describe("below a mount", () => {
    let app: Running;
    beforeAll(async () => {
      app = await startFiles(framework, { root }, { mount: "/static" });
    });

    it.each(mounted)("%s: %i %s", async (...row) => {
      expect(await tell(app, row[0])).toEqual(row);
    });
  });

  it("at the root", async () => {
    const app = await startFiles(framework, { root });
    const rows: readonly Row[] = [
      ["/", 200, "<p>root"],
      ["/?a", 200, "<p>root"],
      ["http://b.example", 200, "<p>root"],
      ["/static/a.txt", 200, "another"],
    ];
    for (const row of rows) expect(await tell(app, row[0])).toEqual(row);
  });

  it("where there is no file, or the method is another one, the routes are asked", async () => {
    const handle = (): ReturnType<typeof ok> => ok("by the route");
    const paths = ["/a.txt", "/b.txt", "/docs"];
    const app = await startFiles(
      framework,
      { root },
      { routes: paths.map((path) => ({ path, handle })) },
    );
    for (const [line, content, fields] of [
      ["GET /a.txt", "a"],
      ["POST /a.txt", "by the route"],
      ["QUERY /a.txt", "by the route", ["Content-Type: text/plain"]],
      ["GET /b.txt", "by the route"],
      ["PUT /docs", "by the route"],
    ] as const) {
      expect((await app.exchange(request(line, fields))).body.toString()).toBe(content);
    }
  });

  it("9110 10.2.1: Allow has what the file takes and what the routes take", async () => {
    const handle = (): ReturnType<typeof ok> => ok("by the route");
    const app = await startFiles(
      framework,
      { root },
      { mount: "/static", routes: [{ path: "/static/a.txt", method: "put", handle }] },
    );
    const told = framework.startsWith("express"); // Koa's routes are middleware here, and tell nothing.
    for (const [line, status, allow] of [
      ["POST /static/a.txt", 405, told ? "PUT, GET, HEAD, OPTIONS" : "GET, HEAD, OPTIONS"],
      ["OPTIONS /static/a.txt", 204, told ? "PUT, GET, HEAD, OPTIONS" : "GET, HEAD, OPTIONS"],
      ["POST /static/c.txt", 404, undefined],
      ["POST /a.txt", 404, undefined],
    ] as const) {
      const response = await app.exchange(request(line));
      expect([line, response.status, value(response, "allow")]).toEqual([line, status, allow]);
    }
  });

  it("nothing is said of methods where the routes shall not be asked", async () => {
    const app = await startFiles(framework, { root }, { options: { allowFallback: false } });
    expect((await app.exchange(request("POST /a.txt"))).status).toBe(404);
  });

  it("Cache-Control is said where it is wanted, on a 304 and a 206 too", async () => {
    const app = await startFiles(framework, { root, cacheControl: "max-age=60" });
    for (const [status, ...fields] of [
      [200],
      [206, "Range: bytes=0-0"],
      [304, "If-None-Match: *"],
    ] as const) {
      const response = await app.exchange(request("GET /a.txt", fields));
      expect([response.status, value(response, "cache-control")]).toEqual([status, "max-age=60"]);
    }
    const plain = await startFiles(framework, { root });
    expect(value(await plain.exchange(request("GET /a.txt")), "cache-control")).toBeUndefined();
  });

  it("a tag of the content", async () => {
    const app = await startFiles(framework, { root, etag: "content" });
    const tag = value(await app.exchange(request("GET /large.txt")), "etag");
    expect(tag).not.toContain(noonTag);
    const again = await app.exchange(request("GET /large.txt", [`If-None-Match: ${tag}`]));
    expect(again.status).toBe(304);
  });

  it("neither replies() nor fallback() is needed", async () => {
    const app = await startFiles(framework, { root }, { alone: true });
    expect((await app.exchange(request("GET /large.txt"))).body.length).toBe(320_000);
    expect((await app.exchange(request("GET /docs"))).status).toBe(301);
  });

  it("compression encodes the whole under a weak tag, and no part", async () => {
    const options = { express: [compression()], koa: [koaCompress()] };
    const app = await startFiles(framework, { root }, { before: options });
    const accepts = "Accept-Encoding: gzip";
    const whole = await app.exchange(request("GET /large.txt", [accepts]));
    expect(value(whole, "content-encoding")).toBe("gzip");
    expect(gunzipSync(whole.body).toString()).toBe(tree["large.txt"]);
    expect(value(whole, "etag")).toBe(`W/"4e200-${noonTag}"`);
    const part = await app.exchange(request("GET /large.txt", [accepts, "Range: bytes=16-300000"]));
    expect(part.status).toBe(206);
    expect(value(part, "content-encoding")).toBeUndefined();
    expect(part.body.toString()).toBe(tree["large.txt"].slice(16, 300_001));
    const known = [accepts, `If-None-Match: ${value(whole, "etag")}`];
    expect((await app.exchange(request("GET /large.txt", known))).status).toBe(304);
  });
});

/** The router adds to the context what other middleware has no type for. */
const routesOf = (router: Router): Middleware => router.routes() as unknown as Middleware;

describe.each(["koa 2", "koa 3"] as const)("files() on a router of %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    const root = treeOf(tree);
    const prefixed = new Router({ prefix: "/static" });
    prefixed.get("{/*path}", forKoa.files({ root }));
    const bare = new Router();
    bare.get("/whole/*path", forKoa.files({ root }));
    bare.get("/static/:name", forKoa.files({ root }));
    // A route that passes on leaves what it matched behind; that is not for whoever comes next.
    bare.get("/api/*path", (_ctx, next) => next());
    app = await start(framework, {
      koa: [...[prefixed, bare].map(routesOf), forKoa.files({ root, cacheControl: "no-cache" })],
    });
  });

  const rows = mounted.filter(([target]) => target !== "/a.txt");
  it.each(rows)("with a prefix, %s: %i %s", async (...row) => {
    expect(await tell(app, row[0])).toEqual(row);
  });

  it.each<Row>([
    ["/whole/a.txt", 200, "a"],
    ["/whole/docs", 301, "/whole/docs/"],
    ["/whole/..%2Fa.txt", 404, undefined],
    ["/api/a.txt", 404, undefined],
    ["/a.txt", 200, "a"],
  ])("%s: %i %s", async (...row) => {
    expect(await tell(app, row[0])).toEqual(row);
  });
});

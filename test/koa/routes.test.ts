import Router from "@koa/router";
import { handle, ok, replies } from "@rightstatus/koa";
import Koa3 from "koa";
import Koa2 from "koa2";
import request from "supertest";
import { describe, expect, it } from "vitest";

const yes = handle(() => ok("yes"));

function appOf(Koa: typeof Koa3, options = {}): Koa3 {
  const router = new Router();
  router.get("/notes", yes).post("/notes", yes);
  router.get("/notes/:id", yes).put("/notes/:id", yes);
  router.get("/passed", (_ctx, next) => next());
  router.all("/any", (_ctx, next) => next());
  router.all(/^\/checked/, (_ctx, next) => next());
  router.get("/checked", yes);
  const nested = new Router({ prefix: "/books/:book" });
  nested.get("/:page", yes);
  const app = new Koa();
  app.use(replies(options));
  app.use(router.routes());
  app.use(nested.routes());
  return app;
}

/** RFC 9110 section 15.5.6: what the routes on a path take, as @koa/router noted it. */
describe.each([
  ["koa 2", appOf(Koa2)],
  ["koa 3", appOf(Koa3)],
])("allowFallback, %s", (_name, app) => {
  it.each([
    ["a plain path", "DELETE", "/notes", 405, "GET, HEAD, POST, OPTIONS"],
    ["parameters, and two routes", "POST", "/notes/7", 405, "GET, HEAD, PUT, OPTIONS"],
    ["nothing but router.all", "PUT", "/any", 404, undefined],
    ["behind a guard for all methods", "PUT", "/checked", 405, "GET, HEAD, OPTIONS"],
    ["a nested router", "POST", "/books/7/3", 405, "GET, HEAD, OPTIONS"],
    ["9.3.7 OPTIONS", "OPTIONS", "/notes", 204, "GET, HEAD, POST, OPTIONS"],
    ["a path that no route knows", "GET", "/nothing", 404, undefined],
    ["a method nobody knows", "PURGE", "/notes", 501, undefined],
    ["a route that took it and passed it on", "GET", "/passed", 404, undefined],
  ] as const)("%s: %s %s", async (_what, method, path, status, allow) => {
    const response = await request(app.callback())[method.toLowerCase() as "get"](path);
    expect([response.status, response.get("allow")]).toEqual([status, allow]);
  });

  it("can be switched off", async () => {
    const plain = appOf(Koa3, { allowFallback: false });
    const response = await request(plain.callback()).delete("/notes");
    expect([response.status, response.get("allow")]).toEqual([404, undefined]);
  });
});

import Router from "@koa/router";
import { replies } from "@rightstatus/koa";
import Koa3, { type Middleware } from "koa";
import Koa2 from "koa2";
import request from "supertest";
import { describe, expect, it, vi } from "vitest";

const yes: Middleware = (ctx) => {
  ctx.body = "yes";
};
const refuse: Middleware = (ctx) => {
  ctx.status = 405;
};

function appOf(Koa: typeof Koa3, options = {}): Koa3 {
  const router = new Router();
  router.get("/notes/:id", yes).put("/notes/:id", yes).all("/notes/:id", refuse);
  router.all("/nothing", refuse);
  const app = new Koa();
  app.use(replies({ conformance: "fix", ...options }));
  app.use(router.routes());
  return app;
}

/** RFC 9110 section 15.5.6, of middleware that knows nothing of us: Allow from the router. */
describe.each([
  ["koa 2", Koa2],
  ["koa 3", Koa3],
])('conformance: "fix", %s', (_name, Koa) => {
  it.each([
    ["a route for the rest", "DELETE", "/notes/7", "GET, HEAD, PUT, OPTIONS"],
    ["where no method is known", "DELETE", "/nothing", undefined],
  ])("%s: %s %s", async (_what, method, path, allow) => {
    vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const app = appOf(Koa);
    const response = await request(app.callback())[method.toLowerCase() as "put"](path);
    expect([response.status, response.get("allow")]).toEqual([405, allow]);
  });

  it("throw: what ctx.status and ctx.body say is judged while an error can still be answered", async () => {
    const onError = vi.fn();
    const app = appOf(Koa, { conformance: "throw", onError });
    const response = await request(app.callback()).delete("/notes/7");
    expect([response.status, response.type]).toEqual([500, "application/problem+json"]);
    expect(onError).toHaveBeenCalledOnce();
    expect((await request(app.callback()).get("/notes/7")).text).toBe("yes");
  });
});

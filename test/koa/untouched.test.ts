import { runInNewContext } from "node:vm";
import { replies } from "@rightstatus/koa";
import Koa3, { type Middleware } from "koa";
import Koa2 from "koa2";
import request from "supertest";
import { describe, expect, it, vi } from "vitest";

/** What Koa does for middleware that knows nothing of us. */
describe.each([
  ["koa 2", Koa2],
  ["koa 3", Koa3],
])("%s", (_name, Koa) => {
  const appOf = (middleware: Middleware) => new Koa().use(replies()).use(middleware);

  it.each<[what: string, middleware: Middleware, body: string]>([
    ["nothing was said", () => {}, "404 Not Found"],
    [
      "the status was",
      (ctx) => {
        ctx.status = 404;
      },
      "404 Not Found",
    ],
    [
      "no content was",
      (ctx) => {
        ctx.body = null;
        ctx.status = 404;
      },
      "",
    ],
  ])("RFC 9110 section 15.5.5, a 404 where %s", async (_what, middleware, body) => {
    const app = appOf(middleware);
    const response = await request(app.callback()).get("/").accept("text/plain").buffer(true);
    expect([response.status, response.text.split("\n")[0]]).toEqual([404, body]);
  });

  it.each<[what: string, thrown: unknown]>([
    ["an error", new TypeError("no such note")],
    ["an error of another realm", runInNewContext("new TypeError('no such note')")],
  ])('app.on("error") gets %s as it was thrown', async (_what, thrown) => {
    const onError = vi.fn();
    const app = appOf(() => {
      throw thrown;
    });
    app.on("error", onError);
    expect((await request(app.callback()).get("/")).status).toBe(500);
    expect(onError.mock.calls[0]?.[0]).toBe(thrown);
  });
});

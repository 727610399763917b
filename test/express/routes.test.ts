import { fallback, handle, ok, replies } from "@rightstatus/express";
import express5, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import request from "supertest";
import { describe, expect, it } from "vitest";

const yes: RequestHandler = handle(() => ok("yes"));
const onward: RequestHandler = (_req, _res, next) => next();

/** How often a request went through the middleware of the mounted app. */
let passedThrough = 0;

function appOf(express: typeof express5): Express {
  const app = express();
  app.use(replies(), onward);
  app.get("/notes", yes).post("/notes", yes);
  app.route("/notes/:id").get(yes).put(yes).delete(yes);
  app.put("/notes/:other", yes);
  app.get("/passed", onward);
  app.all("/any", onward);
  app.all(/^\/checked/, onward);
  app.get("/checked", yes);
  app.route("/checked-too").all(onward).put(yes);

  const nested = express.Router({ mergeParams: true });
  nested.get("/:page", yes);
  nested.use("/deep", express.Router().patch("/", yes));
  app.use("/books/:book", nested);

  const mounted = express();
  mounted.use((_req, _res, next) => {
    passedThrough++;
    next();
  });
  mounted.get("/inside", yes).all("/any", onward);
  const deeper = express();
  deeper.put("/:id", yes);
  mounted.use("/deeper", deeper);
  app.use("/mounted", mounted);
  app.use(express());

  // Each ends by itself, below where it is mounted.
  const ended = express.Router();
  ended.get("/notes", yes).patch("/page", yes);
  ended.use(fallback());
  app.use("/ended", ended);
  app.use("/guarded", express.Router().get("/page", yes), fallback());
  const endedApp = express();
  endedApp.use("/deep", express.Router().put("/page", yes), fallback());
  endedApp.get("/page", yes).use(fallback());
  app.use("/app", endedApp);
  app.use("/app-:of", express().get("/page", yes).use(fallback()));
  const rooted = express();
  rooted.use("/rooted", express.Router().put("/page", yes), fallback());
  app.use(rooted);

  app.use(fallback());
  return app;
}

/** RFC 9110 section 15.5.6: what the routes on a path take, read from the router. */
describe.each([
  ["express 4", appOf(express4)],
  ["express 5", appOf(express5)],
])("allowFallback, %s", (_name, app) => {
  it.each([
    ["a plain path", "DELETE", "/notes", 405, "GET, HEAD, POST, OPTIONS"],
    ["parameters, and two routes", "POST", "/notes/7", 405, "GET, HEAD, PUT, DELETE, OPTIONS"],
    ["a query", "DELETE", "/notes?a=/x", 405, "GET, HEAD, POST, OPTIONS"],
    ["a nested router", "POST", "/books/7/3", 405, "GET, HEAD, OPTIONS"],
    ["nested twice", "GET", "/books/7/deep", 200, undefined],
    [
      "nested twice, and a parameter beside",
      "PUT",
      "/books/7/deep",
      405,
      "GET, HEAD, PATCH, OPTIONS",
    ],
    ["a path that no route knows", "GET", "/nothing", 404, undefined],
    ["a method nobody knows", "PURGE", "/notes", 501, undefined],
    ["a route that took it and passed it on", "GET", "/passed", 404, undefined],
    ["nothing but app.all", "PUT", "/any", 404, undefined],
    ["behind a guard for all methods", "PUT", "/checked", 405, "GET, HEAD, OPTIONS"],
    ["a guard on the route itself", "GET", "/checked-too", 405, "PUT, OPTIONS"],
    ["a mounted app", "POST", "/mounted/inside", 405, "GET, HEAD, OPTIONS"],
    ["a mounted app in a mounted app", "GET", "/mounted/deeper/7", 405, "PUT, OPTIONS"],
    ["a mounted app without this path", "GET", "/mounted/nothing", 404, undefined],
    ["nothing but app.all in a mounted app", "PUT", "/mounted/any", 404, undefined],
    ["a router with a fallback() of its own", "PUT", "/ended/page", 405, "PATCH, OPTIONS"],
    ["the same path elsewhere", "PUT", "/ended/notes", 405, "GET, HEAD, OPTIONS"],
    ["what only the app has by that path", "PUT", "/ended/passed", 404, undefined],
    ["fallback() below a path", "PUT", "/guarded/page", 405, "GET, HEAD, OPTIONS"],
    ["what only the app has by that path", "PUT", "/guarded/notes", 404, undefined],
    ["OPTIONS of the same", "OPTIONS", "/ended/page", 204, "PATCH, OPTIONS"],
    ["a mounted app that ends itself", "PUT", "/app/page", 405, "GET, HEAD, OPTIONS"],
    ["below a path in a mounted app", "GET", "/app/deep/page", 405, "PUT, OPTIONS"],
    ["an app that is mounted on a pattern", "PUT", "/app-7/page", 405, "GET, HEAD, OPTIONS"],
    ["below a path in an app mounted on all", "GET", "/rooted/page", 405, "PUT, OPTIONS"],
    ["a path that cannot be decoded", "GET", "/notes/%E0%A4%A", 400, undefined],
  ] as const)("%s: %s %s", async (_what, method, path, status, allow) => {
    const response = await request(app)[method.toLowerCase() as "get"](path);
    expect([response.status, response.get("allow")]).toEqual([status, allow]);
  });

  it("looks into a mounted app without running it", async () => {
    passedThrough = 0;
    await request(app).post("/mounted/inside");
    await request(app).post("/mounted/inside");
    expect(passedThrough).toBe(2);
  });

  it("can be switched off", async () => {
    const plain = express5();
    plain.get("/notes", yes);
    plain.use(fallback({ allowFallback: false }));
    const response = await request(plain).delete("/notes");
    expect([response.status, response.get("allow")]).toEqual([404, undefined]);
  });
});

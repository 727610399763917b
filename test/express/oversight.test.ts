import { fallback, replies } from "@rightstatus/express";
import express5, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import request from "supertest";
import { describe, expect, it, vi } from "vitest";

const yes: RequestHandler = (_req, res) => void res.json("yes");
const refuse: RequestHandler = (_req, res) => void res.sendStatus(405);

/** 405 as old code says it: for the rest of a route, for the rest of a path, in routers and mounted apps. */
function appOf(express: typeof express5, options = {}): Express {
  const app = express();
  app.use(replies({ conformance: "fix", ...options }));
  app.route("/notes").get(yes).post(yes).all(refuse);
  app.get("/after", yes);
  app.all("/after", refuse);
  app.get("/shared", yes).put("/shared", refuse);
  app.all("/nothing", refuse);
  const router = express.Router();
  router.route("/:id").put(yes).all(refuse);
  app.use("/books", router);
  const mounted = express();
  mounted.route("/in").delete(yes).all(refuse);
  app.use("/mounted", mounted);
  const rooted = express();
  rooted.route("/rooted").delete(yes).all(refuse);
  app.use(rooted);
  app.use(fallback());
  return app;
}

/** RFC 9110 section 15.5.6, of handlers that know nothing of us: Allow from the router. */
describe.each([
  ["express 4", express4 as unknown as typeof express5],
  ["express 5", express5],
])('conformance: "fix", %s', (_name, express) => {
  const app = appOf(express);

  it.each([
    ["a route's last handler", "PUT", "/notes", "GET, HEAD, POST, OPTIONS"],
    ["the last route of a path", "PUT", "/after", "GET, HEAD, OPTIONS"],
    ["a route that names what it refuses", "PUT", "/shared", "GET, HEAD, OPTIONS"],
    ["a nested router", "POST", "/books/7", "PUT, OPTIONS"],
    ["a mounted app", "PUT", "/mounted/in", "DELETE, OPTIONS"],
    ["an app mounted on all", "PUT", "/rooted", "DELETE, OPTIONS"],
    ["where no method is known", "PUT", "/nothing", undefined],
  ])("%s: %s %s", async (_what, method, path, allow) => {
    vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const response = await request(app)[method.toLowerCase() as "put"](path);
    expect([response.status, response.get("allow")]).toEqual([405, allow]);
  });

  it("throw: res.json() and res.sendStatus() throw, and the response is a 500", async () => {
    const onError = vi.fn();
    const strict = appOf(express, { conformance: "throw", onError });
    const response = await request(strict).put("/notes");
    expect([response.status, response.type]).toEqual([500, "application/problem+json"]);
    expect(onError).toHaveBeenCalledOnce();
    expect((await request(strict).get("/notes")).body).toBe("yes");
  });
});

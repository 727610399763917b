import { fallback, handle, ok, replies, tooManyRequests } from "@rightstatus/express";
import express5 from "express";
import { rateLimit } from "express-rate-limit";
import express4 from "express4";
import request from "supertest";
import { describe, expect, it } from "vitest";

/** RFC 6585 section 4, with express-rate-limit as the README sets it up. */
describe.each([
  ["express 4", express4],
  ["express 5", express5],
])("express-rate-limit, %s", (_name, express) => {
  const app = express();
  app.use(replies());
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: 1,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      handler: (_req, _res, next) => next(tooManyRequests()),
    }),
  );
  app.get(
    "/",
    handle(() => ok("found")),
  );
  app.use(fallback());

  it("says what is left, then 429 as a problem with Retry-After in whole seconds", async () => {
    const first = await request(app).get("/");
    expect([first.status, first.get("ratelimit")]).toEqual([200, expect.stringMatching(/; r=0;/)]);
    const second = await request(app).get("/");
    expect([second.status, second.get("content-type"), second.get("cache-control")]).toEqual([
      429,
      "application/problem+json",
      "no-store",
    ]);
    expect(second.get("retry-after")).toMatch(/^\d+$/);
    expect(second.get("ratelimit")).toMatch(/; r=0;/);
  });
});

import { ok, pipe } from "@rightstatus/core";
import { type RateLimiter, rateLimit } from "@rightstatus/node";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { parseList } from "structured-headers";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Exchange, frameworks, start } from "../support/servers.ts";

const answer = async (c: Exchange & { readonly rateLimit: Record<string, string> }) =>
  ok("found").with(c.rateLimit);

function routeOf(limiter: RateLimiter, policy?: string) {
  const key = ({ req }: Exchange): string => String(req.headers["x-user"]);
  const limited = rateLimit(limiter, policy === undefined ? { key } : { key, policy });
  return { path: "/search", handle: pipe(limited, answer) };
}

describe.each(frameworks)("RFC 6585 section 4, rateLimit() on %s", (framework) => {
  it("counts down, then refuses", async () => {
    const limiter = new RateLimiterMemory({ points: 2, duration: 60 });
    const app = await start(framework, { routes: [routeOf(limiter, 'per "user"')] });
    const told: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const response = await app.exchange(request("GET /search", ["X-User: a"]));
      const [[name, left] = []] = parseList(value(response, "ratelimit") ?? "");
      const [[, quota] = []] = parseList(value(response, "ratelimit-policy") ?? "");
      const wait = Number(value(response, "retry-after") ?? 0);
      told.push([response.status, name, left?.get("r"), quota?.get("q"), quota?.get("w")]);
      expect(left?.get("t")).toBeGreaterThan(58);
      if (response.status === 429) expect(wait).toBe(left?.get("t"));
    }
    expect(told).toEqual([
      [200, 'per "user"', 1, 2, 60],
      [200, 'per "user"', 0, 2, 60],
      [429, 'per "user"', 0, 2, 60],
      [429, 'per "user"', 0, 2, 60],
    ]);
    const other = await app.exchange(request("GET /search", ["X-User: b"]));
    expect(other.status).toBe(200);
  });

  it("is a 500 where the store fails", async () => {
    const limiter = {
      points: 1,
      duration: 1,
      consume: () => Promise.reject(new Error("no connection")),
    };
    const app = await start(framework, { routes: [routeOf(limiter)] });
    expect((await app.exchange(request("GET /search"))).status).toBe(500);
  });
});

it.each([
  [{ points: 1.5, duration: 1 }, "a"],
  [{ points: -1, duration: 1 }, "a"],
  [{ points: 1, duration: Number.NaN }, "a"],
  [{ points: 1, duration: 0 }, "a"],
  [{ points: 1e15, duration: 1 }, "a"],
  [{ points: 1, duration: 1 }, 5],
  [{ points: 1, duration: 1 }, "é"],
])("A210 refuses %j %s", (limits, policy) => {
  const limiter = { ...limits, consume: () => Promise.reject() };
  expect(() => rateLimit(limiter, { key: () => "", policy: policy as string })).toThrow(
    /^rateLimit: /,
  );
});

const half: RateLimiter = {
  points: 5,
  duration: 60,
  consume: () => Promise.resolve({ remainingPoints: 3.5, msBeforeNext: 0.5 }),
};

const key = (): string => "";

it.each([
  ["no limiter", [undefined, { key }]],
  ["middleware in its place", [() => {}, { key }]],
  ["no options", [half]],
  ["a key that is no function", [half, { key: "ip" }]],
  ["a misspelt option", [half, { key, polcy: "a" }]],
])("refuses %s", (_what, args) => {
  expect(() => (rateLimit as (...args: readonly unknown[]) => unknown)(...args)).toThrow(
    /^rateLimit: /,
  );
});

it("tells whole numbers of what is consumed in part", async () => {
  const passed = await rateLimit(half, { key })(undefined);
  expect(passed).toMatchObject({ pass: { rateLimit: { ratelimit: '"default";r=3;t=1' } } });
});

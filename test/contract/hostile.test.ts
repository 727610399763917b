import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary, hostileValues, httpError, upstreamHeaders } from "../support/hostile-values.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../support/servers.ts";
import { head, transcript } from "../support/transcript.ts";

/** The four places where a value is thrown. */
const places = {
  "thrown in handle()": (path: string, make: () => unknown): Route => ({
    path,
    handle: () => {
      throw make();
    },
  }),
  "rejected in handle()": (path: string, make: () => unknown): Route => ({
    path,
    handle: () => Promise.reject(make()),
  }),
  "thrown in a plain route": (path: string, make: () => unknown): Route => ({
    path,
    plain: () => {
      throw make();
    },
  }),
  "rejected in a plain route": (path: string, make: () => unknown): Route => ({
    path,
    plain: () => Promise.reject(make()),
  }),
};
type Place = keyof typeof places;
const allPlaces = Object.keys(places) as Place[];

const trusted = [
  ["http error", { message: "shown" }],
  ["http error whose headers hold CR LF", { message: "shown", headers: { "x-a": "a\r\nb: c" } }],
  ["http error with headers of an upstream", { message: "shown", headers: upstreamHeaders }],
] as const;

const pathOf = (place: Place, index: number): string => `/${allPlaces.indexOf(place)}/${index}`;
const routes = allPlaces.flatMap((place) => [
  ...hostileValues.map(({ make }, index) => places[place](pathOf(place, index), make)),
  ...trusted.map(([name, more]) =>
    places[place](`/${allPlaces.indexOf(place)}/${encodeURIComponent(name)}`, () =>
      httpError(409, more),
    ),
  ),
]);

/** Nothing may reach the process. */
const escaped = vi.fn();
beforeEach(() => {
  process.on("uncaughtException", escaped);
  process.on("unhandledRejection", escaped);
});
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off("uncaughtException", escaped);
  process.off("unhandledRejection", escaped);
  expect(escaped).not.toHaveBeenCalled();
});

function expectSilent500(response: Response): void {
  expect(response.status).toBe(500);
  expect(transcript(response)).not.toMatch(new RegExp(`${canary}|hunter|at .*\\.ts|node_modules`));
  expect(JSON.parse(response.body.toString())).toEqual({
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
  });
  for (const name of ["set-cookie", "x-internal", "transfer-encoding", "x-a"]) {
    expect(value(response, name)).toBeUndefined();
  }
  expect(value(response, "cache-control")).toBe("no-store");
}

describe.each(frameworks)("on %s", (framework) => {
  let app: Running;
  const onError = vi.fn();
  beforeAll(async () => {
    app = await start(framework, { routes, options: { onError } });
  });
  afterEach(() => onError.mockReset());

  describe.each(allPlaces)("%s", (place) => {
    it.each(hostileValues.map(({ name }, index) => [name, index] as const))(
      "%s: a 500 that says nothing",
      async (name, index) => {
        const response = await app.exchange(request(`GET ${pathOf(place, index)}`));
        // `throw null` is `next(null)` to Express, which goes on to the next route: there is none.
        const missed = framework.startsWith("express") && place === "thrown in a plain route";
        if (missed && ["null", "undefined"].includes(name)) {
          expect(response.status).toBe(404);
          return;
        }
        expectSilent500(response);
        expect(onError).toHaveBeenCalledOnce();
      },
    );

    it.each(trusted)("%s: its status and message count, its fields do not", async (name) => {
      const path = `/${allPlaces.indexOf(place)}/${encodeURIComponent(name)}`;
      const response = await app.exchange(request(`GET ${path}`));
      expect(response.status).toBe(409);
      expect(JSON.parse(response.body.toString())).toMatchObject({ status: 409, detail: "shown" });
      expect(transcript(response)).not.toMatch(new RegExp(`${canary}|x-a|upstream`));
      expect(onError).not.toHaveBeenCalled();
    });
  });

  it.each(hostileValues)(
    "$name, trusted: still an error, and none of its fields",
    async ({ make }) => {
      const trusting = await start(framework, {
        routes: [places["thrown in handle()"]("/", make)],
        options: { trust: () => true },
      });
      const response = await trusting.exchange(request("GET /"));
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(head(response).join("\n")).not.toContain(canary);
      if (response.status >= 500) expect(response.body.toString()).not.toContain(canary);
      else expect(response.body.toString()).not.toMatch(/at .*\.ts|node_modules/);
    },
  );
});

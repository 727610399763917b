import { created, ok } from "@rightstatus/core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { type Exchange, frameworks, type Running, start } from "../support/servers.ts";

const late = vi.fn();

async function replyLate({ reply }: Exchange): Promise<void> {
  try {
    await reply(created("/second", "second"));
    late("accepted");
  } catch (error) {
    late(error);
  }
}

const routes = [
  {
    path: "/caught",
    plain: async (exchange: Exchange) => {
      await exchange.reply(ok("first"));
      await replyLate(exchange);
    },
  },
  {
    path: "/uncaught",
    plain: async ({ reply }: Exchange) => {
      await reply(ok("first"));
      await reply(created("/second", "second"));
    },
  },
  {
    path: "/uncaught-at-once",
    plain: ({ reply }: Exchange) => {
      reply(ok("first"));
      return reply(created("/second", "second"));
    },
  },
  {
    path: "/after-the-end",
    plain: async (exchange: Exchange) => {
      setTimeout(replyLate, 30, exchange);
      await exchange.reply(ok("first"));
    },
  },
];

/** RFC 9110 section 15.2: one request, one final response. */
describe.each(frameworks)("a second response, on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    app = await start(framework, { routes });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    late.mockReset();
  });

  describe.each([
    ["production", "accepted"],
    ["development", expect.any(TypeError)],
  ])("in %s", (env, outcome) => {
    it.each(["/caught", "/after-the-end"])("%s: the first one stands", async (path) => {
      vi.stubEnv("NODE_ENV", env);
      const response = await app.exchange(request(`GET ${path}`));
      expect([response.status, response.body.toString()]).toEqual([200, "first"]);
      await vi.waitFor(() => expect(late).toHaveBeenCalledExactlyOnceWith(outcome));
    });

    it.each(["/uncaught", "/uncaught-at-once"])("%s: the first one stands", async (path) => {
      vi.stubEnv("NODE_ENV", env);
      const response = await app.exchange(request(`GET ${path}`));
      expect([response.status, response.body.toString()]).toEqual([200, "first"]);
    });
  });
});

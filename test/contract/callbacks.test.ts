import { type AnyReply, conflict, notFound, ok } from "@rightstatus/core";
import * as express from "@rightstatus/express";
import * as koa from "@rightstatus/koa";
import type { FallbackOptions, SendOptions } from "@rightstatus/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { frameworks, start } from "../support/servers.ts";

const junk = <T>(value: unknown): T => value as T;
const throws = (): never => {
  throw new Error(canary);
};

type Row = [what: string, options: SendOptions & FallbackOptions, status: number];

/** What an application passes in cannot harm the response. */
const callbacks: readonly Row[] = [
  ["onError throws", { onError: throws }, 500],
  ["onError rejects", { onError: junk(() => Promise.reject(new Error(canary))) }, 500],
  ["onError never settles", { onError: junk(() => new Promise(() => {})) }, 500],
  ["map throws", { map: throws }, 500],
  ["map returns junk", { map: junk(() => ({ status: 418 })) }, 500],
  ["map has no reply", { map: () => undefined }, 500],
  ["map has a reply", { map: () => notFound() }, 404],
  ["trust throws", { trust: throws }, 500],
  ["trust trusts a message that is not exposed", { trust: () => true }, 500],
];

/** What would be found out with the first error otherwise, or never. */
const wrong: readonly (readonly [options: unknown, error: new () => Error, message: RegExp])[] = [
  ["strong", TypeError, /^replies: want options in an object, got strong$/],
  [{ etags: "off" }, TypeError, /^replies: no option is called etags$/],
  [{ etag: "weak" }, RangeError, /^replies: want strong or off as `etag`, got weak$/],
  [{ language: "fr" }, RangeError, /^replies: want en or zh-Hant or negotiate .* got fr$/],
  [{ problems: "html" }, RangeError, /^replies: want negotiate or json as `problems`, got html$/],
  [{ conformance: true }, RangeError, /^replies: want off or fix .* got true$/],
  [{ trace: 1 }, TypeError, /^replies: want a boolean as `trace`, got 1$/],
  [{ onError: "log" }, TypeError, /^replies: want a function as `onError`, got log$/],
];

type Made = [what: string, make: () => AnyReply];

/** What a handler returns that no helper made, or that was tampered with since. */
const returned: readonly Made[] = [
  ["nothing", () => junk(undefined)],
  ["null", () => junk(null)],
  ["a number", () => junk(404)],
  ["the parts of a reply", () => ({ status: 204, headers: {}, body: "content" })],
  ["a 1xx", () => ({ status: 103, headers: {}, body: undefined })],
  ["a status out of range", () => ({ status: 999, headers: {}, body: undefined })],
  ["CR LF in a field", () => tampered(ok("x"), "x-a", `a\r\nSet-Cookie: ${canary}=1`)],
  ["CR LF in a field of an error", () => tampered(conflict(), "x-a", `a\r\nb: ${canary}`)],
  ["a byte beyond ASCII in a field", () => tampered(ok("x"), "x-a", "caf\u00e9")],
  ["a name that is no token", () => tampered(ok("x"), "x a", canary)],
  ["a length that is wrong", () => tampered(ok("x"), "content-length", "10")],
  ["chunks beside a length", () => tampered(ok("x"), "transfer-encoding", "chunked")],
];

function tampered(reply: AnyReply, name: string, value: string): AnyReply {
  Object.assign(reply.headers, { [name]: value });
  return reply;
}

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

describe.each(frameworks)("on %s", (framework) => {
  describe("a callback", () => {
    it.each(callbacks)("%s", async (_what, options, status) => {
      const app = await start(framework, { options, routes: [{ path: "/", handle: throws }] });
      const response = await app.exchange(request("GET /"));
      expect(response.status).toBe(status);
      expect(response.body.toString()).not.toContain(canary);
    });
  });

  describe("a handler returns", () => {
    it.each(returned)("%s: a response in the grammar, or a 500", async (_what, handle) => {
      const app = await start(framework, { routes: [{ path: "/", handle }] });
      const response = await app.exchange(request("GET /"));
      const wellFramed = response.status === 200 && response.body.toString() === "x";
      expect(wellFramed || response.status === 500).toBe(true);
      expect(JSON.stringify([response.fields, response.body.toString()])).not.toContain(canary);
    });
  });
});

describe("mistakes of the programmer", () => {
  it.each(wrong)("replies(%j)", (options, error, message) => {
    for (const { replies } of [express, koa]) {
      expect(() => replies(junk(options))).toThrow(error);
      expect(() => replies(junk(options))).toThrow(message);
    }
  });

  it.each([
    [{ maps: () => notFound() }, /^fallback: no option is called maps$/],
    [{ trust: true }, /^fallback: want a function as `trust`, got true$/],
  ])("fallback(%j)", (options, message) => {
    expect(() => express.fallback(junk(options))).toThrow(message);
  });

  it.each([[undefined], [404]])("handle(%j)", (handler) => {
    for (const handle of [express.handle, koa.handle] as ((h: unknown) => unknown)[]) {
      expect(() => handle(handler)).toThrow(`handle: want a function, got ${handler}`);
    }
  });
});

import { describe, expect, it, vi } from "vitest";
import { methods } from "../../../packages/core/src/compose/methods.ts";
import { ok } from "../../../packages/core/src/reply/content.ts";
import { noContent } from "../../../packages/core/src/reply/empty.ts";
import type { AnyReply } from "../../../packages/core/src/reply/reply.ts";

const get = vi.fn((c: { method?: string }) => ok(c.method));
const put = vi.fn(async () => noContent());
const query = vi.fn(() => ok([]));
const resource = methods({ GET: get, PUT: put, QUERY: query });

async function answer(
  method: string | undefined,
  handler: (c: { method?: string }) => Promise<AnyReply> = resource,
): Promise<AnyReply> {
  return handler(method === undefined ? {} : { method });
}

describe("methods, RFC 9110 section 9", () => {
  it.each<[rule: string, method: string | undefined, status: number, allow: string | undefined]>([
    ["9.3.1", "GET", 200, undefined],
    ["9.3.1 a context without method", undefined, 200, undefined],
    ["9.3.2 HEAD is answered by GET", "HEAD", 200, undefined],
    ["9.3.4", "PUT", 204, undefined],
    ["RFC 10008", "QUERY", 200, undefined],
    ["9.3.7", "OPTIONS", 204, "GET, HEAD, PUT, QUERY, OPTIONS"],
    ["15.5.6 exactly what the table allows", "DELETE", 405, "GET, HEAD, PUT, QUERY, OPTIONS"],
    ["15.5.6", "TRACE", 405, "GET, HEAD, PUT, QUERY, OPTIONS"],
    ["15.6.2 nobody knows it", "BREW", 501, undefined],
    ["15.6.2 case-sensitive", "get", 501, undefined],
    ["15.6.2 names of Object.prototype", "constructor", 501, undefined],
    ["15.6.2 names of Object.prototype", "__proto__", 501, undefined],
  ])("%s: %s", async (_rule, method, status, allow) => {
    const reply = await answer(method);
    expect([reply.status, reply.headers.allow]).toEqual([status, allow]);
  });

  it("9.3.2: the handler of GET sees HEAD", async () => {
    expect((await answer("HEAD")).body).toBe("HEAD");
  });

  it("hands over the context itself", async () => {
    const context = { method: "GET" };
    await resource(context);
    expect(get).toHaveBeenLastCalledWith(context);
    expect(get.mock.lastCall?.[0]).toBe(context);
  });

  it("a table may be empty", async () => {
    const none = methods({});
    expect((await none({ method: "GET" })).headers.allow).toBe("OPTIONS");
  });

  it("9.3.7: OPTIONS tells what the methods take", async () => {
    const post = methods(
      { GET: get, POST: put, PATCH: put, QUERY: query },
      {
        acceptPatch: ["application/merge-patch+json"],
        acceptPost: ["application/json", "text/*"],
        acceptQuery: ["application/sql"],
        acceptRanges: ["bytes"],
      },
    );
    expect({ ...(await answer("OPTIONS", post)).headers }).toEqual({
      allow: "GET, HEAD, POST, PATCH, QUERY, OPTIONS",
      "accept-patch": "application/merge-patch+json",
      "accept-post": "application/json, text/*",
      "accept-query": "application/sql",
      "accept-ranges": "bytes",
    });
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      "a method in lower case",
      () => methods({ get: () => ok(1) } as never),
      /want GET, got get .*9\.1/,
    ],
    ["no table", () => methods(undefined as never), /got undefined .*9\.1/],
    [
      "a method that no request can have",
      () => methods({ "GET, HEAD": () => ok(1) } as never),
      /want a token, got GET, HEAD .*9\.1/,
    ],
    ["no function", () => methods({ GET: ok(1) } as never), /want a function for GET/],
    [
      "undefined",
      () => methods({ GET: undefined } as never),
      /want a function for GET, got undefined/,
    ],
    [
      "a capability without its method",
      () => methods({ GET: get }, { acceptPatch: ["a/b"] }),
      /acceptPatch without PATCH .*5789/,
    ],
    [
      "a malformed capability",
      () => methods({ PATCH: put }, { acceptPatch: ["*/*"] }),
      /accept-patch/,
    ],
  ])("mistakes of the programmer: %s", (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

import { describe, expect, it, vi } from "vitest";
import { allOf, anyOf } from "../../../packages/core/src/compose/guards.ts";
import { pipe } from "../../../packages/core/src/compose/pipe.ts";
import { basic, bearer } from "../../../packages/core/src/fields/challenge.ts";
import {
  methodNotAllowed,
  notAcceptable,
  unsupportedMediaType,
} from "../../../packages/core/src/reply/allowed.ts";
import {
  proxyAuthenticationRequired,
  unauthorized,
} from "../../../packages/core/src/reply/challenge.ts";
import { ok } from "../../../packages/core/src/reply/content.ts";
import { seeOther } from "../../../packages/core/src/reply/location.ts";
import { pass } from "../../../packages/core/src/reply/pass.ts";
import {
  badRequest,
  conflict,
  forbidden,
  internalServerError,
  notFound,
} from "../../../packages/core/src/reply/problems.ts";
import type { AnyReply } from "../../../packages/core/src/reply/reply.ts";
import { tooManyRequests } from "../../../packages/core/src/reply/retry.ts";

interface Context {
  readonly token?: string;
}

const user = async (c: Context) =>
  c.token === "t" ? pass({ user: 7 }) : unauthorized(bearer({ error: "invalid_token" }));

describe("pipe", () => {
  it("gives the handler what the guard passed, on the context itself", async () => {
    const context = { token: "t" };
    const handler = vi.fn(async (c: Context & { user: number }) => ok({ id: c.user }));
    const reply: AnyReply = await pipe(user, handler)(context);
    expect(reply.body).toEqual({ id: 7 });
    expect(handler.mock.calls[0]?.[0]).toBe(context);
  });

  it("replies as the guard does, without the handler", async () => {
    const handler = vi.fn(() => ok(1));
    const reply = await pipe(user, handler)({});
    expect(reply.status).toBe(401);
    expect(handler).not.toHaveBeenCalled();
  });

  it("takes guards that are not async, and nests", async () => {
    const both = pipe(
      () => pass({ a: 1 }),
      pipe(
        () => pass({ b: 2 }),
        (c: { a: number; b: number }) => ok(c.a + c.b),
      ),
    );
    expect((await both({ a: 0, b: 0 })).body).toBe(3);
  });

  it("lets errors through", async () => {
    const broken = new Error("no");
    const guard = () => Promise.reject(broken);
    await expect(pipe(guard, () => ok(1))({})).rejects.toBe(broken);
  });

  it.each([
    undefined,
    null,
    true,
    {},
    { pass: undefined },
    { pass: null },
    { pass: 1 },
    { status: 401 },
    Object.create(pass({})),
  ])("a guard that gives %j guards nothing", async (nothing) => {
    const handler = vi.fn(() => ok(1));
    await expect(pipe(() => nothing as never, handler)({})).rejects.toThrow(/^guard: want a reply/);
    expect(handler).not.toHaveBeenCalled();
  });
});

describe("allOf", () => {
  it("passes what all of them pass", async () => {
    const guard = allOf(user, () => pass({ left: 3 }));
    expect(await guard({ token: "t" })).toEqual(pass({ user: 7, left: 3 }));
  });

  it("runs them all", async () => {
    const second = vi.fn(() => pass({}));
    await allOf(user, second)({});
    expect(second).toHaveBeenCalledOnce();
  });

  const login = seeOther("/login");
  it.each<[order: string, AnyReply[], status: number]>([
    ["one", [notFound()], 404],
    ["the target first", [unauthorized(bearer()), notFound()], 404],
    ["whether it is there, before its methods", [methodNotAllowed(["GET"]), notFound()], 404],
    ["its methods, before who asks", [unauthorized(bearer()), methodNotAllowed(["GET"])], 405],
    ["who asks, before whether they may", [forbidden(), unauthorized(bearer())], 401],
    [
      "whether they may, before what they sent",
      [unsupportedMediaType({ accept: ["a/b"] }), forbidden()],
      403,
    ],
    [
      "what they sent, before what they want",
      [notAcceptable([]), unsupportedMediaType({ accept: ["a/b"] })],
      415,
    ],
    [
      "what they want, before the rest",
      [tooManyRequests(), internalServerError(), notAcceptable([])],
      406,
    ],
    ["a login page is of the rest", [login, forbidden()], 403],
    ["among equals the first", [conflict(), badRequest()], 409],
  ])("refuses by rank: %s", async (_order, refusals, status) => {
    const [first, ...more] = refusals.map((reply) => () => reply);
    if (first === undefined) throw new Error("no row");
    expect(await allOf(first, () => pass({}), ...more)({})).toHaveProperty("status", status);
  });
});

describe("anyOf", () => {
  const bySession = (): AnyReply => unauthorized(basic("notes"), "Log in.");

  it("passes with the first that does, and asks no further", async () => {
    const after = vi.fn(() => pass({ user: 8 }));
    expect(await anyOf(bySession, user, after)({ token: "t" })).toEqual(pass({ user: 7 }));
    expect(after).not.toHaveBeenCalled();
  });

  it("11.6.1: refuses with the challenges of all 401s, in a problem that is still open", async () => {
    const headers = { "www-authenticate": 'Bearer error="insufficient_scope"' };
    const byScope = (): AnyReply => forbidden(undefined, { headers });
    const refused = (await anyOf(bySession, user, bySession, byScope)({})) as AnyReply;
    expect(refused.status).toBe(401);
    expect(refused.headers["www-authenticate"]).toEqual([
      'Basic realm="notes"',
      'Bearer error="invalid_token"',
    ]);
    expect(refused.headers["cache-control"]).toBe("no-store");
    expect(refused.body).toMatchObject({ detail: "Log in.", status: 401 });
    expect(refused.headers["content-type"]).toBeUndefined();
    expect(refused).toBeInstanceOf(Error);
  });

  it("11.7.1: and with those of all 407s", async () => {
    const byProxy = (): AnyReply => proxyAuthenticationRequired(basic("a"));
    const byToken = (): AnyReply => proxyAuthenticationRequired(bearer());
    const refused = (await anyOf(byProxy, byToken)({})) as AnyReply;
    expect(refused.headers["proxy-authenticate"]).toEqual(['Basic realm="a"', "Bearer"]);
  });

  it("11.6.1: keeps a body and a list of challenges of one's own", async () => {
    const many = () =>
      unauthorized([basic("a"), bearer()], "Show who you are.", {
        headers: { "x-a": "b" },
        type: "application/json",
      });
    const refused = (await anyOf(many, bySession)({})) as AnyReply;
    expect(refused.headers["www-authenticate"]).toEqual([
      'Basic realm="a"',
      "Bearer",
      'Basic realm="notes"',
    ]);
    expect({ ...refused.headers }).toMatchObject({
      "x-a": "b",
      "content-type": "application/json",
    });
    expect(refused.body).toMatchObject({ title: "Unauthorized", detail: "Show who you are." });
  });

  it("11.6.1: has nothing to add where a reply of another make names no challenge", async () => {
    const bare = {
      status: 401,
      headers: {},
      body: undefined,
      [Symbol.for("rightstatus.reply")]: true,
    };
    const refused = (await anyOf(() => bare, bySession)({})) as AnyReply;
    expect(refused).toBe(bare);
  });
});

describe("mistakes of the programmer", () => {
  const guard = () => pass({});
  it.each<[what: string, make: (...functions: never[]) => unknown, functions: unknown[], RegExp]>([
    ["no guard: all would pass", allOf, [], /^allOf: want functions, got undefined$/],
    ["no guard", anyOf, [], /^anyOf: want functions, got undefined$/],
    ["one that is none", allOf, [guard, null], /^allOf: want functions, got null$/],
    ["one that is none", anyOf, [401, guard], /^anyOf: want functions, got 401$/],
    ["no handler", pipe, [guard], /^pipe: want functions, got undefined$/],
    ["a guard that has been called", pipe, [guard(), guard], /^pipe: want functions, got \[object/],
  ])("%s: %o", (_what, make, functions, message) => {
    expect(() => make(...(functions as never[]))).toThrow(TypeError);
    expect(() => make(...(functions as never[]))).toThrow(message);
  });
});

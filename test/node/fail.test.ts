import type { IncomingMessage, ServerResponse } from "node:http";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { badGateway, conflict, created, notFound, ok } from "@rightstatus/core";
import { type FallbackOptions, fail, type SendOptions, send } from "@rightstatus/node";
import createError, { isHttpError } from "http-errors";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary, hostileValues } from "../support/hostile-values.ts";
import { type Response, value } from "../support/response-parser.ts";
import { transcript } from "../support/transcript.ts";
import { type H2, listenH2 } from "./h2.ts";
import { type Bare, guardProcess, listen, pause } from "./server.ts";
import { generator } from "./sources.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

type Then = (resolve: unknown, reject?: (error: Error) => void) => void;
/** What a promise of another library is to the language. */
const thenable = (then: Then): object => ({ then });

type Options = SendOptions & FallbackOptions;

/** The response to a request whose handler threw. */
async function answered(error: unknown, options: Options = {}, wire = "GET /"): Promise<Response> {
  const server = await listen((req, res) => {
    void fail(req, res, error, { onError, trust: isHttpError, ...options });
  });
  return server.exchange(request(wire));
}

const silent = { type: "about:blank", title: "Internal Server Error", status: 500 };

function expectSilent500(response: Response): void {
  expect(response.status).toBe(500);
  expect(JSON.parse(response.body.toString())).toEqual(silent);
  expect(transcript(response)).not.toMatch(/hunter|node_modules|at .*\.ts|ENOENT|upstream/);
  for (const name of ["set-cookie", "x-internal", "x-a", "transfer-encoding"]) {
    expect(value(response, name)).toBeUndefined();
  }
  expect(value(response, "cache-control")).toBe("no-store");
}

describe("whatever is thrown (F11): a 500 that says nothing, and one report", () => {
  let server: Bare;
  let h2: H2;
  beforeAll(async () => {
    const listener = (req: IncomingMessage, res: ServerResponse): Promise<void> => {
      const [, index, trusting] = (req.url ?? "").split("/");
      const error = hostileValues[Number(index)]?.make();
      res.setHeader("Cache-Control", "public, max-age=600");
      thrown.push(error);
      return fail(req, res, error, trusting ? { onError, trust: isHttpError } : { onError });
    };
    server = await listen((req, res) => void listener(req, res));
    h2 = await listenH2(listener);
  });
  const thrown: unknown[] = [];
  afterEach(() => void thrown.splice(0));

  const rows = hostileValues.map(({ name }, index) => [name, index] as const);

  it.each(rows)("%s", async (_name, index) => {
    expectSilent500(await server.exchange(request(`GET /${index}`)));
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]?.[0] === thrown[0]).toBe(true);
  });

  it.each(rows)("%s, asked whether it is an http error", async (_name, index) => {
    expectSilent500(await server.exchange(request(`GET /${index}/trusting`)));
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each(rows)("%s, as a page", async (_name, index) => {
    const response = await server.exchange(request(`GET /${index}`, ["Accept: text/html"]));
    expect([response.status, value(response, "content-type")]).toEqual([
      500,
      "text/html; charset=utf-8",
    ]);
    expect(transcript(response)).not.toMatch(/hunter|node_modules|<script/);
  });

  it.each(rows)("%s, on HTTP/2", async (_name, index) => {
    const { headers, body, code } = await h2.request("GET", `/${index}`);
    expect([headers[":status"], code]).toEqual([500, 0]);
    expect(JSON.parse(body.toString())).toEqual(silent);
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each(["production", "development", undefined])(
    "no mode shows more: NODE_ENV=%s (A133)",
    async (mode) => {
      vi.stubEnv("NODE_ENV", mode);
      const error = new Error(`SQL: pw=${canary}`, { cause: new Error(canary) });
      expectSilent500(await answered(error));
      vi.unstubAllEnvs();
    },
  );

  it.each(rows)("%s, for the console where nobody listens", async (_name, index) => {
    vi.stubEnv("NODE_ENV", "production");
    const log = vi.spyOn(console, "error").mockImplementation((error) => void inspect(error));
    const quiet = await listen((req, res) => void fail(req, res, hostileValues[index]?.make()));
    expectSilent500(await quiet.exchange(request("GET /")));
    expect(log).toHaveBeenCalledOnce();
    vi.unstubAllEnvs();
  });
});

describe("a thrown reply is the response", () => {
  it.each([
    ["an error", () => notFound("No."), 404],
    ["a success", () => created("/7", "made"), 201],
    ["one of 500 and more", () => badGateway("Upstream is down."), 502],
  ])("%s", async (_what, make, status) => {
    const reply = make();
    const response = await answered(reply);
    expect(response.status).toBe(status);
    if (status < 500) expect(onError).not.toHaveBeenCalled();
    else expect(onError).toHaveBeenCalledExactlyOnceWith(reply, expect.anything());
  });

  it("also with a body that streams, and that breaks", async () => {
    const body = generator({ steps: [new Error(canary)] });
    expectSilent500(await answered(conflict({ body })));
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe("onError (F10)", () => {
  const misbehaving: [what: string, callback: () => unknown][] = [
    [
      "throws",
      () => {
        throw new Error(canary);
      },
    ],
    [
      "throws undefined",
      () => {
        throw undefined;
      },
    ],
    ["rejects", () => Promise.reject(new Error(canary))],
    [
      "rejects, as a promise of another realm",
      () => runInNewContext("Promise.reject(new Error('a'))"),
    ],
    ["hangs", () => new Promise(() => {})],
    [
      "returns a thenable that throws",
      () =>
        thenable(() => {
          throw new Error(canary);
        }),
    ],
    [
      "returns a thenable that rejects",
      () => thenable((_resolve, reject) => reject?.(new Error(canary))),
    ],
    ["returns junk", () => Object.create(null)],
  ];
  const callback = (run: () => unknown): Options => ({ onError: run as () => void });

  it.each(misbehaving)("%s, of a thrown error: a 500 all the same", async (_what, run) => {
    expectSilent500(await answered(new Error(canary), callback(run)));
  });

  it.each(misbehaving)("%s, of a reply", async (_what, run) => {
    const server = await listen((req, res) => void send(req, res, badGateway(), callback(run)));
    expect((await server.exchange(request("GET /"))).status).toBe(502);
  });

  it.each(misbehaving)("%s, of a body that breaks off", async (_what, run) => {
    const server = await listen((req, res) => {
      const body = generator({ steps: ["a", new Error(canary)], pace: 2 });
      void send(req, res, ok(body), callback(run));
    });
    const connection = await server.connect();
    connection.send(request("GET /"));
    expect(await connection.broken()).toContain("200 OK");
  });

  it.each(misbehaving)("%s, of a member that cannot be said", async (_what, run) => {
    const server = await listen((req, res) => {
      void send(req, res, conflict({ bad: 1n }), callback(run));
    });
    expect((await server.exchange(request("GET /"))).status).toBe(409);
  });

  it.each([notFound(), conflict("a"), ok("a"), created("/")])(
    "hears nothing of a reply below 500: $status",
    async (reply) => {
      const server = await listen((req, res) => void send(req, res, reply, { onError }));
      await server.exchange(request("GET /"));
      expect(onError).not.toHaveBeenCalled();
    },
  );

  it("gets the request, too", async () => {
    await answered(new Error(canary), {}, "GET /some/where");
    expect(onError.mock.calls[0]?.[1]).toMatchObject({ method: "GET", url: "/some/where" });
  });

  it("hears once of a member that cannot be said", async () => {
    const server = await listen(
      (req, res) => void send(req, res, conflict({ bad: 1n }), { onError }),
    );
    const response = await server.exchange(request("GET /"));
    expect(JSON.parse(response.body.toString())).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
    });
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
  });
});

describe("map", () => {
  const error = Object.assign(new Error(canary), { code: "23505" });

  it("is asked first, with the error and the request", async () => {
    const map = vi.fn(() => conflict("Taken."));
    const response = await answered(createError(404, "a"), { map }, "GET /some/where");
    expect(response.status).toBe(409);
    expect(map).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ statusCode: 404 }),
      expect.objectContaining({ url: "/some/where" }),
    );
    expect(onError).not.toHaveBeenCalled();
  });

  it("a 5xx of its making is reported with the error it was made of", async () => {
    expect((await answered(error, { map: () => badGateway() })).status).toBe(502);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.anything());
  });

  it("is not asked of a thrown reply", async () => {
    const map = vi.fn();
    expect((await answered(notFound(), { map })).status).toBe(404);
    expect(map).not.toHaveBeenCalled();
  });

  it.each<[what: string, result: unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", 409],
    ["parts of a reply", { status: 409, headers: {}, body: undefined }],
    ["an Error", createError(409)],
    ["a helper", conflict],
  ])("returns %s: as if it were not there", async (_what, result) => {
    expectSilent500(await answered(error, { map: () => result as never }));
    expect((await answered(createError(403), { map: () => result as never })).status).toBe(403);
  });

  it.each<[what: string, map: () => unknown]>([
    [
      "throws",
      () => {
        throw new Error(`map ${canary}`);
      },
    ],
    [
      "throws a reply",
      () => {
        throw notFound();
      },
    ],
    [
      "throws null",
      () => {
        throw null;
      },
    ],
  ])("%s: reported, and a 500", async (_what, map) => {
    expectSilent500(await answered(error, { map: map as never }));
    expect(onError).toHaveBeenCalledTimes(2);
    onError.mockReset();
    expectSilent500(await answered(createError(403), { map: map as never }));
  });

  it.each<[what: string, map: () => unknown]>([
    ["rejects", () => Promise.reject(new Error(`map ${canary}`))],
    ["resolves with a reply, for which nobody waits", () => Promise.resolve(conflict())],
    ["hangs", () => new Promise(() => {})],
  ])("%s: a 500, and nothing escapes", async (_what, map) => {
    expectSilent500(await answered(error, { map: map as never }));
    await pause(5);
  });
});

describe("trust", () => {
  const error = createError(403, "Shown.");
  it.each<[what: string, trust: (() => unknown) | undefined]>([
    ["nobody", undefined],
    ["false", () => false],
    ["truthy, but not true", () => 1],
    ["a promise of true", () => Promise.resolve(true)],
    ["a promise that rejects", () => Promise.reject(new Error(canary))],
    [
      "what throws",
      () => {
        throw new Error(canary);
      },
    ],
  ])("%s: a 500", async (_what, trust) => {
    expectSilent500(await answered(error, { trust: trust as never }));
    expect(onError).toHaveBeenCalledOnce();
    await pause(5);
  });

  it.each<[what: string, trusted: unknown]>([
    ["its status", error],
    ["its statusCode, where that is all it has", { statusCode: 403 }],
  ])("true: %s", async (_what, trusted) => {
    expect((await answered(trusted, { trust: () => true })).status).toBe(403);
  });

  it("true for everything, even what has nothing to trust: a 500", async () => {
    for (const { make } of hostileValues.slice(2, 5)) {
      expectSilent500(await answered(make(), { trust: () => true }));
    }
    for (const nothing of [null, undefined, "a", Symbol("a"), 7]) {
      expectSilent500(await answered(nothing, { trust: () => true }));
    }
  });
});

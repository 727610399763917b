import * as core from "@rightstatus/core";
import { wwwAuthenticate } from "@rightstatus/core/fields";
import { adopt } from "@rightstatus/core/writer";
import { fail, hint, type RateLimiter, rateLimit, send } from "@rightstatus/node";
import compression from "compression";
import createError, { isHttpError } from "http-errors";
import { parseList } from "structured-headers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { everywhere, type PlainRoute, type Where } from "../contract/connection/everywhere.ts";
import { listenH2 } from "../node/h2.ts";
import { guardProcess, listen } from "../node/server.ts";
import { generator, sources } from "../node/sources.ts";
import { type Connection, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { start } from "../support/servers.ts";
import { transcript } from "../support/transcript.ts";
import { inputOf, vectorsOf } from "../support/vectors.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());
const options = { onError, trust: isHttpError };

type Handler = PlainRoute["handle"];

/** A connection is whole after a response if it answers a canary: each `exchange` sends one. */
interface Server {
  connect(): Promise<Connection>;
  exchange(wire: string): Promise<Response>;
}
let server: Server;
/** What "/" does at the moment. */
let act: Handler = () => core.noContent();

async function startOn(where: Where): Promise<Server> {
  const routes = [{ path: "/", handle: (exchange: Parameters<Handler>[0]) => act(exchange) }];
  if (where !== "node:http") return start(where, { routes, options });
  return listen(async (req, res) => {
    try {
      await send(req, res, req.url === "/" ? await act({ req, res }) : core.notFound(), options);
    } catch (error) {
      await fail(req, res, error, options);
    }
  });
}

/** What a handler's reply, or what it throws, becomes. */
async function answered(handler: Handler, wire = request("GET /")): Promise<Response> {
  act = handler;
  return server.exchange(wire);
}

/** What a handler's reply becomes that is broken off. */
async function broken(handler: Handler): Promise<string> {
  act = handler;
  const connection = await server.connect();
  connection.send(request("GET /"));
  return connection.broken();
}

const thrown = (error: unknown, wire?: string): Promise<Response> =>
  answered(() => {
    throw error;
  }, wire);

/** The input is part of every field that a helper writes from text. */
async function injected(id: string): Promise<void> {
  const text = String(inputOf(id));
  const makers: (() => core.AnyReply)[] = [
    () => core.created(text),
    () => core.unauthorized(core.basic(text)),
    () => core.unauthorized({ scheme: text }),
    () => core.ok("a", { links: [{ href: text, rel: "a", title: text }] }),
    () => core.conflict({ type: text }),
    () => core.methodNotAllowed([text]),
    () => core.serviceUnavailable({ retryAfter: text as never }),
    () => core.ok("a", { headers: { "content-disposition": `attachment; filename="${text}"` } }),
    () => core.ok("a", { headers: { "x-a": text } }),
    () => core.ok("a", { headers: { [`x-${text}`]: "a" } }),
  ];
  for (const make of makers) {
    const response = await answered(make);
    expect([200, 201, 500]).toContain(response.status);
    for (const name of ["set-cookie", "cookie"]) expect(value(response, name)).toBeUndefined();
  }
}

interface Call {
  readonly args: readonly [Readonly<Record<string, string>>];
}
interface Thrown {
  readonly throw: Readonly<Record<string, unknown>>;
}

const cycle: { self?: unknown } = {};
cycle.self = cycle;
const unserialisable: Readonly<Record<string, unknown>> = {
  "1n": 1n,
  circular: cycle,
  "throwing getter": {
    get a(): never {
      throw new Error("a");
    },
  },
  "throwing toJSON": {
    toJSON(): never {
      throw new Error("a");
    },
  },
  "20k-deep": Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], []),
  Symbol: Symbol("a"),
};

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Of a path that nobody routed. */
const page = (path: string): Promise<Response> =>
  server.exchange(request(`GET ${path.replaceAll(" ", "%20")}`, ["Accept: text/html"]));

const checks: Readonly<Record<string, Readonly<Record<string, () => unknown>>>> = {
  "header-injection": {
    A037: () => injected("A037"),
    A038: () => injected("A038"),
    A040: () => injected("A040"),
    A043: () => {
      const [{ link, ...headers }] = (inputOf("A043") as Call).args;
      expect(() => core.earlyHints({ href: "/a.css", rel: "preload" }, { headers })).toThrow(
        RangeError,
      );
      expect(link).toBeDefined();
    },
    A046: async () => {
      const { statusMessage } = inputOf("A046") as { statusMessage: string };
      const response = await answered(({ res }) => {
        res.statusMessage = statusMessage;
        return core.ok("a");
      });
      expect([response.phrase, value(response, "x")]).toEqual(["OK", undefined]);
    },
    A047: () => {
      const [{ policy = "" }] = (inputOf("A047") as Call).args;
      const written = (name: string): Promise<Response> =>
        answered(core.pipe(limiting({}, name), ({ rateLimit }) => core.ok("a").with(rateLimit)));
      expect(() => written(policy)).toThrow();
      return expect(
        written(policy.slice(0, policy.indexOf("\r"))).then((response) =>
          ["ratelimit", "ratelimit-policy"].map(
            (name) => parseList(value(response, name) ?? "")[0]?.[0],
          ),
        ),
      ).resolves.toEqual(['a"b\\c', 'a"b\\c']);
    },
    A048: async () => {
      // JSON has null for NaN.
      const [{ name = "", limit, reset }] = (inputOf("A048") as Call).args;
      expect(() => limiting({ points: Number(limit) }, name)).toThrow(RangeError);
      expect(() => limiting({ duration: Number(reset) }, name)).toThrow(RangeError);
      const leaving = (remainingPoints: number): Promise<Response> => {
        onError.mockReset();
        const counted = { remainingPoints, msBeforeNext: 1 };
        return answered(
          core.pipe(limiting({}, name, counted), ({ rateLimit }) => core.ok("a").with(rateLimit)),
        );
      };
      for (const left of [Number.NaN, Number.POSITIVE_INFINITY, 1e15]) {
        const { status } = await leaving(left);
        expect([status, onError.mock.calls.length], String(left)).toEqual([500, 1]);
      }
      // Points can be consumed in parts; a part of one is none.
      expect(value(await leaving(0.5), "ratelimit")).toContain(";r=0;");
    },
    A049: async () => {
      const [{ realm = "" }] = (inputOf("A049") as Call).args;
      const response = await answered(() => core.unauthorized(core.basic(realm)));
      const line = value(response, "www-authenticate") ?? "";
      expect(wwwAuthenticate.parse(line)).toEqual([{ scheme: "Basic", params: { realm } }]);
    },
    A050: () => {
      const [name, text] = (inputOf("A050") as { args: [string, string] }).args;
      expect(() => core.ok("a", { headers: { [name]: text } })).toThrow(/^x-note: /);
      expect(core.created(`/${text}`).headers.location).toBe("/caf%C3%A9");
    },
    A052: async () => {
      const { status, headers } = (inputOf("A052") as Thrown).throw;
      const response = await thrown(createError(Number(status), { headers }));
      expect(response.status).toBe(400);
      expect(transcript(response)).not.toMatch(/hack|h=1|^x:/m);
    },
  },
  framing: {
    A053: () => expect(() => adopt(inputOf("A053") as core.AnyReply)).toThrow(/^body: 204/),
    A055: () => expect(() => adopt(inputOf("A055") as core.AnyReply)).toThrow(/^body: 304/),
    A056: async () => {
      expect(() => adopt(inputOf("A056") as core.AnyReply)).toThrow(/^body: 205/);
      expect(value(await answered(() => core.resetContent()), "content-length")).toBe("0");
    },
    A058: () => refusedAll("A058"),
    A059: () => refusedAll("A059"),
    A060: async () => {
      const { headers, body } = inputOf("A060") as { headers: object; body: string };
      const said = { "content-length": String(Object.values(headers)[0]) };
      expect(() => core.ok(body, { headers: said })).toThrow(/^content-length: /);
      const received = await broken(() => core.ok(generator({ steps: [body] }), { headers: said }));
      expect(received).not.toMatch(/\r\n\r\n.{6}/s);
      expect(onError).toHaveBeenCalledOnce();
    },
    A063: () => {
      const { headers } = inputOf("A063") as { headers: Record<string, readonly unknown[]> };
      for (const length of headers["content-length"] ?? []) {
        const said = { headers: { "content-length": length as string } };
        expect(() => core.ok(new Blob(["a"]), said), String(length)).toThrow(/^content-length: /);
      }
    },
    A065: async () => {
      const text = "a".repeat(5000);
      const compress = compression({ threshold: 0 });
      const over = (
        reply: () => core.AnyReply,
        fields: readonly string[] = [],
      ): Promise<Response> =>
        answered(
          ({ req, res }) =>
            new Promise((resolve) => {
              compress(req as never, res as never, () => resolve(reply()));
            }),
          request("GET /", ["Accept-Encoding: gzip", ...fields]),
        );
      const part = await over(() => core.ok(text), ["Range: bytes=0-2999"]);
      expect([part.status, part.body.toString()]).toEqual([206, "a".repeat(3000)]);
      expect(value(part, "content-encoding")).toBeUndefined();
      const kept = await over(() => core.ok(text, { cacheControl: "no-transform" }));
      expect(value(kept, "content-encoding")).toBeUndefined();
      expect(value(kept, "etag")).toBe(core.etagOf(text));
      const coded = await over(() => core.ok(text));
      expect(value(coded, "content-encoding")).toBe("gzip");
      expect(value(coded, "etag")).toBe(`W/${core.etagOf(text)}`);
    },
  },
  "early-hints": {
    A066: async () => {
      act = ({ req, res }) => {
        hint(req, res, core.earlyHints({ href: "/a", rel: "preload" }));
        return core.ok("a");
      };
      const connection = await server.connect();
      connection.send((inputOf("A066") as { wire: string }).wire);
      expect((await connection.read({ version: "1.0" })).interim).toEqual([]);
    },
    A067: async () => {
      const interim = core.earlyHints({ href: "/a", rel: "preload" });
      const response = await answered(({ req, res }) => {
        for (const step of (inputOf("A067") as { order: string[] }).order) {
          if (step === "write") res.write("a");
          else if (step === "earlyHints") hint(req, res, interim);
          else res.end();
        }
        hint(req, res, interim);
        return core.ok("too late");
      });
      expect([response.interim, response.body.toString()]).toEqual([[], "a"]);
    },
  },
  problem: {
    A130: async () => {
      const members: Record<string, unknown> = JSON.parse('{"__proto__":{"isAdmin":true}}');
      await answered(() => core.conflict(members));
      expect({}).not.toHaveProperty("isAdmin");
    },
    A131: async () => {
      const { ext } = inputOf("A131") as { ext: Record<string, unknown> };
      expect(() => core.conflict(ext)).toThrow(/^problem (type|title)/);
      const response = await answered(() => core.conflict({ status: 200, toJSON: 1 }));
      expect(JSON.parse(response.body.toString())).toMatchObject({
        status: 409,
        title: "Conflict",
      });
    },
    A132: async () => {
      for (const what of (inputOf("A132") as { ext: string[] }).ext) {
        onError.mockReset();
        const response = await answered(() => core.conflict({ bad: unserialisable[what] }));
        const { bad, ...problem } = JSON.parse(response.body.toString());
        expect(problem, what).toEqual({ type: "about:blank", title: "Conflict", status: 409 });
        // JSON leaves a symbol out by itself, and Node 26 takes any depth.
        const text = jsonOf({ bad: unserialisable[what] });
        expect(bad !== undefined, what).toBe(text !== undefined && text !== "{}");
        expect(onError, what).toHaveBeenCalledTimes(text === undefined ? 1 : 0);
      }
    },
    A133: () => silent(new Error("SQL: select * from users where pw=hunter2")),
    A134: () =>
      silent(new AggregateError([new Error("secret")], "a", { cause: new Error("secret") })),
    A136: () => {
      const { type, instance } = inputOf("A136") as { type: string; instance: string };
      expect(() => core.conflict({ type })).toThrow(/^problem type/);
      expect(() => core.conflict({ instance })).toThrow(/^problem instance/);
    },
    A139: () =>
      silent(Object.assign(new Error(), (inputOf("A139") as Thrown).throw, { statusCode: 500 })),
  },
  "error-page": {
    A140: async () => {
      const response = await page(String(inputOf("A140")));
      expect(response.body.toString()).not.toMatch(/img|onerror|[`]/);
      expect(value(response, "content-security-policy")).toBe("default-src 'none'");
      expect(value(response, "x-content-type-options")).toBe("nosniff");
      const reflected = await answered(
        () => core.notFound(String(inputOf("A140"))),
        request("GET /", ["Accept: text/html"]),
      );
      expect(reflected.body.toString()).toContain(
        "&#60;img src=x onerror=alert(1)&#62;?&#34;&#39;&#96;",
      );
    },
    A141: async () => {
      const response = await page(String(inputOf("A141")));
      expect(value(response, "content-type")).toBe("text/html; charset=utf-8");
    },
    A143: async () => {
      const { detail } = inputOf("A143") as { detail: string };
      const response = await answered(
        () => core.notFound(detail),
        request("GET /", ["Accept: text/plain"]),
      );
      expect(response.body.toString()).toContain(detail);
    },
    A145: async () => {
      for (const code of (inputOf("A145") as { status: number[] }).status) {
        const headers: core.FieldMap = code === 405 ? { allow: "" } : {};
        const response = await answered(() => adopt({ status: code, headers, body: undefined }));
        expect([response.status, value(response, "cache-control")]).toEqual([code, "no-store"]);
      }
    },
    A146: async () => {
      const replies = [400, 412, 416, 417, 431].map((code) => createError(code));
      for (const error of replies) {
        const wire = request("GET /", ['If-Match: "x"', "Range: bytes=999-"]);
        expect(value(await thrown(error, wire), "cache-control")).toBe("no-store");
      }
    },
  },
  "rate-limit": {
    A210: () => {
      for (const limit of (inputOf("A210") as { limit: readonly never[] }).limit) {
        expect(() => limiting({ points: limit }), String(limit)).toThrow(RangeError);
        expect(() => limiting({ duration: limit }), String(limit)).toThrow(RangeError);
      }
    },
    A211: async () => {
      for (const said of (inputOf("A211") as { value: readonly unknown[] }).value) {
        const retryAfter = (said === "Invalid Date" ? new Date(Number.NaN) : said) as number;
        onError.mockReset();
        const response = await answered(() => core.serviceUnavailable({ retryAfter }));
        expect([response.status, value(response, "retry-after")], String(said)).toEqual([
          500,
          undefined,
        ]);
        expect(onError).toHaveBeenCalledOnce();
      }
    },
  },
  lifecycle: {
    A168: async () => {
      const received = await broken(({ res }) => {
        res.write("part");
        throw new Error("a");
      });
      expect(received).not.toContain("0\r\n\r\n");
      expect(onError).toHaveBeenCalledOnce();
    },
    A171: () => midBody("Readable"),
    A172: () => midBody("ReadableStream"),
    A177: async () => {
      const freed = vi.fn();
      const seen = vi.fn();
      act = ({ res }) =>
        new Promise((resolve) => {
          seen();
          res.once("close", () => resolve(core.ok(sources[2]?.[1]({ steps: ["a"], freed }))));
        });
      const client = await server.connect();
      client.send(request("GET /"));
      await vi.waitFor(() => expect(seen).toHaveBeenCalled());
      client.abort();
      await vi.waitFor(() => expect(freed).toHaveBeenCalledOnce());
    },
    A178: async () => {
      const steps = [new Error("a")];
      await answered(() => core.ok(generator({ steps })));
      expect(onError).toHaveBeenCalledOnce();
    },
    A181: async () => {
      const { headers } = inputOf("A181") as { headers: Record<string, string> };
      const server = await listenH2((req, res) => {
        const { connection = "" } = headers;
        return send(req, res, core.ok("a", { headers: { connection } }), options);
      });
      const answer = await server.request("GET", "/");
      expect(answer.headers[":status"]).toBe(200);
      for (const name of Object.keys(headers)) expect(answer.headers).not.toHaveProperty(name);
    },
  },
};

/** A limiter of 5 requests a minute, with what the vector says in its place. */
function limiting(
  limits: Partial<RateLimiter>,
  policy = "a",
  left = { remainingPoints: 4, msBeforeNext: 1000 },
) {
  const limiter = { points: 5, duration: 60, consume: async () => left, ...limits };
  return rateLimit(limiter, { key: () => "", policy });
}

function refusedAll(id: string): void {
  const { status } = inputOf(id) as { status: readonly unknown[] };
  for (const code of status) {
    const parts = { status: code, headers: {}, body: undefined } as core.AnyReply;
    expect(() => adopt(parts), String(code)).toThrow(TypeError);
  }
}

async function silent(error: unknown): Promise<void> {
  const response = await thrown(error);
  expect(response.status).toBe(500);
  expect(transcript(response)).not.toMatch(/hunter|secret|SQL|\.ts/);
}

async function midBody(kind: string): Promise<void> {
  const freed = vi.fn();
  const [, make] = sources.find(([name]) => name === kind) ?? sources[0] ?? [];
  const steps = [Buffer.alloc(100_000), new Error("a")];
  const received = await broken(() => core.ok(make?.({ steps, freed, pace: 2 })));
  expect(received.length).toBeGreaterThan(100_000);
  expect(received).not.toContain("0\r\n\r\n");
  expect(freed).toHaveBeenCalled();
  expect(onError).toHaveBeenCalledOnce();
}

describe.each(everywhere)("on %s", (where) => {
  beforeAll(async () => {
    server = await startOn(where);
  });

  describe.each(Object.keys(checks))("%s", (kind) => {
    const rows = vectorsOf(kind);

    it("every vector has its check", () => {
      expect(Object.keys(checks[kind] ?? {})).toEqual(rows.map(({ id }) => id));
    });

    it.each(rows.map(({ id, name }) => [id, name] as const))("%s %s", async (id) => {
      await checks[kind]?.[id]?.();
      expect.hasAssertions();
    });
  });
});

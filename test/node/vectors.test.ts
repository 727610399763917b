import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import * as core from "@rightstatus/core";
import { wwwAuthenticate } from "@rightstatus/core/fields";
import { adopt } from "@rightstatus/core/writer";
import { fail, hint, send } from "@rightstatus/node";
import compression from "compression";
import createError, { isHttpError } from "http-errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { transcript } from "../support/transcript.ts";
import { inputOf, vectorsOf } from "../support/vectors.ts";
import { listenH2 } from "./h2.ts";
import { counting, guardProcess, listen } from "./server.ts";
import { generator, sources } from "./sources.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());
const options = { onError, trust: isHttpError };

/** What a handler's reply, or what it throws, becomes. */
async function answered(handler: () => core.AnyReply, wire = request("GET /")): Promise<Response> {
  const listener: RequestListener = (req, res) => {
    try {
      void send(req, res, handler(), options);
    } catch (error) {
      void fail(req, res, error, options);
    }
  };
  return (await listen(listener)).exchange(wire);
}

const thrown = (error: unknown): Promise<Response> =>
  answered(() => {
    throw error;
  });

const answeredBy = async (
  handler: (req: IncomingMessage, res: ServerResponse) => unknown,
  wire = request("GET /"),
): Promise<Response> => (await listen((req, res) => void handler(req, res))).exchange(wire);

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

const page = (path: string): Promise<Response> =>
  answered(
    () => core.notFound(),
    request(`GET ${path.replaceAll(" ", "%20")}`, ["Accept: text/html"]),
  );

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
      const response = await answeredBy((req, res) => {
        res.statusMessage = statusMessage;
        return send(req, res, core.ok("a"), options);
      });
      expect([response.phrase, value(response, "x")]).toEqual(["OK", undefined]);
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
      const server = await listen((req, res) => {
        void send(req, res, core.ok(generator({ steps: [body] }), { headers: said }), options);
      });
      const connection = await server.connect();
      connection.send(request("GET /"));
      expect(await connection.broken()).not.toMatch(/\r\n\r\n.{6}/s);
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
        answeredBy(
          (req, res) =>
            compress(req as never, res as never, () => void send(req, res, reply(), options)),
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
      const server = await listen((req, res) => {
        hint(req, res, core.earlyHints({ href: "/a", rel: "preload" }));
        void send(req, res, core.ok("a"), options);
      });
      const connection = await server.connect();
      connection.send((inputOf("A066") as { wire: string }).wire);
      expect((await connection.read({ version: "1.0" })).interim).toEqual([]);
    },
    A067: async () => {
      const interim = core.earlyHints({ href: "/a", rel: "preload" });
      const response = await answeredBy((req, res) => {
        for (const step of (inputOf("A067") as { order: string[] }).order) {
          if (step === "write") res.write("a");
          else if (step === "earlyHints") hint(req, res, interim);
          else res.end();
        }
        hint(req, res, interim);
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
        expect(JSON.parse(response.body.toString()), what).toEqual({
          type: "about:blank",
          title: "Conflict",
          status: 409,
        });
        // JSON leaves a symbol out by itself.
        expect(onError, what).toHaveBeenCalledTimes(what === "Symbol" ? 0 : 1);
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
        const response = await answered(() => ({ status: code, headers, body: undefined }));
        expect([response.status, value(response, "cache-control")]).toEqual([code, "no-store"]);
      }
    },
    A146: async () => {
      const replies = [400, 412, 416, 417, 431].map((code) => createError(code));
      for (const error of replies) {
        expect(value(await thrown(error), "cache-control")).toBe("no-store");
      }
    },
  },
  lifecycle: {
    A168: async () => {
      const server = await listen((req, res) => {
        res.write("part");
        void fail(req, res, new Error("a"), options);
      });
      const connection = await server.connect();
      connection.send(request("GET /"));
      expect(await connection.broken()).not.toContain("0\r\n\r\n");
      expect(onError).toHaveBeenCalledOnce();
    },
    A171: () => midBody("Readable"),
    A172: () => midBody("ReadableStream"),
    A177: async () => {
      const freed = vi.fn();
      const server = await listen((req, res) => {
        res.once("close", () => {
          const body = sources[2]?.[1]({ steps: ["a"], freed });
          void send(req, res, core.ok(body), options);
        });
      });
      const client = await counting(server.port, request("GET /"));
      client.socket.resetAndDestroy();
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

/** Of helpers that are not built yet: structured fields for rate limits. */
const later: readonly string[] = ["A047", "A048"];

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
  const server = await listen((req, res) => {
    void send(req, res, core.ok(make?.({ steps, freed, pace: 2 })), options);
  });
  const connection = await server.connect();
  connection.send(request("GET /"));
  const received = await connection.broken();
  expect(received.length).toBeGreaterThan(100_000);
  expect(received).not.toContain("0\r\n\r\n");
  expect(freed).toHaveBeenCalled();
  expect(onError).toHaveBeenCalledOnce();
}

describe.each(Object.keys(checks))("%s", (kind) => {
  const rows = vectorsOf(kind).filter(({ id }) => !later.includes(id));

  it("every vector has its check", () => {
    expect(Object.keys(checks[kind] ?? {})).toEqual(rows.map(({ id }) => id));
  });

  it.each(rows.map(({ id, name }) => [id, name] as const))("%s %s", async (id) => {
    await checks[kind]?.[id]?.();
    expect.hasAssertions();
  });
});

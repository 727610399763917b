import type { IncomingMessage, ServerResponse } from "node:http";
import { conflict, created, internalServerError, ok } from "@rightstatus/core";
import { fail, hint, send, upstream } from "@rightstatus/node";
import { lateError } from "@rightstatus/node/adapter";
import { afterEach, describe, expect, it, vi } from "vitest";
import { caught } from "../support/caught.ts";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { listenH2 } from "./h2.ts";
import { counting, guardProcess, listen, pause } from "./server.ts";
import { generator, sources } from "./sources.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => {
  onError.mockReset();
  vi.unstubAllEnvs();
});

const options = { onError };
type Order = (req: IncomingMessage, res: ServerResponse) => unknown;

const firsts: [what: string, answer: Order, wire: RegExp][] = [
  [
    "after a buffered reply",
    (req, res) => send(req, res, ok("first"), options),
    /200 OK[\s\S]*first$/,
  ],
  [
    "while a stream waits for its first chunk",
    (req, res) => void send(req, res, ok(generator({ steps: ["first"], pace: 30 })), options),
    /200 OK[\s\S]*first\r\n0\r\n\r\n$/,
  ],
  [
    "between the chunks of a stream",
    async (req, res) => {
      void send(req, res, ok(generator({ steps: ["fi", "rst"], pace: 30 })), options);
      await pause(45);
    },
    /200 OK[\s\S]*2\r\nfi\r\n3\r\nrst\r\n0\r\n\r\n$/,
  ],
  ["after the program answered by itself", (_req, res) => res.end("first"), /200 OK[\s\S]*first$/],
  [
    "after an error was answered",
    (req, res) => fail(req, res, conflict("first"), options),
    /409 Conflict[\s\S]*first/,
  ],
];

/** All that arrives on a connection, once the response is out and the program has done its worst. */
async function received(order: Order): Promise<string> {
  const over = vi.fn();
  const server = await listen((req, res) => {
    const closed = new Promise((resolve) => res.once("close", resolve));
    void Promise.all([order(req, res), closed]).then(over);
  });
  const connection = await server.connect();
  connection.send(request("GET /"));
  await vi.waitFor(() => expect(over).toHaveBeenCalled(), { timeout: 3000, interval: 5 });
  return connection.silence(30);
}

describe.each(firsts)("a second response, %s", (_what, first, wire) => {
  it("is a TypeError, and the first one is intact", async () => {
    const errors: unknown[] = [];
    const text = await received(async (req, res) => {
      await first(req, res);
      try {
        void send(req, res, created("/second", "second"), options);
      } catch (error) {
        errors.push(error);
      }
    });
    expect(text).toMatch(wire);
    expect(text).not.toContain("second");
    expect(errors).toEqual([expect.any(TypeError)]);
    expect(String(errors[0])).toMatch(/reply 201: .*answered already \(RFC 9110 section 15\.2\)$/);
    expect(onError).not.toHaveBeenCalled();
  });

  it("does nothing in production", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const later = vi.fn();
    const text = await received(async (req, res) => {
      await first(req, res);
      await send(req, res, internalServerError("second"), options).then(later);
    });
    expect(text).toMatch(wire);
    expect(text).not.toContain("second");
    expect(later).toHaveBeenCalledExactlyOnceWith(undefined);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each(sources)("frees its own body: %s", async (kind, make) => {
    vi.stubEnv("NODE_ENV", "production");
    const freed = vi.fn();
    const text = await received(async (req, res) => {
      await first(req, res);
      await send(req, res, ok(make({ steps: ["second"], freed })), options);
    });
    expect(text).toMatch(wire);
    // A generator that never began has nothing to free.
    if (make !== generator && kind !== "Readable.from") expect(freed).toHaveBeenCalledOnce();
  });

  it("a thrown late error is reported, and leaves the first one alone", async () => {
    const text = await received(async (req, res) => {
      await first(req, res);
      try {
        await send(req, res, ok("second"), options);
      } catch (error) {
        await fail(req, res, error, options);
      }
    });
    expect(text).toMatch(wire);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
  });

  it("a hint is too late, and does nothing", async () => {
    const text = await received(async (req, res) => {
      await first(req, res);
      hint(req, res, { status: 103, interim: true, headers: { link: "</a>; rel=preload" } });
      hint(req, res, { status: 102, interim: true, headers: {} });
    });
    expect(text).toMatch(wire);
    expect(text).not.toMatch(/HTTP\/1\.1 10/);
  });
});

it("15.2 two sends in one tick: one response", async () => {
  vi.stubEnv("NODE_ENV", "production");
  const text = await received((req, res) =>
    Promise.all([1, 2, 3].map((n) => send(req, res, ok(`answer ${n}`), options))),
  );
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(text).toMatch(/answer 1$/);
});

it("a late error of another request does not leave this one without a response", async () => {
  const text = await received((req, res) => fail(req, res, lateError(200), options));
  expect(text).toMatch(/^HTTP\/1\.1 500 /);
  expect(onError).toHaveBeenCalledOnce();
});

describe("a response that overtakes a stream before its first chunk", () => {
  const overtaking: [what: string, answer: Order, status: string][] = [
    ["the program's own", (_req, res) => res.writeHead(503).end("late"), "503 Service Unavailable"],
    ["an error's", (req, res) => fail(req, res, conflict("late"), options), "409 Conflict"],
  ];
  it.each(overtaking.flatMap((row) => sources.map((source) => [...row, ...source] as const)))(
    "%s",
    async (_what, answer, status, _kind, make) => {
      const freed = vi.fn();
      const text = await received(async (req, res) => {
        void send(req, res, ok(make({ steps: ["first", "more"], pace: 30, freed })), options);
        await pause(10);
        await answer(req, res);
      });
      expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
      expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
      expect(text).not.toContain("first");
      expect(freed).toHaveBeenCalled();
      expect(onError).not.toHaveBeenCalled();
    },
  );
});

it.each(sources)("%s that breaks when it was overtaken breaks nothing", async (_kind, make) => {
  const text = await received(async (req, res) => {
    void send(req, res, ok(make({ steps: [new Error(canary)], pace: 10 })), options);
    await fail(req, res, conflict("late"), options);
    await pause(30);
  });
  expect(text).toMatch(/^HTTP\/1\.1 409 [\s\S]*"late"\}$/);
  expect(onError).not.toHaveBeenCalled();
});

describe("an error after the head is out (F4)", () => {
  it.each<[what: string, order: Order]>([
    [
      "of a reply's stream",
      async (req, res) => {
        void send(req, res, ok(generator({ steps: ["part", "hang"] })), options);
        await pause(10);
        await fail(req, res, new Error(canary), options);
      },
    ],
    [
      "that the program wrote",
      async (req, res) => {
        res.write("part");
        await fail(req, res, new Error(canary), options);
      },
    ],
    [
      "even if it is a reply",
      async (req, res) => {
        res.write("part");
        await fail(req, res, conflict(canary), options);
      },
    ],
  ])("%s: never a clean end, and no waiting for the rest", async (_what, order) => {
    const server = await listen((req, res) => void order(req, res));
    const connection = await server.connect();
    connection.send(request("GET /"));
    const text = await connection.broken();
    expect(text).not.toContain("0\r\n\r\n");
    expect(text).not.toContain(canary);
    expect(onError).toHaveBeenCalledOnce();
  });

  it("to an HTTP/1.0 client: a reset", async () => {
    const server = await listen(async (req, res) => {
      res.write("part");
      await pause(10);
      await fail(req, res, new Error(canary), options);
    });
    const client = await counting(server.port, "GET / HTTP/1.0\r\n\r\n");
    const errors: unknown[] = [];
    client.socket.on("error", (error) => errors.push(error));
    await new Promise((resolve) => client.socket.once("close", resolve));
    expect(errors).toEqual([expect.objectContaining({ code: "ECONNRESET" })]);
  });

  it("after the end: the response stands, and it is reported", async () => {
    const text = await received(async (req, res) => {
      res.end("first");
      await fail(req, res, new Error(canary), options);
    });
    expect(text).toMatch(/first$/);
    expect(onError).toHaveBeenCalledOnce();
  });

  it("on HTTP/2: the stream is reset, the session lives", async () => {
    const server = await listenH2(async (req, res) => {
      if (req.url === "/canary") return send(req, res, ok("alive"), options);
      res.write("part");
      await pause(5);
      await fail(req, res, new Error(canary), options);
    });
    const { body, code } = await server.request("GET", "/");
    expect([body.toString(), code]).toEqual(["part", 2]);
    expect((await server.request("GET", "/canary")).body.toString()).toBe("alive");
  });
});

describe("after the client has gone (F5)", () => {
  async function afterAbort(order: Order): Promise<void> {
    const done = vi.fn();
    const server = await listen(async (req, res) => {
      await new Promise((resolve) => res.once("close", resolve));
      await Promise.resolve(order(req, res)).then(done);
    });
    const client = await counting(server.port, request("GET /"));
    await pause(10);
    client.socket.resetAndDestroy();
    await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(undefined));
  }

  it.each(["production", "test"])("a reply does nothing, NODE_ENV=%s", async (mode) => {
    vi.stubEnv("NODE_ENV", mode);
    await afterAbort((req, res) => send(req, res, ok("a"), options));
    await afterAbort((req, res) => send(req, res, internalServerError(), options));
    expect(onError).not.toHaveBeenCalled();
  });

  it("two replies do nothing", async () => {
    await afterAbort(async (req, res) => {
      await send(req, res, ok("a"), options);
      await send(req, res, ok("b"), options);
    });
    expect(onError).not.toHaveBeenCalled();
  });

  it("a hint does nothing", async () => {
    await afterAbort((req, res) =>
      hint(req, res, { status: 103, interim: true, headers: { link: "</a>; rel=preload" } }),
    );
  });

  it("an error that has nothing to do with it is reported", async () => {
    const error = new Error(canary);
    await afterAbort((req, res) => fail(req, res, error, options));
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.anything());
  });

  it.each([
    ["AbortError", () => AbortSignal.abort().reason],
    ["ECONNRESET", () => Object.assign(new Error("aborted"), { code: "ECONNRESET" })],
    ["EPIPE", () => Object.assign(new Error("write"), { code: "EPIPE" })],
    [
      "premature close",
      () => Object.assign(new Error("a"), { code: "ERR_STREAM_PREMATURE_CLOSE" }),
    ],
    ["request.aborted", () => Object.assign(new Error("a"), { type: "request.aborted" })],
    ["CanceledError", () => Object.assign(new Error("canceled"), { name: "CanceledError" })],
    [
      "what upstream() makes of it",
      () =>
        caught(
          upstream(Promise.reject(Object.assign(new Error("aborted"), { code: "ECONNRESET" }))),
        ),
    ],
  ])("%s is its doing: nobody is told", async (_name, make) => {
    const error: unknown = await make();
    await afterAbort((req, res) => fail(req, res, error, options));
    expect(onError).not.toHaveBeenCalled();
  });

  it("a promise that nobody awaits rejects nothing (A178)", async () => {
    await afterAbort((req, res) => {
      void send(req, res, ok(generator({ steps: [new Error(canary)] })), options);
    });
    expect(onError).not.toHaveBeenCalled();
  });
});

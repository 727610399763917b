import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyReply, earlyHints, notFound, ok } from "@rightstatus/core";
import { fail, hint, send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import { ask, listenH2 } from "./h2.ts";
import { guardProcess, listen, pause } from "./server.ts";
import { generator, sources } from "./sources.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());
const options = { onError };

const replies: [what: string, make: () => AnyReply][] = [
  ["bytes", () => ok("text")],
  ["a problem", () => notFound()],
  ["a stream", () => ok(generator({ steps: ["te", "xt"] }))],
];

type Method = "writeHead" | "setHeader" | "end" | "write";

/** Other middleware hooks these, and its hooks may throw. */
function breaking(res: ServerResponse, method: Method, times: number): void {
  const original: (...args: never[]) => unknown = res[method];
  let left = times;
  Object.assign(res, {
    [method]: (...args: never[]) => {
      if (left-- > 0) throw new Error(canary);
      return Reflect.apply(original, res, args);
    },
  });
}

describe("a hook of other middleware that throws (F10)", () => {
  it.each(
    replies.flatMap((reply) =>
      (["writeHead", "setHeader"] as const).map((method) => [method, ...reply] as const),
    ),
  )("once, in %s, of %s: one whole 500", async (method, _what, make) => {
    const server = await listen((req, res) => {
      breaking(res, method, 1);
      void send(req, res, make(), options);
    });
    const response = await server.exchange(request("GET /"));
    expect(response.status).toBe(500);
    expect(response.body.toString()).not.toContain(canary);
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each(
    replies.flatMap((reply) =>
      (["writeHead", "setHeader", "end"] as const).map((method) => [method, ...reply] as const),
    ),
  )("always, in %s, of %s: broken off, never a hang", async (method, _what, make) => {
    const done = vi.fn();
    const server = await listen((req, res) => {
      breaking(res, method, Number.POSITIVE_INFINITY);
      void send(req, res, make(), options).then(done);
    });
    const connection = await server.connect();
    connection.send(request("GET /"));
    expect(await connection.broken()).not.toContain("0\r\n\r\n");
    await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(undefined));
    expect(onError).toHaveBeenCalled();
  });

  it("in write, of a stream under way: broken off", async () => {
    const server = await listen((req, res) => {
      breaking(res, "write", 1);
      void send(req, res, ok(generator({ steps: ["te", "xt"] })), options);
    });
    const connection = await server.connect();
    connection.send(request("GET /"));
    await connection.broken();
    expect(onError).toHaveBeenCalledOnce();
  });

  it("in any of them, of a failure: never throws", async () => {
    for (const method of ["writeHead", "setHeader", "end"] as const) {
      const server = await listen((req, res) => {
        breaking(res, method, Number.POSITIVE_INFINITY);
        void fail(req, res, new Error(canary), options);
      });
      const connection = await server.connect();
      connection.send(request("GET /"));
      await connection.broken();
    }
  });
});

describe("a reply is a value", () => {
  it("that can be sent many times, to whoever asks in whatever way", async () => {
    const reply = notFound("No.").with({ "x-a": "b" });
    const before = { ...reply.headers };
    const server = await listen((req, res) => {
      res.setHeader("Vary", "Origin");
      void send(req, res, reply, { language: "negotiate" });
    });
    const types = ["text/html", "text/plain", "application/json", "text/html"];
    for (const type of types) {
      const response = await server.exchange(request("GET /", [`Accept: ${type}`]));
      expect(value(response, "content-type")).toContain(type.replace("/json", "/problem+json"));
      expect(value(response, "vary")).toBe("Origin, Accept, Accept-Language");
      expect(value(response, "x-a")).toBe("b");
    }
    const h2 = await listenH2((req, res) => send(req, res, reply));
    expect((await h2.request("GET", "/")).headers["x-a"]).toBe("b");
    expect({ ...reply.headers }).toEqual(before);
  });
});

describe("HTTP/2 streams and sessions that end early (F16)", () => {
  const style = earlyHints({ href: "/a", rel: "preload" });
  type Order = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  const orders: [what: string, order: Order][] = [
    ["a reply", (req, res) => send(req, res, ok("a"), options)],
    ["a problem", (req, res) => send(req, res, notFound(), options)],
    ["a stream", (req, res) => send(req, res, ok(generator({ steps: ["a"] })), options)],
    ["a hint", async (req, res) => hint(req, res, style)],
    [
      "two replies",
      async (req, res) => {
        await send(req, res, ok("a"), options);
        await send(req, res, ok("b"), options);
      },
    ],
  ];

  it.each(orders)("%s after a reset: nothing happens", async (_what, order) => {
    const done = vi.fn();
    const begun = vi.fn();
    const server = await listenH2(async (req, res) => {
      begun();
      await new Promise((resolve) => res.once("close", resolve));
      await order(req, res).then(done);
    });
    const stream = server.session().request({ ":path": "/" });
    stream.on("error", () => {});
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    stream.close(8);
    await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(undefined));
    expect(onError).not.toHaveBeenCalled();
  });

  it.each(orders)("%s after the session broke: nothing happens", async (_what, order) => {
    const done = vi.fn();
    const begun = vi.fn();
    const server = await listenH2(async (req, res) => {
      begun();
      await new Promise((resolve) => res.once("close", resolve));
      await pause(5); // Its session after it.
      await order(req, res).then(done);
    });
    const session = server.session();
    const stream = session.request({ ":path": "/" });
    stream.on("error", () => {});
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    session.destroy();
    await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(undefined));
    expect(onError).not.toHaveBeenCalled();
  });

  it("a failure after a reset is reported, and changes nothing", async () => {
    const done = vi.fn();
    const begun = vi.fn();
    const server = await listenH2(async (req, res) => {
      begun();
      await new Promise((resolve) => res.once("close", resolve));
      await fail(req, res, new Error(canary), options).then(done);
    });
    const stream = server.session().request({ ":path": "/" });
    stream.on("error", () => {});
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    stream.close(8);
    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each(sources)("%s of 5 MB: exact", async (_kind, source) => {
    const chunk = Buffer.alloc(65_536, "x");
    const server = await listenH2((req, res) =>
      send(req, res, ok(source({ steps: Array.from({ length: 80 }, () => chunk) })), options),
    );
    const { body, code } = await server.request("GET", "/");
    expect([body.length, code]).toEqual([80 * 65_536, 0]);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each([
    ["shorter", 10],
    ["longer", 3],
  ])("9113 8.1.1 content %s than announced: the stream is reset", async (_what, length) => {
    const server = await listenH2((req, res) => {
      const body = generator({ steps: ["12345"], pace: 2 });
      return send(req, res, ok(body, { headers: { "content-length": `${length}` } }), options);
    });
    const { code, body } = await server.request("GET", "/");
    expect(code).not.toBe(0);
    expect(body.length).toBeLessThanOrEqual(length);
    expect(onError).toHaveBeenCalledOnce();
  });

  it("other streams of the session are not touched by one that breaks", async () => {
    const server = await listenH2((req, res) =>
      send(
        req,
        res,
        ok(
          generator({
            steps: req.url === "/broken" ? ["a", new Error(canary)] : ["a", "b"],
            pace: 5,
          }),
        ),
        options,
      ),
    );
    const session = server.session();
    const [whole, broken, last] = await Promise.all([
      ask(session, "GET", "/"),
      ask(session, "GET", "/broken"),
      ask(session, "GET", "/"),
    ]);
    expect([whole?.body.toString(), whole?.code, last?.body.toString(), last?.code]).toEqual([
      "ab",
      0,
      "ab",
      0,
    ]);
    expect(broken?.code).toBe(2);
  });
});

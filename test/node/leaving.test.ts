import { createReadStream, readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { etag, ok } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { listenH2 } from "./h2.ts";
import { onError, sent, serving } from "./sending.ts";
import { counting, guardProcess, listen, pause } from "./server.ts";
import { generator, sources } from "./sources.ts";

guardProcess();
const failure = new Error(canary);

describe.each(sources)("%s", (_kind, make) => {
  describe("the client goes (F1)", () => {
    const size = 20_000;
    const steps = Array.from({ length: 10 }, () => Buffer.alloc(size));

    it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
      "after %d tenths: freed at once, nobody is told",
      async (tenths) => {
        const freed = vi.fn();
        const server = await serving(() => ok(make({ steps, freed, pace: 4 })));
        const client = await counting(server.port, request("GET /"));
        await client.until(tenths === 0 ? 0 : tenths * size + 150);
        client.socket.resetAndDestroy();
        await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 1000, interval: 5 });
        await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined));
        expect(onError).not.toHaveBeenCalled();
      },
    );

    it("with a FIN instead of a reset", async () => {
      const freed = vi.fn();
      const endless = Array.from({ length: 1000 }, () => Buffer.alloc(size));
      const server = await serving(() => ok(make({ steps: endless, freed, pace: 1 })));
      const client = await counting(server.port, request("GET /"));
      await client.until(size);
      client.socket.destroy();
      await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 1000, interval: 5 });
      expect(onError).not.toHaveBeenCalled();
    });

    it("and the source breaks for that: nobody is told", async () => {
      const server = await serving(() => ok(make({ steps: ["a", "b", failure], pace: 30 })));
      const client = await counting(server.port, request("GET /"));
      await client.until(1);
      client.socket.resetAndDestroy();
      await vi.waitFor(() => expect(sent).toHaveBeenCalledOnce());
      await pause(60);
      expect(onError).not.toHaveBeenCalled();
    });

    it.each([
      ["before its first byte", []],
      ["later", ["a"]],
    ])("while the source hangs, %s: send() is over all the same", async (_when, first) => {
      const freed = vi.fn();
      const server = await serving(() => ok(make({ steps: [...first, "hang"], freed })));
      const client = await counting(server.port, request("GET /"));
      await (first.length === 0 ? pause(20) : client.until(1));
      client.socket.resetAndDestroy();
      await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined), {
        timeout: 1000,
        interval: 5,
      });
      // No one can run the `finally` of a generator that waits for ever.
      if (make !== generator && _kind !== "Readable.from") expect(freed).toHaveBeenCalled();
      expect(onError).not.toHaveBeenCalled();
    });

    it("while its response waits behind another one on the connection", async () => {
      const freed = vi.fn();
      const server = await listen((req, res) => {
        if (req.url === "/slow") return;
        const many = Array.from({ length: 1000 }, () => Buffer.alloc(size));
        void send(req, res, ok(make({ steps: many, freed, pace: 1 })), { onError }).then(sent);
      });
      const client = await counting(server.port, request("GET /slow") + request("GET /"));
      await pause(50);
      client.socket.resetAndDestroy();
      await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 1000, interval: 5 });
      await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined));
      expect(onError).not.toHaveBeenCalled();
    });

    it("on HTTP/2, by a reset of the stream", async () => {
      const freed = vi.fn();
      const server = await listenH2((req, res) =>
        send(req, res, ok(make({ steps, freed, pace: 5 })), { onError }).then(sent),
      );
      const stream = server.session().request({ ":path": "/" });
      stream.on("error", () => {});
      await new Promise((resolve) => stream.once("data", resolve));
      stream.close(8);
      await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 1000, interval: 5 });
      await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined));
      expect(onError).not.toHaveBeenCalled();
    });
  });

  describe("is not read", () => {
    it("for HEAD: freed, and nothing taken from it", async () => {
      const freed = vi.fn();
      const source = make({ steps: ["a"], freed });
      const server = await serving(() => ok(source));
      const response = await server.exchange(request("HEAD /"));
      expect(response.status).toBe(200);
      // A generator that never began has nothing to free.
      if (make !== generator && _kind !== "Readable.from") expect(freed).toHaveBeenCalledOnce();
    });

    it("for a client that has gone already", async () => {
      const freed = vi.fn();
      let start = (): void => {};
      const server = await listen((req, res) => {
        start = () =>
          void send(req, res, ok(make({ steps: ["a"], freed })), { onError }).then(sent);
      });
      const client = await counting(server.port, request("GET /"));
      await pause(20);
      client.socket.resetAndDestroy();
      await pause(20);
      start();
      await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined));
      if (make !== generator && _kind !== "Readable.from") expect(freed).toHaveBeenCalledOnce();
      expect(onError).not.toHaveBeenCalled();
    });

    it("where it is not what the request wants: 304", async () => {
      const freed = vi.fn();
      const server = await serving(() => ok(make({ steps: ["a"], freed }), { etag: etag("1") }));
      const response = await server.exchange(request("GET /", ['If-None-Match: "1"']));
      expect(response.status).toBe(304);
      if (make !== generator && _kind !== "Readable.from") expect(freed).toHaveBeenCalledOnce();
    });
  });

  it("is freed when all is sent", async () => {
    const freed = vi.fn();
    const server = await serving(() => ok(make({ steps: ["a", "b"], freed })));
    expect((await server.exchange(request("GET /"))).body.toString()).toBe("ab");
    expect(freed).toHaveBeenCalled();
    expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it("fifty responses on one connection leave no listener on it", async () => {
    const counts: number[] = [];
    const server = await listen((req, res) => {
      const events = req.socket.eventNames();
      counts.push(events.reduce((sum, event) => sum + req.socket.listenerCount(event), 0));
      void send(req, res, ok(make({ steps: ["a", "b"], pace: 1 })));
    });
    const connection = await server.connect();
    for (let n = 0; n < 50; n++) {
      connection.send(request("GET /"));
      expect((await connection.read()).body.toString()).toBe("ab");
    }
    expect(new Set(counts.slice(1)).size).toBe(1);
  });
});

describe("a source that misbehaves when it is let go", () => {
  const trap = (): never => {
    throw failure;
  };
  const endless = async function* (): AsyncGenerator<Buffer> {
    for (;;) {
      yield Buffer.alloc(1000);
      await pause(2);
    }
  };
  const bodies: [what: string, body: () => unknown][] = [
    [
      "return() throws",
      () => ({ [Symbol.asyncIterator]: () => ({ next: () => endless().next(), return: trap }) }),
    ],
    [
      "return() rejects",
      () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => endless().next(),
          return: () => Promise.reject(failure),
        }),
      }),
    ],
    [
      "return() is no function",
      () => ({ [Symbol.asyncIterator]: () => ({ next: () => endless().next(), return: 1 }) }),
    ],
    [
      "return() gives a thenable that throws",
      () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => endless().next(),
          return: () => new Proxy({}, { get: trap }),
        }),
      }),
    ],
    [
      "a finally that throws",
      async function* () {
        try {
          yield* endless();
        } finally {
          trap();
        }
      },
    ],
    [
      "destroy() fails",
      () =>
        new Readable({
          read() {
            setTimeout(() => this.push("a"), 2);
          },
          destroy: (_error, callback) => callback(failure),
        }),
    ],
    ["destroy() throws", () => Object.assign(Readable.from(endless()), { destroy: trap })],
    [
      "cancel() throws",
      () =>
        new ReadableStream({
          pull: async (controller) => {
            await pause(2);
            controller.enqueue(Buffer.from("a"));
          },
          cancel: trap,
        }),
    ],
    [
      "cancel() rejects",
      () =>
        new ReadableStream({
          pull: async (controller) => {
            await pause(2);
            controller.enqueue(Buffer.from("a"));
          },
          cancel: () => Promise.reject(failure),
        }),
    ],
    [
      "an error after it was let go",
      () => {
        const stream = Readable.from(endless());
        stream.once("close", () => setTimeout(() => stream.emit("error", failure), 5));
        return stream;
      },
    ],
  ];

  it.each(bodies)("%s, when the client goes", async (_what, body) => {
    const server = await serving(() => ok(typeof body === "function" ? body() : body));
    const client = await counting(server.port, request("GET /"));
    await client.until(200);
    client.socket.resetAndDestroy();
    await vi.waitFor(() => expect(sent).toHaveBeenCalledExactlyOnceWith(undefined));
    await pause(20);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each(bodies)("%s, for HEAD", async (_what, body) => {
    const server = await serving(() => ok(body()));
    expect((await server.exchange(request("HEAD /"))).status).toBe(200);
    await pause(20);
  });
});

describe("files (F1)", () => {
  const openFiles = (): number => readdirSync("/proc/self/fd").length;
  const path = new URL(import.meta.url);

  it("no descriptor is left, whenever the client goes", async () => {
    const server = await serving(() => ok(createReadStream(path, { highWaterMark: 500 })));
    await server.exchange(request("GET /"));
    const before = openFiles();
    for (let n = 0; n < 40; n++) {
      const client = await counting(server.port, request(n % 4 === 0 ? "HEAD /" : "GET /"));
      await client.until(n % 4 === 0 ? 0 : n * 100);
      client.socket.resetAndDestroy();
    }
    await vi.waitFor(() => expect(openFiles()).toBeLessThanOrEqual(before), { timeout: 500 });
    expect(onError).not.toHaveBeenCalled();
  });

  it("one that is not there: a 500 that does not tell its path", async () => {
    const server = await serving(() => ok(createReadStream(`/nowhere/${canary}`)));
    const response = await server.exchange(request("GET /"));
    expect(response.status).toBe(500);
    expect(response.body.toString()).not.toMatch(/nowhere|hunter|ENOENT/);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: "ENOENT" }),
      expect.anything(),
    );
  });

  it("one that is not there, for HEAD: the response stands", async () => {
    const server = await serving(() => ok(createReadStream(`/nowhere/${canary}`)));
    expect((await server.exchange(request("HEAD /"))).status).toBe(200);
  });
});

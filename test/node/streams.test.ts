import { createReadStream, readdirSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { type AnyReply, etag, ok } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import compression from "compression";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import { listenH2 } from "./h2.ts";
import { type Bare, counting, guardProcess, listen, pause } from "./server.ts";
import { generator, type Play, sources } from "./sources.ts";

guardProcess();

const failure = new Error(canary);
const onError = vi.fn();
afterEach(() => void onError.mockReset());

/** When each `send` is over. */
const sent = vi.fn();
afterEach(() => void sent.mockReset());

function serving(make: () => AnyReply): Promise<Bare> {
  return listen((req, res) => {
    send(req, res, make(), { onError }).then(sent, (error: unknown) => sent("rejected", error));
  });
}

/** What follows the head of a broken response. */
function contentOf(received: string): string {
  return received.slice(received.indexOf("\r\n\r\n") + 4);
}

describe.each(sources)("%s", (_kind, make) => {
  describe("breaks (F2, F3)", () => {
    it("before its first byte: one whole 500, and one report", async () => {
      const freed = vi.fn();
      const server = await serving(() =>
        ok(make({ steps: [failure], freed }), {
          etag: etag("1"),
          type: "text/csv",
          language: "fr",
          cacheControl: "public, max-age=60",
          lastModified: new Date(0),
          headers: { "content-length": "5", "accept-ranges": "bytes" },
        }),
      );
      const response = await server.exchange(request("GET /"));
      expect([response.status, response.framing]).toEqual([500, "length"]);
      expect(JSON.parse(response.body.toString())).toEqual({
        type: "about:blank",
        title: "Internal Server Error",
        status: 500,
      });
      for (const name of ["etag", "last-modified", "accept-ranges", "content-language"]) {
        expect(value(response, name)).toBeUndefined();
      }
      expect(value(response, "cache-control")).toBe("no-store");
      expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
      expect(freed).toHaveBeenCalled();
      expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
    });

    it.each([1, 2, 5])("after %d chunks: never a clean end, and one report", async (chunks) => {
      const freed = vi.fn();
      const steps = [...Array.from({ length: chunks }, () => "chunk"), failure];
      const server = await serving(() => ok(make({ steps, freed, pace: 2 })));
      const connection = await server.connect();
      connection.send(request("GET /"));
      const received = await connection.broken();
      expect(received).toContain("200 OK");
      expect(received.match(/chunk\r/g)).toHaveLength(chunks);
      expect(received).not.toContain("0\r\n\r\n");
      expect(received).not.toContain(canary);
      expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
      expect(freed).toHaveBeenCalled();
      expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
    });

    it("before its first byte, for an HTTP/1.0 client", async () => {
      const server = await serving(() => ok(make({ steps: [failure] })));
      const connection = await server.connect();
      connection.send("GET / HTTP/1.0\r\n\r\n");
      expect((await connection.read({ version: "1.0" })).status).toBe(500);
    });

    it("later, for an HTTP/1.0 client: a reset, for the end alone would be a clean one", async () => {
      const server = await serving(() => ok(make({ steps: ["a", failure], pace: 5 })));
      const { socket } = await counting(server.port, "GET / HTTP/1.0\r\n\r\n");
      const errors: unknown[] = [];
      socket.on("error", (error) => errors.push(error));
      await new Promise((resolve) => socket.once("close", resolve));
      expect(onError).toHaveBeenCalledOnce();
      expect(errors).toEqual([expect.objectContaining({ code: "ECONNRESET" })]);
    });

    it("on HTTP/2, before and after its first byte", async () => {
      const server = await listenH2((req, res) =>
        send(
          req,
          res,
          ok(make({ steps: req.url === "/0" ? [failure] : ["a", failure], pace: 2 })),
          {
            onError,
          },
        ),
      );
      const before = await server.request("GET", "/0");
      expect([before.headers[":status"], before.code]).toEqual([500, 0]);
      const after = await server.request("GET", "/1");
      expect([after.headers[":status"], after.code]).toEqual([200, 2]);
      expect(onError).toHaveBeenCalledTimes(2);
    });
  });

  describe("announced by Content-Length (RFC 9110 section 8.6)", () => {
    const announcing = (length: number, steps: readonly string[], freed = () => {}) =>
      serving(() =>
        ok(make({ steps, freed, pace: 1 }), { headers: { "content-length": String(length) } }),
      );

    it.each<[length: number, steps: string[]]>([
      [0, []],
      [5, ["12345"]],
      [5, ["12", "", "345"]],
    ])("%d octets of %j: whole, and the connection stays", async (length, steps) => {
      const response = await (await announcing(length, steps)).exchange(request("GET /"));
      expect([response.framing, response.body.toString()]).toEqual(["length", steps.join("")]);
      expect(onError).not.toHaveBeenCalled();
    });

    it.each<[length: number, steps: string[]]>([
      [10, []],
      [10, ["12345"]],
      [10, ["1234", "56789"]],
      [2 ** 40, ["1"]],
    ])("%d octets of %j: too short, never a clean end", async (length, steps) => {
      const freed = vi.fn();
      const connection = await (await announcing(length, steps, freed)).connect();
      connection.send(request("GET /") + request("GET /canary"));
      const content = contentOf(await connection.broken());
      expect(steps.join("")).toContain(content);
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
      expect(freed).toHaveBeenCalled();
    });

    it.each<[length: number, steps: string[]]>([
      [0, ["1"]],
      [3, ["12345"]],
      [3, ["12", "345"]],
      [5, ["12345", "6"]],
      [5, ["1", "2", "3", "4", "5", "6", "7"]],
    ])("%d octets of %j: too long, never more than announced", async (length, steps) => {
      const freed = vi.fn();
      const server = await announcing(length, [...steps, "x".repeat(1e5)], freed);
      const { socket } = await counting(server.port, request("GET /") + request("GET /canary"));
      const chunks: Buffer[] = [];
      socket.on("data", (bytes) => chunks.push(bytes));
      await new Promise((resolve) => socket.once("close", resolve));
      const content = contentOf(Buffer.concat(chunks).toString());
      expect(content.length).toBeLessThanOrEqual(length);
      expect(steps.join("").startsWith(content)).toBe(true);
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
      await vi.waitFor(() => expect(freed).toHaveBeenCalled());
    });
  });

  describe("the client goes (F1)", () => {
    const size = 20_000;
    const steps = Array.from({ length: 10 }, () => Buffer.alloc(size));

    it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
      "after %d tenths: freed within 100 ms, nobody is told",
      async (tenths) => {
        const freed = vi.fn();
        const server = await serving(() => ok(make({ steps, freed, pace: 4 })));
        const client = await counting(server.port, request("GET /"));
        await client.until(tenths === 0 ? 0 : tenths * size + 150);
        client.socket.resetAndDestroy();
        await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 100, interval: 5 });
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
      await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 100, interval: 5 });
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
        timeout: 100,
        interval: 5,
      });
      // No one can run the `finally` of a generator that waits for ever.
      if (make !== generator && _kind !== "Readable.from") expect(freed).toHaveBeenCalled();
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
      await vi.waitFor(() => expect(freed).toHaveBeenCalled(), { timeout: 100, interval: 5 });
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

  it("fifty answers on one connection leave no listener on it", async () => {
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

describe("a client that stops reading (F6)", () => {
  const chunk = 65_536;
  const chunks = 1024;

  it.each(sources)("%s: bounded meanwhile, exact afterwards", async (_kind, make) => {
    let taken = 0;
    const steps = new Proxy([] as Buffer[], {
      get: (target, key) => (key === Symbol.iterator ? counted : Reflect.get(target, key)),
    });
    function* counted(): Generator<Buffer> {
      for (; taken < chunks; taken++) yield Buffer.alloc(chunk, taken);
    }
    let res: ServerResponse | undefined;
    const server = await listen((req, response) => {
      res = response;
      void send(req, response, ok(make(lazily(counted))), { onError }).then(sent);
    });
    void steps;
    const client = await counting(server.port, request("GET /", ["Connection: close"]));
    await client.until(chunk);
    client.socket.pause();
    await vi.waitFor(
      async () => {
        const before = taken;
        await pause(50);
        expect(taken).toBe(before);
      },
      { timeout: 3000 },
    );
    // What the two sockets hold is up to the kernel; what we queue is not.
    expect(taken).toBeLessThan(chunks / 2);
    const mark = res?.writableHighWaterMark ?? 0;
    expect(res?.writableLength).toBeLessThanOrEqual(2 * Math.max(mark, chunk));

    client.socket.resume();
    await client.until(Number.POSITIVE_INFINITY);
    expect(taken).toBe(chunks);
    expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
    expect(onError).not.toHaveBeenCalled();
  });

  function lazily(counted: () => Generator<Buffer>): Play {
    const all = counted();
    const steps = { [Symbol.iterator]: () => all, length: chunks, shift: () => all.next().value };
    return { steps: steps as unknown as Buffer[] };
  }

  it("behind compression, which has its own drain: no warning, and exact", async () => {
    const noise = Buffer.from(Array.from({ length: chunk }, () => Math.floor(Math.random() * 256)));
    const compress = compression();
    const server = await listen((req, res) => {
      compress(req as never, res as never, () => {
        const body = generator({ steps: Array.from({ length: 100 }, () => noise) });
        void send(req, res, ok(body, { type: "text/plain" }), { onError });
      });
    });
    const wire = request("GET /", ["Accept-Encoding: gzip", "Connection: close"]);
    const client = await counting(server.port, wire);
    await client.until(chunk);
    client.socket.pause();
    await pause(100);
    client.socket.resume();
    await new Promise((resolve) => client.socket.once("close", resolve));
    expect(onError).not.toHaveBeenCalled();
  });
});

describe("a stream that somebody else has read already", () => {
  const readToEnd = async (stream: Readable): Promise<Readable> => {
    for await (const _ of stream);
    return stream;
  };
  const bodies: [what: string, body: () => unknown][] = [
    ["Readable, read to its end", () => readToEnd(Readable.from(["a"]))],
    ["Readable, destroyed", () => Readable.from(["a"]).destroy()],
    [
      "Readable, broken",
      () =>
        Readable.from(["a"])
          .on("error", () => {})
          .destroy(failure),
    ],
    [
      "ReadableStream, locked",
      () => {
        const stream = new Blob(["a"]).stream();
        stream.getReader();
        return stream;
      },
    ],
    [
      "ReadableStream, read to its end",
      async () => {
        const stream = new Blob(["a"]).stream();
        const reader = stream.getReader();
        while (!(await reader.read()).done);
        reader.releaseLock();
        return stream;
      },
    ],
    [
      "ReadableStream, cancelled",
      async () => {
        const stream = new Blob(["a"]).stream();
        await stream.cancel();
        return stream;
      },
    ],
    [
      "body of a fetch Response that was read",
      async () => {
        const response = new Response("a");
        await response.text();
        return response.body;
      },
    ],
  ];
  it.each(bodies)("%s: a 500, not an empty 200", async (_what, body) => {
    const made = await body();
    const server = await serving(() => ok(made));
    const response = await server.exchange(request("GET /"));
    expect(response.status).toBe(500);
    expect(onError).toHaveBeenCalledOnce();
  });

  it("in part, and what is left is meant: it goes out", async () => {
    const stream = Readable.from([Buffer.from("ab"), Buffer.from("c")], { objectMode: false });
    await new Promise((resolve) => stream.once("readable", resolve));
    stream.unshift(stream.read() as Buffer);
    const server = await serving(() => ok(stream));
    expect((await server.exchange(request("GET /"))).body.toString()).toBe("abc");
  });

  it("one body for two requests: the second one is told", async () => {
    const stream = Readable.from(["a"]);
    const server = await serving(() => ok(stream));
    expect((await server.exchange(request("GET /"))).status).toBe(200);
    expect((await server.exchange(request("GET /"))).status).toBe(500);
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
          return: () => ({ catch: trap, then: trap }),
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
      await client.until(n * 100);
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

  it("one that is not there, for HEAD: the answer stands", async () => {
    const server = await serving(() => ok(createReadStream(`/nowhere/${canary}`)));
    expect((await server.exchange(request("HEAD /"))).status).toBe(200);
  });
});

it("the response of an upstream that breaks off breaks off too", async () => {
  const upstream = createServer((_req, res) => {
    res.write("part");
    setTimeout(() => res.destroy(), 20);
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const { port } = upstream.address() as { port: number };
  const { get } = await import("node:http");
  const server = await listen((req, res) => {
    get({ port, host: "127.0.0.1" }, (incoming) => void send(req, res, ok(incoming), { onError }));
  });
  const connection = await server.connect();
  connection.send(request("GET /"));
  const received = await connection.broken();
  expect(received).toContain("part");
  expect(received).not.toContain("0\r\n\r\n");
  expect(onError).toHaveBeenCalledOnce();
  upstream.close();
});

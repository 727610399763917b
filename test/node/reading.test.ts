import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { ok } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import compression from "compression";
import { describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { onError, sent, serving } from "./sending.ts";
import { counting, guardProcess, listen, pause } from "./server.ts";
import { generator, sources } from "./sources.ts";

guardProcess();
const failure = new Error(canary);

describe("a client that stops reading (F6)", () => {
  const chunk = 65_536;
  const chunks = 1024;

  it.each(sources)("%s: bounded meanwhile, exact afterwards", async (_kind, make) => {
    let taken = 0;
    function* counted(): Generator<Buffer> {
      for (; taken < chunks; taken++) yield Buffer.alloc(chunk, taken);
    }
    let res: ServerResponse | undefined;
    const server = await listen((req, response) => {
      res = response;
      void send(req, response, ok(make({ steps: counted() })), { onError }).then(sent);
    });
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

  it("behind a hook on write() that returns nothing: all is sent", async () => {
    const server = await listen((req, res) => {
      const { write } = res;
      res.write = ((...args: Parameters<typeof write>) => {
        Reflect.apply(write, res, args);
      }) as unknown as typeof write;
      void send(req, res, ok(generator({ steps: ["a", "b", Buffer.alloc(1e6)] })), { onError });
    });
    const { body } = await server.exchange(request("GET /"));
    expect(body.length).toBe(1_000_002);
  });

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

import { connect as open } from "node:net";
import { Readable } from "node:stream";
import { ok } from "@rightstatus/core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { type Exchange, frameworks, type Running, start } from "../support/servers.ts";

const failure = new Error(canary);
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

async function* iterable(first: string): AsyncGenerator<Uint8Array> {
  if (first) yield Buffer.from(first);
  await tick();
  throw failure;
}

function webStream(first: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      if (first) controller.enqueue(Buffer.from(first));
      await tick();
      controller.error(failure);
    },
  });
}

const sources = [
  ["async iterable", iterable],
  ["Readable", (first: string) => Readable.from(iterable(first))],
  ["ReadableStream", webStream],
] as const;

/** Content-Length of a stream of five octets, as the application says. */
const announced = [
  ["3", "longer"],
  ["10", "shorter"],
] as const;

const freed = vi.fn();

async function* endless(): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      yield Buffer.alloc(1000);
      await tick();
    }
  } finally {
    freed();
  }
}

/** Something of the response is out already when the handler fails. */
function begin({ res }: Exchange): void {
  res.writeHead(200, { "content-type": "text/plain" });
  res.write("part");
}

describe.each(frameworks)("what breaks under way, on %s", (framework) => {
  let app: Running;
  const onError = vi.fn();
  const routes = [
    ...sources.flatMap(([name, source]) => [
      { path: `/early/${encodeURIComponent(name)}`, handle: () => ok(source("")) },
      { path: `/late/${encodeURIComponent(name)}`, handle: () => ok(source("part")) },
    ]),
    ...announced.map(([length]) => ({
      path: `/announced/${length}`,
      handle: () => ok(Readable.from(["12345"]), { headers: { "content-length": length } }),
    })),
    { path: "/endless", handle: () => ok(endless()) },
    {
      path: "/handle",
      handle: async (exchange: Exchange) => {
        begin(exchange);
        await tick();
        throw failure;
      },
    },
    {
      path: "/plain",
      plain: async (exchange: Exchange) => {
        begin(exchange);
        await tick();
        throw failure;
      },
    },
  ];
  beforeAll(async () => {
    app = await start(framework, { routes, options: { onError } });
  });
  afterEach(() => {
    onError.mockReset();
    freed.mockReset();
  });

  it.each(sources)("%s fails before its first byte: one whole 500", async (name) => {
    const response = await app.exchange(request(`GET /early/${encodeURIComponent(name)}`));
    expect(response.status).toBe(500);
    expect(response.body.toString()).not.toContain(canary);
    expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
  });

  it.each(sources)("%s fails after its first byte: never a clean end", async (name) => {
    const connection = await app.connect();
    connection.send(request(`GET /late/${encodeURIComponent(name)}`));
    const received = await connection.broken();
    expect(received).toContain("200 OK");
    expect(received).not.toContain("0\r\n\r\n");
    expect(received).not.toContain(canary);
    expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
  });

  it.each(announced)("content %s octets announced, is %s: never a clean end", async (length) => {
    const connection = await app.connect();
    connection.send(request(`GET /announced/${length}`));
    await connection.broken();
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
  });

  it("a client that goes away frees the source, and nobody is told", async () => {
    const connection = await app.connect();
    connection.send(request("GET /endless"));
    await connection.silence(50);
    connection.abort();
    await vi.waitFor(() => expect(freed).toHaveBeenCalledOnce());
    expect(onError).not.toHaveBeenCalled();
  });

  it("a client of HTTP/1.0 that ends its side, too: never a clean end", async () => {
    const client = open({ port: Number(new URL(app.origin).port), allowHalfOpen: true });
    const reset = new Promise((resolve) => client.once("error", resolve));
    client.once("data", () => client.end());
    client.write("GET /endless HTTP/1.0\r\n\r\n");
    expect(await reset).toMatchObject({ code: "ECONNRESET" });
    await vi.waitFor(() => expect(freed).toHaveBeenCalledOnce());
    expect(onError).not.toHaveBeenCalled();
  });

  it.each(["/handle", "/plain"])("%s throws after the head: never a clean end", async (path) => {
    const connection = await app.connect();
    connection.send(request(`GET ${path}`));
    const received = await connection.broken();
    expect(received).toContain("200 OK");
    expect(received).not.toContain("0\r\n\r\n");
    expect(received).not.toContain(canary);
  });
});

import { once } from "node:events";
import { connect as open } from "node:net";
import { join } from "node:path";
import { type AnyReply, notFound, raise } from "@rightstatus/core";
import { fileServer, send } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startFiles } from "../../contract/files-setup.ts";
import { connect, request } from "../../support/connection.ts";
import { frameworks, type Running } from "../../support/servers.ts";
import { guardProcess, listen, pause } from "../server.ts";
import { put, treeOf } from "./tree.ts";

guardProcess();

/** As much as is read at once, and what has to be read in pieces. */
const sizes = [5000, 65_536, 200_000];
const names = "abcdefghijklmnop".split("");
/** More than the system keeps for a client that does not read. */
const LARGE = 24 * 2 ** 20;
let root = "";
beforeAll(() => {
  root = treeOf(
    Object.fromEntries(names.map((name, i) => [name, name.repeat(sizes[i % sizes.length] ?? 0)])),
  );
  put(join(root, "large"), Buffer.alloc(LARGE, "z"));
});

/** The reply to a GET of a file. */
async function replyTo(url: string): Promise<AnyReply> {
  const reply = await fileServer({ root })({ method: "GET", url, headers: {} });
  return reply ?? raise(notFound());
}

describe.each(frameworks)("buffers that are used again, on %s", (framework) => {
  it("hold the bytes of one response at a time, whoever goes away", async () => {
    const app = await startFiles(framework, { root });
    const client = async (name: string, seed: number): Promise<void> => {
      const connection = await app.connect();
      for (let i = 0; i < 20; i += 1) {
        const start = (seed * 311 + i * 173) % 4000;
        connection.send(request(`GET /${name}`, i % 2 ? [`Range: bytes=${start}-`] : []));
        const { body } = await connection.read();
        expect(body.equals(Buffer.alloc(body.length, name)), `${name} ${i}`).toBe(true);
        await leave(app, `/${name}`);
      }
    };
    await Promise.all(names.map(client));
  });
});

/** Asks on a connection of its own, and resets it at once or within the response. */
async function leave(app: Running, path: string): Promise<void> {
  const connection = await app.connect();
  connection.send(request(`GET ${path}`));
  await new Promise((resolve) => setTimeout(resolve, Math.random()));
  connection.abort();
}

it("a buffer that waits for a slow client is nobody else's", async () => {
  const server = await listen(async (req, res) => send(req, res, await replyTo(req.url ?? "")));
  const slow = open(server.port, "127.0.0.1");
  const received: Buffer[] = [];
  slow.on("data", (bytes) => {
    if (received.push(bytes) === 1) slow.pause();
  });
  slow.write(request("GET /large", ["Connection: close"]));
  await pause(100);
  for (const each of names) await server.exchange(request(`GET /${each}`));
  slow.resume();
  await once(slow, "close");
  expect(Buffer.concat(received).subarray(-LARGE).equals(Buffer.alloc(LARGE, "z"))).toBe(true);
});

describe("bytes that somebody else has seen", () => {
  it.each(["end", "write"] as const)("stay as they are: a hook on %s keeps them", async (name) => {
    const kept: Uint8Array[] = [];
    const server = await listen(async (req, res) => {
      const { [name]: original } = res;
      res[name] = ((chunk: unknown, ...rest: unknown[]) => {
        if (chunk instanceof Uint8Array) kept.push(chunk);
        return Reflect.apply(original, res, [chunk, ...rest]);
      }) as never;
      await send(req, res, await replyTo(req.url ?? ""));
    });
    for (const each of names) await server.exchange(request(`GET /${each}`));
    expect(kept.length).toBeGreaterThan(0);
    for (const chunk of kept) expect(new Set(chunk).size).toBe(1);
    expect(new Set(kept.map(([first]) => first)).size).toBeGreaterThanOrEqual(5);
  });

  it("stay as they are: who iterates a body keeps its chunks", async () => {
    const kept: Uint8Array[] = [];
    for (const each of names) {
      const { body } = await replyTo(`/${each}`);
      for await (const chunk of body as AsyncIterable<Uint8Array>) kept.push(chunk);
    }
    for (const chunk of kept) expect(new Set(chunk).size).toBe(1);
    expect(new Set(kept.map(([first]) => first)).size).toBe(names.length);
  });

  it("are sent once: a reply that is sent again is a 500", async () => {
    const reply = await replyTo("/a");
    const onError = vi.fn();
    const server = await listen((req, res) => void send(req, res, reply, { onError }));
    const connection = await connect(server.port);
    connection.send(request("GET /a"));
    expect((await connection.read()).body.length).toBe(sizes[0]);
    expect((await server.exchange(request("GET /a"))).status).toBe(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.anything());
  });
});

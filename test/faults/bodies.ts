import { existsSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { parseResponse } from "../support/response-parser.ts";
import { between, type Does, type Fault, type Random, type Target } from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

/** Octets of a chunk, and chunks of a body. */
const CHUNK = 16 * 1024;
const CHUNKS = 10;

/** The sources that are open, by what was asked for. */
const open = new Set<string>();

async function* chunks(url: string, breaksAt = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
  open.add(url);
  try {
    for (let i = 0; i < CHUNKS; i++) {
      await pause(1);
      if (i >= breaksAt) throw new Error(canary);
      yield Buffer.alloc(CHUNK, i);
    }
  } finally {
    open.delete(url);
  }
}

function webStream(source: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

const kinds: readonly (readonly [kind: string, of: (source: AsyncGenerator<Buffer>) => unknown])[] =
  [
    ["an async iterable", (source) => source],
    ["a Readable", (source) => Readable.from(source)],
    ["a ReadableStream", webStream],
  ];

/** Asks, and goes when so many octets have come, or at once. */
async function leave(at: Target, random: Random, path: string): Promise<void> {
  const octets = Math.floor((between(random, -1, 10) / 10) * CHUNK * CHUNKS);
  const socket = connect(at.port, "127.0.0.1");
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("connect", resolve));
  const wire = request(`GET ${path}`);
  socket.write(octets < 0 ? wire.slice(0, between(random, 0, wire.length - 1)) : wire);
  if (octets > 0) await arrived(socket, octets);
  if (random() < 0.5) socket.resetAndDestroy();
  else socket.end().destroy();
  await new Promise((resolve) => socket.once("close", resolve));
}

function arrived(socket: Socket, octets: number): Promise<void> {
  return new Promise((resolve) => {
    let left = octets;
    socket.on("data", (bytes) => {
      left -= bytes.length;
      if (left <= 0) resolve();
    });
    socket.once("close", () => resolve());
  });
}

async function freed(url: string): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    if (!open.has(url)) return "freed";
    await pause(10);
  }
  open.delete(url);
  return "kept open";
}

function putLarge(root: string): void {
  const path = join(root, "large.bin");
  if (!existsSync(path)) writeFileSync(path, Buffer.alloc(CHUNK * CHUNKS));
}

/** Tells one injection from another. */
let count = 0;
const unique = (): string => `/?${count++}`;

const urlOf = (req: IncomingMessage): string => req.url ?? "";
const text: Does = { body: () => "x".repeat(CHUNK * CHUNKS) };

const left: readonly Fault[] = [
  ...kinds.map(
    ([kind, of]): Fault => ({
      id: "F1",
      section: "RFC 9112 8",
      inject: `the client leaves at any tenth of ${kind}`,
      expect: "freed",
      routes: { "/": { body: (req) => of(chunks(urlOf(req))) } },
      run: async (at, random) => {
        const url = unique();
        await leave(at, random, url);
        return freed(url);
      },
    }),
  ),
  ...(["/", "/large.bin"] as const).map(
    (path): Fault => ({
      id: "F1",
      section: "RFC 9112 8",
      inject: `the client leaves at any tenth of ${path === "/" ? "a text" : "a file"}`,
      expect: "200 alive",
      routes: { "/": text },
      files: true,
      run: async (at, random) => {
        putLarge(at.root);
        await leave(at, random, path);
        return outcomeOf(await at.connect(), request("GET /canary"));
      },
    }),
  ),
];

const told = new Map<string, number>();
const onError = (_error: unknown, req: IncomingMessage): void => {
  told.set(urlOf(req), (told.get(urlOf(req)) ?? 0) + 1);
};

/** What is told once is as much as the outcome. */
async function toldOf(at: Target, random: Random): Promise<string> {
  const url = `${unique()},${between(random, 1, CHUNKS - 1)}`;
  const outcome = await outcomeOf(await at.connect(), request(`GET ${url}`));
  const times = told.get(url) ?? 0;
  told.delete(url);
  return times === 1 ? `${outcome}, told once` : outcome;
}

const broken: readonly Fault[] = kinds.flatMap(([kind, of]): Fault[] => [
  {
    id: "F2",
    section: "15.6.1",
    inject: `${kind} fails before its first chunk`,
    expect: "500 problem, told once",
    routes: { "/": { body: (req) => of(chunks(urlOf(req), 0)) } },
    options: { onError },
    run: toldOf,
  },
  {
    id: "F3",
    section: "RFC 9112 8",
    inject: `${kind} fails in its middle`,
    expect: "broken, told once",
    routes: { "/": { body: (req) => of(chunks(urlOf(req), Number(urlOf(req).split(",")[1]))) } },
    options: { onError },
    run: toldOf,
  },
]);

/** Octets in all: more than the system keeps for a client that does not read. */
const LARGE = 12 * 1024 * 1024;
const queued = new Map<string, number>();

async function* watched(req: IncomingMessage): AsyncGenerator<Buffer> {
  const { socket } = req;
  const url = urlOf(req);
  for (let sent = 0; sent < LARGE; sent += 4 * CHUNK) {
    const over = socket.writableLength - 2 * socket.writableHighWaterMark - 4 * CHUNK;
    queued.set(url, Math.max(over, queued.get(url) ?? over));
    yield Buffer.alloc(4 * CHUNK, sent / CHUNK);
  }
}

const slow: Fault = {
  id: "F6",
  section: "RFC 9112 9.3",
  inject: "the client stops reading, and goes on",
  expect: "exact",
  parallel: 4,
  routes: { "/": { body: (req) => Readable.from(watched(req)) } },
  run: async (at, random) => {
    const url = unique();
    const socket = connect(at.port, "127.0.0.1").pause();
    const received: Buffer[] = [];
    socket.on("error", () => {});
    socket.on("data", (bytes) => received.push(bytes)).pause();
    socket.write(request(`GET ${url}`, ["Connection: close"]));
    await pause(between(random, 20, 60));
    socket.resume();
    await pause(between(random, 1, 5));
    socket.pause();
    await pause(between(random, 1, 20));
    socket.resume();
    await new Promise((resolve) => socket.once("close", resolve));
    const over = queued.get(url) ?? 0;
    queued.delete(url);
    const parsed = parseResponse(Buffer.concat(received), { method: "GET" }, true);
    if (parsed === undefined) return "broken";
    return isExact(parsed.response.body) ? (over > 0 ? "exact, but queued" : "exact") : "wrong";
  },
};

function isExact(body: Buffer): boolean {
  if (body.length !== LARGE) return false;
  for (let at = 0; at < LARGE; at += CHUNK) {
    if (body[at] !== (Math.floor(at / (4 * CHUNK)) * 4) % 256) return false;
  }
  return true;
}

/** Of what is sent over time. */
export const bodies: readonly Fault[] = [...left, ...broken, slow];

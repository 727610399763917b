// A program: serves the files below a root in a process of its own, and says what that takes.
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { notFound, serve } from "@rightstatus/core";
import { fail, file, send } from "@rightstatus/node";
import type { Framework } from "../../support/servers.ts";

/** What a process holds at a moment; sizes in bytes. */
export interface Held {
  /** All its pages in memory, with the two below. */
  readonly resident: number;
  /** Objects. */
  readonly heap: number;
  /** Buffers. */
  readonly external: number;
  readonly descriptors: number;
  readonly sockets: number;
  /** Of the process, of the server and of its sockets. */
  readonly listeners: number;
  /** All that has been written to the sockets. */
  readonly written: number;
}

/** What can be asked for in a message. */
export interface Answers {
  readonly port: number;
  readonly held: Held;
}

export type Served = Framework | "node:http";

const quiet = { conformance: "fix", onError: (): void => {} } as const;

const apps: Readonly<Record<Served, (root: string) => Promise<RequestListener>>> = {
  "express 4": async (root) => expressApp((await import("express4")).default, root),
  "express 5": async (root) => expressApp((await import("express")).default, root),
  "koa 2": async (root) => koaApp((await import("koa2")).default, root),
  "koa 3": async (root) => koaApp((await import("koa")).default, root),
  "node:http": async (root) => async (req, res) => {
    try {
      const found = await file(req.url ?? "", { root });
      await send(req, res, found === undefined ? notFound() : await serve(req, found), quiet);
    } catch (error) {
      await fail(req, res, error, quiet);
    }
  },
};

async function expressApp(
  express: typeof import("express"),
  root: string,
): Promise<RequestListener> {
  const { fallback, files, replies } = await import("@rightstatus/express");
  return express().use(replies(quiet), files({ root }), fallback());
}

async function koaApp(Koa: typeof import("koa"), root: string): Promise<RequestListener> {
  const { files, replies } = await import("@rightstatus/koa");
  const app = new Koa();
  app.silent = true; // It would tell of each client that goes away.
  return app.use(replies(quiet)).use(files({ root })).callback();
}

const [served, root] = process.argv.slice(2) as [Served, string];
const server = createServer(await apps[served](root));
const sockets = new Set<Socket>();
server.on("connection", (socket) => {
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
});
server.listen(0, "127.0.0.1");
process.on("disconnect", () => process.exit());
process.on("message", async (question: keyof Answers) => process.send?.(await answers[question]()));

const answers: { readonly [Q in keyof Answers]: () => Promise<Answers[Q]> } = {
  port: async () => {
    if (!server.listening) await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
  held: async () => {
    // Garbage is not held, but a buffer is freed only some time after it was found to be garbage.
    for (let round = 0; round < 4; round += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return held();
  },
};

function held(): Held {
  const { external, heapUsed, rss } = process.memoryUsage();
  const descriptors = "/proc/self/fd";
  return {
    resident: rss,
    heap: heapUsed,
    external,
    descriptors: existsSync(descriptors) ? readdirSync(descriptors).length : 0,
    sockets: sockets.size,
    listeners: [process, server, ...sockets].reduce((sum, each) => sum + listenersOf(each), 0),
    written: [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
  };
}

function listenersOf(emitter: NodeJS.EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ok } from "@rightstatus/core";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import { type Attached, createServer, send } from "@rightstatus/node";
import express5 from "express";
import express4 from "express4";
import Koa3 from "koa";
import Koa2 from "koa2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { guardProcess } from "../node/server.ts";
import { type Connection, connect, request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { inputOf } from "../support/vectors.ts";

guardProcess();

let asked = 0;
let open = (): void => {};
let opened = Promise.resolve();

/** Answers once the gate is open, or never. */
const slow = async (url = ""): Promise<ReturnType<typeof ok>> => {
  asked += 1;
  await (url === "/never" ? new Promise(() => {}) : opened);
  return ok("a".repeat(16 * 1024));
};

beforeEach(() => {
  asked = 0;
  opened = new Promise((resolve) => {
    open = resolve;
  });
});

const bare: RequestListener = async (req, res) => send(req, res, await slow(req.url));
const onExpress = (app: express5.Express) =>
  forExpress.createServer(app.use(forExpress.handle((req) => slow(req.url))));
const onKoa = (app: Koa3) => forKoa.createServer(app.use(forKoa.handle((ctx) => slow(ctx.url))));

const servers = {
  "node:http": () => createServer(bare),
  "express 4": () => onExpress(express4()),
  "express 5": () => onExpress(express5()),
  "koa 2": () => onKoa(new Koa2()),
  "koa 3": () => onKoa(new Koa3()),
} satisfies Record<string, () => Server & Attached>;

type Name = keyof typeof servers;

async function listening(name: Name): Promise<{ server: Server & Attached; port: number }> {
  const server = servers[name]();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function asking(port: number, path: string): Promise<Connection> {
  const client = await connect(port);
  client.send(request(`GET ${path}`));
  return client;
}

describe.each(Object.keys(servers) as Name[])("RFC 9112 section 9.6 on %s", (name) => {
  it("A213 a response on its way is finished, says so, and nothing waits for the client", async () => {
    const { server, port } = await listening(name);
    const client = await asking(port, "/");
    await vi.waitFor(() => expect(asked).toBe(1));
    const drained = server.drain();
    open();
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([200, "close"]);
    expect(response.body.length).toBe(16 * 1024);
    expect(await client.ended()).toBe("closed");
    await drained;
    expect(server.listening).toBe(false);
  });

  it("A214 SIGTERM: of many none is cut off in time, and what never ends is broken off", async () => {
    const { load } = inputOf("A214") as { load: string };
    const { server, port } = await listening(name);
    const many = Number.parseInt(load, 10);
    const clients = await Promise.all(Array.from({ length: many }, () => asking(port, "/")));
    const stuck = await asking(port, "/never");
    await vi.waitFor(() => expect(asked).toBe(many + 1), { timeout: 10_000 });
    const drained = new Promise<void>((resolve) => {
      process.once("SIGTERM", () => void server.drain({ timeout: 1500 }).then(resolve));
    });
    process.kill(process.pid, "SIGTERM");
    await vi.waitFor(() => expect(server.listening).toBe(false));
    open();
    for (const client of clients) {
      const response = await client.read();
      expect([response.status, response.body.length]).toEqual([200, 16 * 1024]);
      expect(value(response, "connection")).toBe("close");
      await client.ended();
    }
    await drained;
    await stuck.ended();
  });
});

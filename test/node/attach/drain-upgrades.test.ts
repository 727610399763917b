import { once } from "node:events";
import { connect as open } from "node:net";
import { ok, switchingProtocols } from "@rightstatus/core";
import { createServer, send, type UpgradeHandler } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";
import { listenOn, responsesIn } from "./attached.ts";
import { expectRefused, upgrading } from "./upgrading.ts";

guardProcess();

const sockets = new WebSocketServer({ noServer: true });

const handlers: Readonly<Record<string, UpgradeHandler>> = {
  websocket: (req, socket, head, signal) => {
    sockets.handleUpgrade(req, socket, head, (one) => {
      signal.addEventListener("abort", () => one.close(1001, "going away"));
    });
  },
  /** Never ends by itself. */
  deaf: () => switchingProtocols("deaf"),
  later: async (_req, socket, _head, signal) => {
    await pause(100);
    setImmediate(() => socket.end(signal.aborted ? "told" : "not told"));
    return switchingProtocols("later");
  },
};

async function started() {
  const server = createServer(
    async (req, res) => {
      if (req.url === "/slow") await pause(100);
      await send(req, res, ok("done"));
    },
    { upgrade: handlers },
  );
  const { port, connect } = await listenOn(server);
  return { server, port, connect };
}

describe("RFC 9112 section 9.6, a server that drains, and other protocols", () => {
  it("takes no new one: 503, and the end of the connection", async () => {
    const { server, connect } = await started();
    const busy = await connect();
    busy.send(request("GET /slow"));
    const client = await connect();
    const [first = "", rest = ""] = upgrading("deaf").split(/(?<=\r\n)(?=Host)/);
    client.send(first);
    await pause(20);
    const drained = server.drain();
    client.send(rest);
    const response = await client.read();
    expectRefused(response, 503);
    expect(value(response, "retry-after")).toBe("1");
    await client.ended();
    await busy.read();
    await drained;
  });

  it("still answers what is wrong with such a request first", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send("GET / HTTP/1.1\r\n");
    await pause(20);
    const drained = server.drain();
    client.send("Host: ###\r\nConnection: upgrade\r\nUpgrade: deaf\r\n\r\n");
    expectRefused(await client.read(), 400);
    await client.ended();
    await drained;
  });

  it("RFC 6455 7.4.1 who speaks one is told, and the server is free when it has ended", async () => {
    const { server, port } = await started();
    const clients = Array.from({ length: 5 }, () => new WebSocket(`ws://127.0.0.1:${port}/`));
    await Promise.all(clients.map((client) => once(client, "open")));
    const closed = Promise.all(clients.map((client) => once(client, "close")));
    // A time-out that the test does not live to see.
    await server.drain({ timeout: 1_000_000 });
    expect((await closed).map(([code]) => code)).toEqual([1001, 1001, 1001, 1001, 1001]);
  });

  it("waits for who does not listen until its time-out, and breaks off then", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(upgrading("deaf"));
    expect((await client.read()).status).toBe(101);
    const over = vi.fn();
    const drained = server.drain({ timeout: 150 }).then(over);
    await pause(50);
    expect(over).not.toHaveBeenCalled();
    expect(await client.ended()).toBe("closed");
    await drained;
  });

  it("finishes a handshake that is under way, whose handler can see that it is told", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(upgrading("later"));
    await pause(20);
    const drained = server.drain();
    expect((await client.read()).status).toBe(101);
    await vi.waitFor(async () => expect(await client.silence(5)).toBe("told"));
    client.abort();
    await drained;
  });
});

describe("a client that is still sending while the server drains", () => {
  const head = request("POST /slow", ["Connection: close", "Content-Length: 1000000"]);

  it.each([
    ["its response comes after", 50],
    ["it has its response already", 150],
  ])("has 200 ms to read the response, and not 500: %s", async (_what, ms) => {
    const { server, port } = await started();
    const client = open({ port, host: "127.0.0.1", allowHalfOpen: true });
    const received: Buffer[] = [];
    client.on("data", (bytes) => received.push(bytes));
    client.on("error", () => {});
    client.write(`${head}some of it`);
    await pause(ms);
    const timers = vi.spyOn(globalThis, "setTimeout");
    await server.drain({ timeout: 1_000_000 });
    const times = timers.mock.calls.map(([, time]) => time);
    expect(times).toContain(200);
    expect(times).not.toContain(500);
    expect(responsesIn(Buffer.concat(received)).map(({ status }) => status)).toEqual([200]);
    client.destroy();
  });
});

import type { IncomingMessage } from "node:http";
import { bearer, noContent, ok, unauthorized } from "@rightstatus/core";
import type { UpgradeHandler } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { guardProcess } from "../../node/server.ts";
import { request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { expectAlive, type Running } from "../../support/servers.ts";
import { everywhere, type PlainRoute, startOn } from "./everywhere.ts";

guardProcess();

const sockets = new WebSocketServer({ noServer: true });
sockets.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
});

const websocket: UpgradeHandler = async (req, socket, head) => {
  if (req.url === "/later") await new Promise(setImmediate);
  if (req.url === "/refused") return unauthorized(bearer());
  if (req.url === "/broken") throw new Error("the handler is broken");
  return sockets.handleUpgrade(req, socket, head, (open) => sockets.emit("connection", open, req));
};

const routes: readonly PlainRoute[] = [
  { path: "/", handle: ({ req }) => ok(`no ${req.headers.upgrade}`) },
  { path: "/nothing", handle: () => noContent() },
];

/** What the server answers in the place of a WebSocket. */
function refusal(client: WebSocket): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    client.once("unexpected-response", (_req, res) => resolve(res));
    client.once("open", () => reject(new Error("it is open")));
    client.once("error", reject);
  });
}

function opened(client: WebSocket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.once("open", resolve);
    client.once("error", reject);
  });
}

function closed(client: WebSocket): Promise<unknown> {
  return new Promise((resolve) => client.once("close", resolve));
}

async function echoed(client: WebSocket, text: string | Buffer): Promise<string> {
  const answer = new Promise<string>((resolve) => {
    client.once("message", (data) => resolve(data.toString()));
  });
  client.send(text);
  return answer;
}

describe.each(everywhere)("WebSocket on %s, by the package ws", (where) => {
  let server: Running;
  let url: string;
  beforeAll(async () => {
    server = await startOn(where, routes, { upgrade: { websocket } });
    url = server.origin.replace("http", "ws");
  });

  it.each(["/", "/later"])("echoes: %s", async (path) => {
    const client = new WebSocket(url + path);
    await opened(client);
    expect(await echoed(client, "hello")).toBe("hello");
    const long = "a".repeat(1_000_000);
    expect(await echoed(client, Buffer.from(long))).toBe(long);
    client.close(1000);
    await closed(client);
  });

  it.each([
    ["/refused", 401],
    ["/broken", 500],
  ])("shows the client why there is none: %s", async (path, status) => {
    const client = new WebSocket(url + path);
    const { statusCode, headers } = await refusal(client);
    expect([statusCode, headers.connection]).toEqual([status, "close"]);
    expect(headers["content-type"]).toBe("application/problem+json");
    if (status === 401) expect(headers["www-authenticate"]).toBe("Bearer");
    client.on("error", () => {});
    client.terminate();
  });

  it("426 with the version there is", async () => {
    const client = new WebSocket(url, { protocolVersion: 8 });
    const { statusCode, headers } = await refusal(client);
    expect([statusCode, headers["sec-websocket-version"]]).toEqual([426, "13"]);
    client.on("error", () => {});
    client.terminate();
  });

  it("a client that goes, politely or not, does no harm", async () => {
    for (let i = 0; i < 20; i++) {
      const client = new WebSocket(url);
      client.on("error", () => {});
      if (i % 2) await opened(client);
      client.terminate();
    }
    await vi.waitFor(() => expect(sockets.clients.size).toBe(0));
  });

  it("leaves the application what asks for another protocol", async () => {
    const client = await server.connect();
    for (const wire of [
      request("GET /", [
        "Connection: Upgrade, HTTP2-Settings",
        "Upgrade: h2c",
        "HTTP2-Settings: AAM",
      ]),
      request("GET /", ["Connection: upgrade", "Upgrade: h2c, foo"]),
    ]) {
      client.send(wire);
      const response = await client.read();
      expect([response.status, response.body.toString()]).toEqual([
        200,
        wire.includes("foo") ? "no h2c, foo" : "no h2c",
      ]);
    }
    await expectAlive(client);
  });

  it.each([
    [
      "RFC 6455 4.2.1 a malformed handshake",
      request("GET /", ["Connection: upgrade", "Upgrade: websocket"]),
      400,
    ],
    ["RFC 9110 9.3.6 a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405],
    [
      "RFC 9112 3.2 no Host",
      "GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
      400,
    ],
  ])("%s", async (_rule, wire, status) => {
    const client = await server.connect();
    client.send(wire);
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([status, "close"]);
    await client.ended();
  });
});

it("F14 a thousand WebSockets, opened and closed, leave nothing", async () => {
  const server = await startOn("express 5", routes, { upgrade: { websocket } });
  const url = server.origin.replace("http", "ws");
  for (let batch = 0; batch < 20; batch++) {
    const clients = Array.from({ length: 50 }, () => new WebSocket(url));
    await Promise.all(clients.map(opened));
    const listeners = [...sockets.clients].map((one) =>
      Reflect.get(one, "_socket").listenerCount("error"),
    );
    expect(Math.max(...listeners)).toBeLessThan(4);
    await Promise.all(
      clients.map((client, i) => {
        if (i % 2) client.close();
        else client.terminate();
        return closed(client);
      }),
    );
  }
  // That no connection is left is seen when the server is closed.
  await vi.waitFor(() => expect(sockets.clients.size).toBe(0));
});

import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect as open, type Socket } from "node:net";
import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { type Connection, connect, exchange, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";

/** A server of node:http alone, with nothing of a framework around the listener. */
export interface Bare {
  readonly port: number;
  connect(): Promise<Connection>;
  /** One request on a connection of its own; a second one proves that the connection is whole. */
  exchange(wire: string): Promise<Response>;
}

const servers = new Map<Server, ReadonlySet<Socket>>();

/** Starts one on 127.0.0.1; it is closed after the test file, and no socket may be left by then. */
export async function listen(listener: RequestListener): Promise<Bare> {
  const server = createServer((req, res) => {
    if (req.url === "/canary") res.end("alive");
    else listener(req, res);
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.set(server, sockets);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connect: () => connect(port),
    exchange: async (wire) => {
      const connection = await connect(port);
      const response = await exchange(connection, wire);
      if (value(response, "connection") !== "close") await expectAlive(connection);
      return response;
    },
  };
}

/** The canary: the next request on the same connection is answered, and rightly. */
export async function expectAlive(connection: Connection): Promise<void> {
  const response = await exchange(connection, request("GET /canary"));
  expect([response.status, response.body.toString()]).toEqual([200, "alive"]);
}

afterAll(async () => {
  for (const [server, sockets] of servers) {
    const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)));
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false));
    const free = await Promise.race([closed, late]);
    server.closeAllConnections();
    expect(free, `${sockets.size} sockets are still open`).toBe(true);
  }
});

const escapes = ["uncaughtException", "unhandledRejection", "warning"] as const;

/**
 * In each test of the file: nothing may reach the process, neither an error nor a warning. That a reply
 * was not called for is told, too, as in every process that is not in production: that is no escape.
 */
export function guardProcess(): void {
  const escaped = vi.fn();
  beforeEach(() => {
    for (const event of escapes) process.on(event as "warning", escaped);
  });
  afterEach(async () => {
    // A warning is emitted in the next tick, an unhandled rejection after the microtasks.
    await pause(5);
    for (const event of escapes) process.off(event, escaped);
    const calls = escaped.mock.calls
      .map(([problem]) => problem)
      .filter((problem) => problem?.name !== "ConformanceWarning");
    escaped.mockReset();
    expect(calls).toEqual([]);
  });
}

/** Milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A client that counts what it gets, and may stop reading or go away at any octet. */
export interface Counting {
  readonly socket: Socket;
  count(): number;
  /** Resolves when this many octets are there, or the server ended the connection. */
  until(octets: number): Promise<void>;
}

/** Sends `wire` on a connection of its own. */
export async function counting(port: number, wire: string): Promise<Counting> {
  const socket = open(port, "127.0.0.1");
  let received = 0;
  let wake = (): void => {};
  socket.on("data", (bytes) => {
    received += bytes.length;
    wake();
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    received = Number.POSITIVE_INFINITY;
    wake();
  });
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  socket.write(wire);
  return {
    socket,
    count: () => received,
    until: async (octets) => {
      while (received < octets) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

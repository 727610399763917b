import type { RequestListener } from "node:http";
import type { Duplex } from "node:stream";
import {
  badRequest,
  bearer,
  ok,
  switchingProtocols,
  unauthorized,
  upgradeRequired,
} from "@rightstatus/core";
import { send, type UpgradeHandler } from "@rightstatus/node";
import { afterEach, expect, vi } from "vitest";
import { type Connection, request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { pause } from "../server.ts";

/** Octets: more than the buffers of a connection hold. */
export const LARGE = 4_000_000;

/** Tells what it was given, and is what a request is when nobody upgrades it. */
export const app: RequestListener = async (req, res) => {
  let content = "";
  try {
    for await (const chunk of req) content += chunk;
  } catch {
    return; // The client has gone.
  }
  if (req.url === "/slow") await pause(50);
  if (req.url === "/slower") await pause(1300);
  if (req.url === "/large") return void send(req, res, ok("a".repeat(LARGE)));
  if (req.url === "/large-stream") return void send(req, res, ok(large()));
  void send(req, res, ok(`${req.method} ${req.url} ${req.headers.upgrade} ${content}`));
};

async function* large(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < LARGE / 50_000; i++) yield new Uint8Array(50_000);
}

/** Speaks the new protocol: an answer of so many octets to each octet. */
function speak(socket: Duplex, head: Buffer, greeting = "hello "): void {
  setImmediate(() => {
    socket.write(`${greeting}${head}`);
    socket.on("data", (bytes: Buffer) => socket.write(bytes.toString().toUpperCase()));
    socket.on("end", () => socket.end());
  });
}

export const handled = vi.fn<(protocol: string) => void>();
afterEach(() => void handled.mockReset());

/** Waits without a timer, for a test that stops them. */
export async function handledTimes(count: number): Promise<void> {
  while (handled.mock.calls.length < count) await new Promise(setImmediate);
  await new Promise(setImmediate);
}

const handlers: Readonly<Record<string, UpgradeHandler>> = {
  foo: (_req, socket, head) => {
    speak(socket, head);
    return switchingProtocols("foo", { headers: { "x-foo": "1" } });
  },
  "foo/2": async (_req, socket, head) => {
    await pause(5);
    speak(socket, head, "second ");
    return switchingProtocols("foo/2");
  },
  own: (_req, socket, head) => {
    socket.write("HTTP/1.1 101 Mine\r\nUpgrade: own\r\nConnection: upgrade\r\n\r\n");
    speak(socket, head);
  },
  "own-later": async (_req, socket, head) => {
    await pause(5);
    socket.write("HTTP/1.1 101 Mine\r\nUpgrade: own-later\r\nConnection: upgrade\r\n\r\n");
    speak(socket, head);
    return true;
  },
  websocket: (_req, socket, head) => {
    speak(socket, head);
    return switchingProtocols("websocket");
  },
  never: () => {},
  "never-ends": () => new Promise(() => {}),
  refuses: () => unauthorized(bearer()),
  "refuses-async": async () => unauthorized(bearer()),
  "refuses-by-throwing": () => {
    throw unauthorized(bearer());
  },
  "refuses-at-length": () => ok(large()),
  "wants-another": () => upgradeRequired(["foo"]),
  throws: () => {
    throw new Error("the handler is broken");
  },
  rejects: async () => {
    throw new Error("the handler is broken");
  },
  lies: () => switchingProtocols("bar"),
  injects: () => {
    const reply = switchingProtocols("injects", { headers: { "x-a": "a" } });
    Object.assign(reply.headers, { "x-a": "a\r\nX-B: b" });
    return reply;
  },
  "writes-and-throws": (_req, socket) => {
    socket.write("HTTP/1.1 101 Mine\r\n");
    throw new Error("the handler is broken");
  },
  "writes-and-replies": (_req, socket, head) => {
    socket.write("HTTP/1.1 101 Mine\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
    speak(socket, head);
    return badRequest();
  },
};

export const table: Readonly<Record<string, UpgradeHandler>> = Object.fromEntries(
  Object.entries(handlers).map(([protocol, handler]) => [
    protocol,
    (...args) => {
      handled(protocol);
      return handler(...args);
    },
  ]),
);

export const upgrading = (protocol: string, ...fields: string[]): string =>
  request("GET /up", ["Connection: upgrade", `Upgrade: ${protocol}`, ...fields]);

/** The connection speaks the other protocol. */
export async function expectSpoken(client: Connection, greeting: string): Promise<void> {
  await vi.waitFor(async () => expect(await client.silence(2)).toBe(greeting));
  client.send("more");
  await vi.waitFor(async () => expect(await client.silence(2)).toBe(`${greeting}MORE`));
}

/** The request has been answered as any other one, and so is the next on its connection. */
export async function expectIgnored(client: Connection, wire: string, text: string): Promise<void> {
  client.send(wire);
  const response = await client.read();
  expect([response.status, response.body.toString()]).toEqual([200, text]);
  client.send(request("GET /next"));
  expect((await client.read()).body.toString()).toBe("GET /next undefined ");
  expect(handled).not.toHaveBeenCalled();
}

export function expectRefused(response: Response, status: number): void {
  expect(response.status).toBe(status);
  expect(value(response, "connection")).toMatch(/^(upgrade, )?close$/);
  expect(Date.parse(value(response, "date") ?? "")).not.toBeNaN();
  expect(value(response, "content-type")).toBe("application/problem+json");
}

import type { RequestListener } from "node:http";
import { connect as open } from "node:net";
import { bearer, ok, unauthorized } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";
import {
  type AttachedServer,
  listenAttached,
  listenTls,
  overTls,
  responsesIn,
} from "./attached.ts";

guardProcess();

const MiB = 1024 * 1024;
const handled = vi.fn<(url: string | undefined) => void>();

/** Answers before it has read any content. */
const app: RequestListener = (req, res) => {
  handled(req.url);
  if (req.url === "/401") {
    res.setHeader("Connection", "close");
    void send(req, res, unauthorized(bearer()));
  } else void send(req, res, ok("done"));
};

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app);
});

const length = `Content-Length: ${50 * MiB}`;
/** All of these are answered by the header section alone, and end the connection. */
const early: readonly [what: string, head: string, status: number][] = [
  ["the application's 401", request("POST /401", [length]), 401],
  ["what the gate refuses", request("POST /", [length, "Host: two.example"]), 400],
  ["what the parser refuses", request("POST /", [length, `A: ${"a".repeat(20_000)}`]), 431],
  ["a method that nobody knows", request("FOO /", [length]), 501],
  ["what says close, and goes on", `${request("GET /", ["Connection: close"])}more`, 200],
];

/** Sends and reads as a program does that sends all before it reads. */
async function sendFirst(port: number, wire: string, content: Buffer): Promise<Buffer> {
  const socket = open(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.pause();
  socket.write(wire);
  socket.write(content);
  await pause(150);
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(chunks);
}

describe("RFC 9112 section 9.6, a response before the content (A190)", () => {
  const content = Buffer.alloc(50 * MiB, "a");

  it.each(early)("%s is read whole by a client that sends 50 MiB", async (_what, head, status) => {
    const client = await server.connect();
    client.send(head);
    client.send(content);
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([status, "close"]);
    await client.ended();
  });

  it.each(early)("%s is read whole by one that reads later", async (_what, head, status) => {
    const [response, ...more] = responsesIn(await sendFirst(server.port, head, content));
    expect([response?.status, more]).toEqual([status, []]);
  });

  it.each(early)("%s is read whole by one that sends by drips", async (_what, head, status) => {
    const client = await server.connect();
    client.send(head);
    const drips = setInterval(() => client.send("a"), 10);
    try {
      await pause(200);
      expect((await client.read()).status).toBe(status);
      await client.ended();
    } finally {
      clearInterval(drips);
    }
  });

  it.each(early)(
    "%s is read whole by one that has ended its own side",
    async (_what, head, status) => {
      const socket = open({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
      const chunks: Buffer[] = [];
      socket.on("data", (chunk: Buffer) => chunks.push(chunk));
      socket.end(`${head}only some of it`);
      await new Promise((resolve) => socket.once("end", resolve));
      expect(responsesIn(Buffer.concat(chunks)).map((response) => response.status)).toEqual([
        status,
      ]);
    },
  );

  it.each([
    ["the application's 401", request("POST /401", [length]), 401],
    ["what the gate refuses", request("POST /", [length, "Host: two.example"]), 400],
    ["what the parser refuses", request("FOO /", [length]), 501],
  ])("%s, by TLS", async (_what, head, status) => {
    const secure = await listenTls(app);
    const responses = await overTls(secure.port, Buffer.concat([Buffer.from(head), content]));
    expect(responses.map((response) => response.status)).toEqual([status]);
  });

  it("reads no more than 64 KiB of it, and what is on its way", async () => {
    const client = await server.connect();
    const [socket] = [...server.sockets].slice(-1);
    client.send(request("POST /401", [length]));
    client.send(content);
    await client.read();
    await client.ended();
    expect(socket?.bytesRead).toBeGreaterThan(0);
    expect(socket?.bytesRead).toBeLessThan(MiB / 2);
  });

  it.each<[why: string, RequestListener]>([
    ["nobody took the content", () => {}],
    ["somebody stopped to take it", (req) => req.once("data", () => req.pause())],
  ])("reads on where it had stopped, for %s", async (_why, take) => {
    const ended = vi.fn<(octets: number) => void>();
    const full = await listenAttached(async (req, res) => {
      const { socket } = req;
      take(req, res);
      await vi.waitUntil(() => socket.isPaused());
      const { bytesRead } = socket;
      socket.once("close", () => ended(socket.bytesRead - bytesRead));
      res.setHeader("Connection", "close");
      await send(req, res, unauthorized(bearer()));
    });
    const client = await full.connect();
    client.send(request("POST /", [length]));
    client.send(content);
    expect((await client.read()).status).toBe(401);
    await client.ended();
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    expect(ended.mock.calls[0]?.[0]).toBeGreaterThan(0);
  });

  it("leaves the connection as it is where it is kept", async () => {
    const client = await server.connect();
    client.send(`${request("POST /", ["Content-Length: 70000"])}${"a".repeat(70_000)}`);
    expect((await client.read()).status).toBe(200);
    client.send(request("GET /"));
    expect((await client.read()).status).toBe(200);
  });

  it("a whole request is followed by no wait", async () => {
    const client = await server.connect();
    client.send(request("GET /401"));
    await client.read();
    const left = [...server.sockets].slice(-1);
    await vi.waitFor(() => expect(left.every((socket) => socket.destroyed)).toBe(true), {
      timeout: 200,
      interval: 5,
    });
  });
});

describe("RFC 9112 section 9.6 MUST NOT process what comes behind the last request", () => {
  const two = request("GET /refused", ["Host: two.example"]);
  const rows: readonly [what: string, wire: readonly string[], status: number][] = [
    ["in the same packet", [two + request("GET /smuggled")], 400],
    ["in a later one", [two, request("GET /smuggled")], 400],
    [
      "behind content",
      [request("POST /", ["Host: two.example"], "hello") + request("GET /smuggled")],
      400,
    ],
    [
      "behind content in a later packet",
      [request("POST /", ["Host: two.example"], "hello"), request("GET /smuggled")],
      400,
    ],
    [
      "as content that does not come",
      [request("POST /401", [length]), request("GET /smuggled")],
      401,
    ],
    ["behind what cannot be parsed", [request("FOO /"), request("GET /smuggled")], 501],
    ["garbage", [two, "BROKEN \x01\r\n\r\n"], 400],
    ["garbage in the same packet", [`${two}BROKEN \x01\r\n\r\n`], 400],
    [
      "behind a request that says close",
      [request("GET /", ["Connection: close"]), request("GET /smuggled")],
      200,
    ],
    [
      "behind a request that says close, in the same packet",
      [request("GET /", ["Connection: close"]) + request("GET /smuggled")],
      200,
    ],
  ];

  it.each(rows)("%s", async (_what, [first = "", ...later], status) => {
    handled.mockClear();
    const client = await server.connect();
    client.send(first);
    const response = await client.read();
    for (const wire of later) client.send(wire);
    expect([response.status, value(response, "connection")]).toEqual([status, "close"]);
    await client.ended();
    expect(handled.mock.calls.flat()).not.toContain("/smuggled");
  });

  it("nor while the response waits behind another one", async () => {
    handled.mockClear();
    let finish = (): void => {};
    const slow = await listenAttached((req, res) => {
      handled(req.url);
      finish = () => void send(req, res, ok("slow"));
    });
    const client = await slow.connect();
    client.send(request("GET /slow") + two + request("GET /smuggled"));
    await pause(20);
    // More than is read of it: nothing of that is kept.
    for (let i = 0; i < 10; i++) client.send(request("GET /smuggled").repeat(1000));
    await pause(50);
    finish();
    expect((await client.read()).body.toString()).toBe("slow");
    expect((await client.read()).status).toBe(400);
    await client.ended();
    expect(handled.mock.calls.flat()).toEqual(["/slow"]);
  });
});

describe("nothing is left", () => {
  it("no timer once the connection is closed", async () => {
    const set = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    const client = await server.connect();
    client.send(request("GET /", ["Host: two.example"]));
    expect((await client.read()).status).toBe(400);
    await client.ended();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
    const timers = set.mock.results.filter((_, i) => set.mock.calls[i]?.[1] === 500);
    expect(timers).toHaveLength(1);
    for (const { value: timer } of timers) expect(cleared).toHaveBeenCalledWith(timer);
  });

  it("no connection of a client that never closes its side", async () => {
    const socket = open({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.resume();
    socket.write(request("GET /", ["Host: two.example"]));
    await new Promise((resolve) => socket.once("end", resolve));
    await vi.waitFor(() => expect(server.sockets.size).toBe(0), { timeout: 2000 });
    socket.destroy();
  });

  it("no connection where the client resets it meanwhile", async () => {
    for (let i = 0; i < 20; i++) {
      const client = await server.connect();
      client.send(request("POST /401", [length]));
      client.send(Buffer.alloc(MiB));
      await client.read();
      client.abort();
    }
    await vi.waitFor(() => expect(server.sockets.size).toBe(0), { timeout: 2000 });
  });
});

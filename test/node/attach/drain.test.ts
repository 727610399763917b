import { createServer as createNodeServer, get, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { noContent, ok } from "@rightstatus/core";
import { type AttachOptions, attach, createServer, send } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { type Connection, connect, connectionOn, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { openTls, tlsOptions } from "../../support/tls.ts";
import { guardProcess, pause } from "../server.ts";

guardProcess();

/** Milliseconds until a response, by path. */
const app: RequestListener = async (req, res) => {
  if (req.url === "/slow") await pause(150);
  if (req.url === "/begun") {
    res.writeHead(200, { "content-length": 4 });
    res.write("ab");
    await pause(150);
    return void res.end("cd");
  }
  if (req.url === "/never") return;
  await send(req, res, ok("done"));
};

async function started(o?: AttachOptions, listener = app) {
  const server = createServer(listener, o);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, port, connect: () => connect(port) };
}

/** Says whether the promise is settled after so many milliseconds. */
async function settled(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return Promise.race([promise.then(() => true), pause(ms).then(() => false)]);
}

async function answered(
  client: Connection,
): Promise<readonly [number, string | undefined, string]> {
  const response = await client.read();
  return [response.status, value(response, "connection"), response.body.toString()];
}

describe("RFC 9112 section 9.6, drain()", () => {
  it("is over at once where nobody is connected", async () => {
    const { server } = await started();
    expect(await settled(server.drain(), 200)).toBe(true);
  });

  it("closes idle connections at once: one after a response, one that never asked", async () => {
    const { server, connect } = await started();
    const after = await connect();
    after.send(request("GET /"));
    await after.read();
    const silent = await connect();
    const drained = server.drain();
    expect([await after.ended(), await silent.ended()]).toEqual(["closed", "closed"]);
    expect(await settled(drained, 200)).toBe(true);
  });

  it.each([
    ["whose head is not out: says so", "/slow", "close", "done"],
    ["whose head is out: ends with its content", "/begun", "keep-alive", "abcd"],
  ])("finishes a response %s", async (_what, path, connection, body) => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(request(`GET ${path}`));
    await pause(50);
    const drained = server.drain();
    expect(await answered(client)).toEqual([200, connection, body]);
    expect(await client.ended()).toBe("closed");
    expect(await settled(drained, 250)).toBe(true);
  });

  it("answers all that were pipelined before", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(request("GET /slow").repeat(3));
    await pause(50);
    const drained = server.drain();
    for (let i = 0; i < 2; i++) expect((await client.read()).status).toBe(200);
    expect(await answered(client)).toEqual([200, "close", "done"]);
    expect(await settled(drained, 250)).toBe(true);
  });

  it.each([
    ["will say that it is the last one: is not processed", "/slow", []],
    ["began before: is answered", "/begun", ["close"]],
  ])("a request behind a response that %s", async (_what, path, answers) => {
    const processed = vi.fn();
    const { server, connect } = await started({}, (req, res) => {
      processed(req.url);
      app(req, res);
    });
    const client = await connect();
    client.send(request(`GET ${path}`));
    await pause(50);
    const drained = server.drain();
    client.send(request("GET /"));
    await client.read();
    for (const connection of answers)
      expect(await answered(client)).toEqual([200, connection, "done"]);
    expect(await client.ended()).toBe("closed");
    expect(processed).toHaveBeenCalledTimes(1 + answers.length);
    expect(await settled(drained, 250)).toBe(true);
  });

  it("still answers a request that has begun to arrive", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    await pause(20);
    const drained = server.drain();
    client.send("\r\n");
    expect(await answered(client)).toEqual([200, "close", "done"]);
    expect(await settled(drained, 250)).toBe(true);
  });

  it("ends a connection that the application would keep", async () => {
    const { server, connect } = await started({}, (_req, res) => {
      res.setHeader("Connection", "keep-alive");
      res.end();
    });
    const client = await connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    await pause(20);
    const drained = server.drain();
    client.send("\r\n");
    expect(await answered(client)).toEqual([200, "close", ""]);
    expect(await settled(drained, 250)).toBe(true);
  });

  it("over TLS waits for the response under way, and not for a handshake", async () => {
    const server = attach(createHttpsServer(tlsOptions, app));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { socket, below } = openTls(port);
    const client = await connectionOn(socket, below);
    client.send(request("GET /slow"));
    const shaking = await connect(port);
    shaking.send("\x16\x03\x01"); // A record begins.
    await pause(50);
    const drained = server.drain();
    await shaking.ended();
    expect(await settled(drained, 20)).toBe(false);
    expect(await answered(client)).toEqual([200, "close", "done"]);
    expect(await settled(drained, 250)).toBe(true);
  });

  it("takes no new connections", async () => {
    const { server, port, connect } = await started();
    const client = await connect();
    client.send(request("GET /slow"));
    await pause(20);
    const drained = server.drain();
    await expect(
      new Promise((resolve, reject) =>
        get({ port, host: "127.0.0.1" }, resolve).on("error", reject),
      ),
    ).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await client.read();
    await drained;
  });

  it("breaks off after its time-out what does not end", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(request("GET /never"));
    await pause(20);
    const drained = server.drain({ timeout: 100 });
    expect(await settled(drained, 50)).toBe(false);
    expect(await settled(drained, 1000)).toBe(true);
    await client.ended();
  });

  it("breaks off what is left when it is called again", async () => {
    const { server, connect } = await started();
    const client = await connect();
    client.send(request("GET /never"));
    await pause(20);
    const drained = server.drain();
    expect(server.drain()).toBe(drained);
    expect(await settled(drained, 250)).toBe(true);
    await client.ended();
  });

  it("knows the connections of a server that listened before attach()", async () => {
    const server = createNodeServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const busy = await connect(port);
    busy.send(request("GET /"));
    await busy.read();
    const silent = await connect(port);
    const { drain } = attach(server);
    busy.send(request("GET /slow"));
    await pause(20);
    const drained = drain({ timeout: 300 });
    expect(await answered(busy)).toEqual([200, "close", "done"]);
    await drained;
    await Promise.all([busy.ended(), silent.ended()]);
  });

  it("is over where the server never listened", async () => {
    expect(await settled(createServer(app).drain(), 200)).toBe(true);
  });

  it("is there again for a server that listens again", async () => {
    const { server } = await started({ readiness: "/ready" });
    await server.drain();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = await connect((server.address() as AddressInfo).port);
    client.send(request("GET /ready"));
    expect((await client.read()).status).toBe(204);
    await server.drain();
    expect(server.listening).toBe(false);
  });

  it.each([
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY, // A timer would fire at once.
    2 ** 31,
    "5",
  ])("refuses a time-out of %s", async (timeout) => {
    const { server } = await started();
    expect(() => server.drain({ timeout: timeout as number })).toThrow(RangeError);
    await server.drain();
  });
});

describe("readiness", () => {
  it("is 204, and 503 with Retry-After while the server drains", async () => {
    const handled = vi.fn();
    const { server, connect } = await started({ readiness: "/ready" }, (req, res) => {
      handled(req.url);
      setTimeout(() => void send(req, res, noContent()), 100);
    });
    const prober = await connect();
    prober.send(request("GET /ready?from=lb"));
    expect((await prober.read()).status).toBe(204);
    const client = await connect();
    client.send(request("GET /work"));
    prober.send("GET /ready HTTP/1.1\r\n");
    await pause(20);
    const drained = server.drain();
    prober.send("Host: a\r\n\r\n");
    const response = await prober.read();
    expect([
      response.status,
      value(response, "retry-after"),
      value(response, "connection"),
    ]).toEqual([503, "1", "close"]);
    await client.read();
    await drained;
    expect(handled.mock.calls).toEqual([["/work"]]);
  });

  it("is asked by whatever address the server has, its application by its hosts alone", async () => {
    const { server, connect } = await started({ readiness: "/ready", hosts: ["a.example"] });
    const prober = await connect();
    for (const [path, status] of [
      ["/ready", 204],
      ["/", 421],
    ]) {
      prober.send(`GET ${path} HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n\r\n`);
      expect((await prober.read()).status).toBe(status);
    }
    await server.drain();
  });

  it.each([
    ["HEAD /ready", 204, undefined],
    ["OPTIONS /ready", 204, "GET, HEAD, OPTIONS"],
    ["DELETE /ready", 405, "GET, HEAD, OPTIONS"],
    ["PROPFIND /ready", 501, undefined],
  ])("RFC 9110 section 9.1: %s", async (line, status, allow) => {
    const { server, connect } = await started({ readiness: "/ready" });
    const client = await connect();
    client.send(request(line));
    const response = await client.read({ method: line.split(" ")[0] ?? "" });
    expect([response.status, value(response, "allow")]).toEqual([status, allow]);
    if (status === 501) await client.ended();
    await server.drain();
  });
});

import { createServer as createNodeServer, type RequestListener, type Server } from "node:http";
import {
  createServer as createHttp2Server,
  createSecureServer as createSecureHttp2Server,
} from "node:http2";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { ok } from "@rightstatus/core";
import { type AttachOptions, attach, createServer, send } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import { connect, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess } from "../server.ts";

guardProcess();

const app: RequestListener = (req, res) => void send(req, res, ok("done"));

describe("attach()", () => {
  it.each<[AttachOptions]>([
    [{ hosts: [] }],
    [{ hosts: ["a b"] }],
    [{ hosts: [""] }],
    [{ hosts: ["a@b"] }],
    [{ hosts: ["http://a.example"] }],
    [{ hosts: ["*.a.example"] }],
    [{ limits: { target: 0 } }],
    [{ limits: { target: Number.NaN } }],
    [{ readiness: "" }],
    [{ readiness: "ready" }],
    [{ readiness: "/ready?deep" }],
    [{ upgrade: { WebSocket: () => {} } }],
  ])("refuses %j", (o) => {
    expect(() => createServer(app, o)).toThrow(RangeError);
  });

  it.each([
    [null, "createServer: want an object, got [object Null]"],
    [[], "createServer: want an object, got [object Array]"],
    [{ host: ["a.example"] }, "createServer: no option is called host"],
    [{ hosts: "a.example" }, "hosts: want a list, got string"],
    [{ limits: 1000 }, "limits: want an object, got [object Number]"],
    [{ limits: { bdoy: 1 } }, "limits: none is called bdoy"],
    [{ overload: true }, "overload: want an object, got [object Boolean]"],
    [{ upgrade: () => {} }, "upgrade: want an object, got [object Function]"],
    [{ upgrade: new Map() }, "upgrade: want an object, got [object Map]"],
    [{ upgrade: { foo: 1 } }, "upgrade: want a function for foo, got number"],
    [{ expect: "continue" }, "expect: want a function, got string"],
    [{ acceptsTrace: true }, "acceptsTrace: want a function, got boolean"],
    [{ readiness: 5 }, "readiness: want a path, got 5"],
  ])("refuses %j, which would do nothing", (o, message) => {
    expect(() => createServer(app, o as AttachOptions)).toThrow(new TypeError(message));
  });

  it("takes the options of node:http, but not beside a server that is there", () => {
    const o = { keepAlive: true, requestTimeout: 1000, uniqueHeaders: ["x"], hosts: ["a.example"] };
    expect(createServer(app, o).requestTimeout).toBe(1000);
    const ofLaterNodes = { keepAliveTimeoutBuffer: 500, optimizeEmptyRequests: true };
    expect(() => createServer(app, ofLaterNodes as object)).not.toThrow();
    expect(() => attach(createNodeServer(), o)).toThrow("attach: no option is called keepAlive");
  });

  it.each([
    ["the options before the listener", { hosts: ["a.example"] }, app, "got object"],
    ["no listener", undefined, {}, "got undefined"],
  ])("refuses %s, and would hold nobody to them", (_what, listener, o, message) => {
    const swapped = createServer as (listener: unknown, o: unknown) => unknown;
    expect(() => swapped(listener, o)).toThrow(
      `createServer: want a request listener first, ${message}`,
    );
  });

  it.each([
    ["nothing", undefined],
    ["a listener", app],
    ["a server of node:net", createNetServer()],
    ["a server of node:http2", createHttp2Server()],
    ["one that speaks HTTP/1.1 as well", createSecureHttp2Server({ allowHTTP1: true })],
  ])("takes a server of node:http or node:https, not %s", (_what, server) => {
    expect(() => attach(server as Server)).toThrow("want a server of node:http or node:https");
  });

  it.each<[AttachOptions]>([
    [{ hosts: [""] }],
    [{ limits: { body: -1 } }],
    [{ overload: { maxEventLoopDelay: 10, maxConcurrent: -1 } }],
    [{ upgrade: { Foo: () => {} } }],
  ])("leaves a server as it was behind %j", (o) => {
    const server = createNodeServer(app);
    const listeners = () => server.eventNames().map((name) => [name, server.listeners(name)]);
    const before = listeners();
    expect(() => attach(server, o)).toThrow(RangeError);
    expect(listeners()).toEqual(before);
    expect(Object.hasOwn(server, "emit")).toBe(false);
    attach(server);
  });

  it("refuses a second time", () => {
    expect(() => attach(createServer(app))).toThrow(/attached already/);
  });

  it("guards listeners that come later", async () => {
    const server = createServer(() => {});
    server.removeAllListeners("request");
    server.on("request", app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = await connect((server.address() as AddressInfo).port);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    expect((await client.read()).status).toBe(400);
    await server.drain();
  });

  it.each([
    ["one by one", 1],
    ["pipelined", 3],
  ])(
    "RFC 9112 section 9.6: ends a connection behind the last request it may have, %s",
    async (_how, at) => {
      const server = createServer(app);
      server.maxRequestsPerSocket = 2;
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const client = await connect((server.address() as AddressInfo).port);
      client.send(request("GET /").repeat(at));
      const first = await client.read();
      if (at === 1) client.send(request("GET /"));
      const last = await client.read();
      expect([first, last].map((response) => value(response, "connection"))).toEqual([
        "keep-alive",
        "close",
      ]);
      await client.ended();
      await server.drain();
    },
  );
});

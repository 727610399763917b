import { createServer as createNodeServer } from "node:http";
import type { Duplex } from "node:stream";
import { bearer, unauthorized } from "@rightstatus/core";
import { type AttachOptions, attach, createServer } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { inputOf } from "../../support/vectors.ts";
import { guardProcess, pause } from "../server.ts";
import { type AttachedServer, listenAttached, listenOn, listenTls, overTls } from "./attached.ts";
import {
  app,
  expectIgnored,
  expectRefused,
  expectSpoken,
  handled,
  handledTimes,
  LARGE,
  table,
  upgrading,
} from "./upgrading.ts";

guardProcess();

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app, { upgrade: table, limits: { body: 100 } });
});

describe("RFC 9110 section 7.8, to a protocol in the table", () => {
  type Row = [rule: string, wire: string, fields: readonly string[], greeting: string];
  it.each<Row>([
    ["the server writes the 101", upgrading("foo"), ["foo", "upgrade", "1"], "hello "],
    ["in any case", upgrading("FOO"), ["foo", "upgrade", "1"], "hello "],
    ["with its version", upgrading("foo/2"), ["foo/2", "upgrade"], "second "],
    [
      "one that the client likes best",
      upgrading("bar, foo/2, foo"),
      ["foo/2", "upgrade"],
      "second ",
    ],
    ["the first of them", upgrading("foo, foo/2"), ["foo", "upgrade", "1"], "hello "],
    ["two lines", upgrading("bar", "Upgrade: foo"), ["foo", "upgrade", "1"], "hello "],
    [
      "another option beside it",
      request("GET /", ["Upgrade: foo", "Connection: x, Upgrade"]),
      ["foo", "upgrade", "1"],
      "hello ",
    ],
    ["no content at all", upgrading("foo", "Content-Length: 0"), ["foo", "upgrade", "1"], "hello "],
    ["the handler writes it", upgrading("own"), ["own", "upgrade"], "hello "],
    ["the handler writes it later", upgrading("own-later"), ["own-later", "upgrade"], "hello "],
    [
      "what came behind is handed over",
      `${upgrading("foo")}head`,
      ["foo", "upgrade", "1"],
      "hello head",
    ],
    ["a later reply changes nothing", upgrading("writes-and-replies"), ["x", "upgrade"], "hello "],
    [
      "behind other responses",
      request("GET /slow") + request("GET /") + upgrading("foo"),
      ["foo", "upgrade", "1"],
      "hello ",
    ],
    [
      "9110 10.1.1 a 100 before",
      upgrading("foo", "Expect: 100-continue"),
      ["foo", "upgrade", "1"],
      "hello ",
    ],
  ])("%s", async (_rule, wire, fields, greeting) => {
    const client = await server.connect();
    client.send(wire);
    for (const _ of wire.matchAll(/GET \/(slow)? HTTP.*\r\nHost: example.test\r\n\r\n/g)) {
      expect((await client.read()).status).toBe(200);
    }
    const response = await client.read();
    expect(response.status).toBe(101);
    const sent = ["upgrade", "connection", "x-foo"].map((name) => value(response, name));
    expect(sent.filter((line) => line !== undefined)).toEqual(fields);
    expect(response.interim.map(({ status }) => status)).toEqual(
      wire.includes("Expect") ? [100] : [],
    );
    await expectSpoken(client, greeting);
    expect(handled).toHaveBeenCalledOnce();
    client.abort();
  });

  it("behind a response that the client has to make room for", async () => {
    for (const path of ["/large", "/large-stream"]) {
      const client = await server.connect();
      client.send(request(`GET ${path}`) + upgrading("foo"));
      expect((await client.read()).body).toHaveLength(LARGE);
      expect((await client.read()).status).toBe(101);
      client.abort();
    }
  });

  it("not behind the last response of a connection (RFC 9112 section 9.6)", async () => {
    const client = await server.connect();
    client.send(request("GET /slow", ["Connection: close"]) + upgrading("foo"));
    expect((await client.read()).status).toBe(200);
    await client.ended();
    expect(handled).not.toHaveBeenCalled();
  });

  it("over TLS, and an ordinary request for others", async () => {
    const { port } = await listenTls(app, { upgrade: table });
    const closing = upgrading("bar").replace("upgrade", "upgrade, close");
    const responses = await Promise.all(
      [closing, upgrading("refuses")].map((w) => overTls(port, w)),
    );
    expect(responses.map(([response]) => response?.status)).toEqual([200, 401]);
  });
});

describe("RFC 9110 section 7.8, ignored", () => {
  it.each([
    [
      "A200 another protocol",
      upgrading(String((inputOf("A200") as { headers: { upgrade: string } }).headers.upgrade)),
      "GET /up h2c ",
    ],
    ["a name that objects have", upgrading("constructor"), "GET /up constructor "],
    ["a version that is not in the table", upgrading("foo/3"), "GET /up foo/3 "],
    ["a malformed list", upgrading("foo/"), "GET /up foo/ "],
    [
      "an option that no sender may write beside it",
      request("GET /up", ["Connection: upgrade, Cache-Control", "Upgrade: h2c"]),
      "GET /up h2c ",
    ],
    ["no option in Connection", request("GET /up", ["Upgrade: foo"]), "GET /up foo "],
    [
      "content, behind which the protocol would begin",
      request("POST /up", ["Connection: upgrade", "Upgrade: foo"], "abc"),
      "POST /up foo abc",
    ],
    [
      "content in chunks",
      `${request("POST /up", ["Connection: upgrade", "Upgrade: foo", "Transfer-Encoding: chunked"])}3\r\nabc\r\n0\r\n\r\n`,
      "POST /up foo abc",
    ],
    [
      "another protocol, with content",
      request(
        "POST /up",
        [
          "Connection: upgrade, HTTP2-Settings",
          "Upgrade: h2c",
          "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
        ],
        "abc",
      ),
      "POST /up h2c abc",
    ],
  ])("%s", async (_rule, wire, text) => {
    await expectIgnored(await server.connect(), wire, text);
  });

  it("in HTTP/1.0: MUST", async () => {
    const client = await server.connect();
    client.send(upgrading("foo").replace("HTTP/1.1", "HTTP/1.0"));
    const response = await client.read({ version: "1.0" });
    expect(response.body.toString()).toBe("GET /up foo ");
    await client.ended();
  });

  it("again and again on one connection, and in the middle of others", async () => {
    const client = await server.connect();
    const posting = request("POST /up", ["Connection: upgrade", "Upgrade: foo"], "abc");
    for (let i = 0; i < 20; i++) {
      // Whoever asks for an upgrade waits for the response: node:http drops what is in the same packet.
      client.send(`${request("GET /slow")}${upgrading("h2c")}`);
      expect((await client.read()).body.toString()).toBe("GET /slow undefined ");
      expect((await client.read()).body.toString()).toBe("GET /up h2c ");
      client.send(posting);
      expect((await client.read()).body.toString()).toBe("POST /up foo abc");
    }
    expect([...server.sockets].at(-1)?.listenerCount("error")).toBeLessThan(4);
  });

  it("without the time-out of the idle connection that it is for a moment", async () => {
    const impatient = await listenAttached(app, { upgrade: table, keepAliveTimeout: 1 });
    const client = await impatient.connect();
    const slower = request("GET /slower", ["Connection: upgrade", "Upgrade: h2c"]);
    client.send(`${request("GET /slow")}${slower}`);
    expect((await client.read()).status).toBe(200);
    expect((await client.read()).status).toBe(200);
  });

  it("and content that comes later, with what it expects and its limit", async () => {
    const client = await server.connect();
    const wire = request("POST /up", [
      "Connection: upgrade",
      "Upgrade: h2c",
      "Content-Length: 3",
      "Expect: 100-continue",
    ]);
    client.send(wire);
    await vi.waitFor(async () => expect(await client.silence(5)).toContain("100 Continue"));
    client.send("abc");
    expect((await client.read()).body.toString()).toBe("POST /up h2c abc");
    client.send(wire.replace("h: 3", "h: 300"));
    expectRefused(await client.read(), 413);
  });

  it("by a server that drains, too", async () => {
    const draining = await listenAttached(app, { upgrade: table });
    const client = await draining.connect();
    client.send(request("GET /slow", ["Connection: upgrade", "Upgrade: h2c"]));
    await pause(20);
    const drained = (draining.server as ReturnType<typeof createServer>).drain();
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([200, "close"]);
    await drained;
  });
});

/** More fields than node:http keeps, so that nothing tells of the content. */
const cut = upgrading("foo", ...Array<string>(1200).fill("a:"), "Content-Length: 5");

describe("a refusal", () => {
  type Row = [what: string, wire: string, status: number];
  it.each<Row>([
    ["a reply", upgrading("refuses"), 401],
    ["a reply that comes later", upgrading("refuses-async"), 401],
    ["a reply that is thrown", upgrading("refuses-by-throwing"), 401],
    ["9110 15.5.22 another protocol is due", upgrading("wants-another"), 426],
    ["a handler that throws", upgrading("throws"), 500],
    ["a handler that rejects", upgrading("rejects"), 500],
    ["7.8 MUST NOT: a protocol that the client did not ask for", upgrading("lies"), 500],
    ["a field that is none", upgrading("injects"), 500],
    ["9112 3.2 the gate's: two Hosts", upgrading("foo", "Host: b"), 400],
    ["6585 5 more fields than are kept: one of them may be Content-Length", cut, 431],
    ["9110 10.1.1 an expectation that cannot be met", upgrading("foo", "Expect: bar"), 417],
  ])("%s", async (_what, wire, status) => {
    const client = await server.connect();
    client.send(`${wire}and bytes of the protocol that is not spoken`);
    expectRefused(await client.read(), status);
    await client.ended();
  });

  it("has a body of any length", async () => {
    const client = await server.connect();
    client.send(upgrading("refuses-at-length"));
    const response = await client.read();
    expect([response.status, response.body.length]).toEqual([200, LARGE]);
    await client.ended();
  });

  it.each(["throws", "rejects", "lies", "writes-and-throws"])(
    "is reported: %s",
    async (protocol) => {
      vi.stubEnv("NODE_ENV", "production");
      const print = vi.spyOn(console, "error").mockReturnValue();
      const client = await server.connect();
      client.send(upgrading(protocol));
      await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
      vi.unstubAllEnvs();
      expect(String(print.mock.calls)).toMatch(/the handler is broken|did not ask for bar/);
    },
  );

  it("cannot be read any more where the handler has written: it is broken off", async () => {
    const client = await server.connect();
    client.send(upgrading("writes-and-throws"));
    expect(await client.broken()).toBe("HTTP/1.1 101 Mine\r\n");
  });

  it("by the policy for expectations, and a 100 by it", async () => {
    const policy: AttachOptions["expect"] = ({ headers }) =>
      headers.authorization === undefined ? unauthorized(bearer()) : "continue";
    const choosy = await listenAttached(app, { upgrade: table, expect: policy });
    const client = await choosy.connect();
    client.send(upgrading("foo", "Expect: 100-continue"));
    expectRefused(await client.read(), 401);
    const other = await choosy.connect();
    other.send(upgrading("foo", "Expect: 100-continue", "Authorization: Bearer a"));
    const response = await other.read();
    expect([response.interim.length, response.status]).toEqual([1, 101]);
    other.abort();
  });

  it.each(["never", "never-ends"])("503 where nobody answers in 10 s: %s", async (protocol) => {
    vi.stubEnv("NODE_ENV", "production");
    const print = vi.spyOn(console, "error").mockReturnValue();
    const client = await server.connect();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      client.send(upgrading(protocol));
      await handledTimes(1);
      vi.advanceTimersByTime(9_999);
      expect(print).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
    } finally {
      vi.useRealTimers();
    }
    expectRefused(await client.read(), 503);
    expect(String(print.mock.calls)).toContain("nobody has answered");
    vi.unstubAllEnvs();
  });

  it("is not due to one that was answered 10 s ago", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const clients: Connection[] = [];
    try {
      for (const protocol of ["foo", "own"]) {
        const client = await server.connect();
        client.send(upgrading(protocol));
        clients.push(client);
      }
      await handledTimes(2);
      vi.advanceTimersByTime(20_000);
    } finally {
      vi.useRealTimers();
    }
    for (const client of clients) {
      expect((await client.read()).status).toBe(101);
      await expectSpoken(client, "hello ");
      client.abort();
    }
  });
});

describe("a connection that breaks (F14, M10)", () => {
  it.each(["foo", "own", "own-later", "foo/2", "refuses-at-length", "h2c"])(
    "A198 is reset during the handshake: %s",
    async (protocol) => {
      for (let i = 0; i < 20; i++) {
        const client = await server.connect();
        client.send(upgrading(protocol));
        await pause(i % 7);
        client.abort();
      }
      await vi.waitFor(() => expect(server.sockets.size).toBe(0));
      expect(await connectionsOf(server)).toBe(0);
    },
  );

  it.each(["never", "never-ends"])("goes in 10 s if nobody reads it: %s", async (protocol) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      for (let i = 0; i < 20; i++) {
        const client = await server.connect();
        client.send(upgrading(protocol));
        for (let turns = i % 7; turns > 0; turns--) await new Promise(setImmediate);
        client.abort();
      }
      for (let i = 0; i < 100 && server.sockets.size > 0; i++) {
        await new Promise(setImmediate);
        vi.advanceTimersByTime(1000);
      }
    } finally {
      vi.useRealTimers();
    }
    expect(await connectionsOf(server)).toBe(0);
  });

  it("is reset while the new protocol is spoken, and nobody listens for errors", async () => {
    const client = await server.connect();
    client.send(upgrading("foo"));
    expect((await client.read()).status).toBe(101);
    client.abort();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });

  it("is reset when it was refused, with its content on its way", async () => {
    for (let i = 0; i < 20; i++) {
      const client = await server.connect();
      client.send(cut);
      if (i % 2) await client.read();
      client.abort();
    }
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });

  it("is reset behind a response that it waits for", async () => {
    const client = await server.connect();
    client.send(request("GET /slow") + upgrading("foo"));
    await pause(10);
    client.abort();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
    expect(handled).not.toHaveBeenCalled();
  });
});

function connectionsOf({ server: one }: AttachedServer): Promise<number> {
  return new Promise((resolve, reject) => {
    one.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

describe("load", () => {
  it("counts a handshake, but not what comes of it", async () => {
    const busy = await listenAttached(app, { upgrade: table, overload: { maxConcurrent: 1 } });
    const clients: Connection[] = [];
    for (const protocol of ["foo", "own", "refuses", "never-ends"]) {
      const client = await busy.connect();
      client.send(upgrading(protocol));
      if (protocol !== "never-ends") await client.read();
      if (protocol === "refuses") await client.ended();
      clients.push(client);
    }
    await vi.waitFor(() => expect(handled).toHaveBeenCalledTimes(4));
    const refused = await busy.connect();
    refused.send(upgrading("foo"));
    expectRefused(await refused.read(), 503);
    for (const client of clients) client.abort();
    await vi.waitFor(() => expect(busy.sockets.size).toBeLessThan(2));
    const admitted = await busy.connect();
    admitted.send(upgrading("foo"));
    expect((await admitted.read()).status).toBe(101);
    admitted.abort();
  });
});

describe("listeners of the application's", () => {
  const theirs = (_req: unknown, socket: Duplex) => {
    socket.end("HTTP/1.1 202 Theirs\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  };
  it.each([
    ["upgrade", upgrading("foo")],
    ["upgrade", upgrading("bar")],
    ["connect", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"],
  ])("come first, today's and later ones: %s", async (event, wire) => {
    const early = createNodeServer(app).on(event, theirs);
    const late = createServer(app, { upgrade: table });
    late.on(event, theirs);
    for (const one of [attach(early, { upgrade: table }), late]) {
      const client = await (await listenOn(one)).connect();
      client.send(wire);
      expect((await client.read()).status).toBe(202);
    }
    expect(handled).not.toHaveBeenCalled();
  });

  it("there is none, and no table: every upgrade is ignored, as node:http does", async () => {
    const bare = await listenAttached(app);
    await expectIgnored(await bare.connect(), upgrading("websocket"), "GET /up websocket ");
  });
});

describe("the table", () => {
  it.each([
    [{ Foo: () => {} }, RangeError],
    [{ "": () => {} }, RangeError],
    [{ "foo, bar": () => {} }, RangeError],
    [{ "foo/": () => {} }, RangeError],
    [{ foo: true }, TypeError],
  ])("refuses %o", (upgrade, error) => {
    expect(() => createServer(app, { upgrade } as never)).toThrow(error);
  });
});

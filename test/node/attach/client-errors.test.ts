import { createServer as createNodeServer, type RequestListener } from "node:http";
import { connect as open } from "node:net";
import { ok } from "@rightstatus/core";
import { attach, send } from "@rightstatus/node";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { guardProcess, pause } from "../server.ts";
import {
  type AttachedServer,
  listenAttached,
  listenOn,
  listenTls,
  overTls,
  responsesIn,
} from "./attached.ts";

guardProcess();

const times = {
  headersTimeout: 200,
  requestTimeout: 400,
  connectionsCheckingInterval: 50,
} as const;

/** What a handler heard of the content that it waited for. */
const heard = vi.fn<(error: unknown) => void>();
/** Lets the responses go that a handler holds back. */
let go = (): void => {};
afterEach(() => {
  heard.mockReset();
  go();
  go = () => {};
});

const app: RequestListener = async (req, res) => {
  const answer = () => void send(req, res, ok("done"));
  switch (req.url) {
    case "/reads":
      try {
        for await (const _ of req);
      } catch (error) {
        heard(error);
      }
      return answer(); // Late where the content broke.
    case "/ignores":
      return answer();
    case "/held":
      await new Promise<void>((resolve) => {
        const before = go;
        go = () => {
          before();
          resolve();
        };
      });
      return answer();
    case "/begun":
      res.writeHead(200, { "content-length": 4 });
      res.write("ab");
      req.on("error", heard);
      return;
    case "/begun-chunked":
      res.write("ab");
      return;
    case "/begun-to-the-end":
      res.removeHeader("transfer-encoding");
      res.useChunkedEncodingByDefault = false;
      res.write("ab");
      return;
    default:
      return answer();
  }
};

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app, times);
});

function expectProblem(response: Response, status: number): void {
  expect(response.status).toBe(status);
  expect(value(response, "connection")).toBe("close");
  expect(value(response, "content-type")).toBe("application/problem+json");
  expect(value(response, "cache-control")).toBe("no-store");
  expect(Date.parse(value(response, "date") ?? "")).not.toBeNaN();
  expect(response.framing).toBe("length");
  expect(JSON.parse(response.body.toString())).toMatchObject({ title: response.phrase, status });
}

/** The process goes on, and so does the server. */
async function expectServing(to = server): Promise<void> {
  const client = await to.connect();
  client.send(request("GET /"));
  expect((await client.read()).status).toBe(200);
}

const broken = "BROKEN \x01\r\n\r\n";
const chunked = (to: string, content = ""): string =>
  `${request(`POST ${to}`, ["Transfer-Encoding: chunked"])}${content}`;

type Row = [rule: string, wire: string, status: number];

describe("where the parser stopped decides (RFC 9110 section 15.5)", () => {
  const long = "a".repeat(20_000);
  it.each<Row>([
    ["9110 9.1 an unknown method", request("FOO /"), 501],
    ["9110 9.1 methods are case-sensitive", request("get /"), 501],
    ["9110 9.1 a method that only RTSP has", request("DESCRIBE /"), 501],
    ["9110 9.1 one that begins like another", request("GETS http://example.test/"), 501],
    ["9112 3 SHOULD 501 for a long one", request(`${"A".repeat(200)} *`), 501],
    ["9112 2.2 behind empty lines", `\r\n\r\n${request("FOO /")}`, 501],
    ["9110 9.1 no whole request line", "FOO / HTTP/1.1", 501],
    ["9110 9.1 no whole method", "FOO", 501],
    ["9112 3 no whole request line, and no target", "FOO bar/ HT", 400],
    ["9112 3 no whole request line, and no version", "FOO / HTTPS", 400],
    ["9112 3 no whole line of a request", "FOO a b c", 400],
    ["9112 3 no target", request("FOO "), 400],
    ["9112 3.2 no target that there is", request("FOO bar"), 400],
    ["9112 3 no method", request(" /"), 400],
    ["9112 3 no token", request("F[O /"), 400],
    ["9112 3 a token behind no token", request("F[O FOO /"), 400],
    ["9112 3 white space in the target", request("GET /a b"), 400],
    ["9112 3 another protocol", "FOO / RTSP/1.0\r\n\r\n", 400],
    ["9112 2.3 the name of the protocol is case-sensitive", "GET / http/1.1\r\n\r\n", 400],
    ["9112 3 TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
    ["9112 2.3 HTTP/3.0", "GET / HTTP/3.0\r\n\r\n", 505],
    ["9112 2.3 HTTP/9.9", "GET / HTTP/9.9\r\n\r\n", 505],
    ["9113 3.4 the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505],
    ["9112 2.3 HTTP/1.2 is of our major version", "GET / HTTP/1.2\r\n\r\n", 400],
    ["9112 2.3 HTTP/10.0 is no version", "GET / HTTP/10.0\r\n\r\n", 400],
    ["9112 2.3 HTTP/3.0x is no version", "GET / HTTP/2.0x\r\n\r\n", 400],
    ["9112 2.3 HTTP/x.1 is no version", "GET / HTTP/x.1\r\n\r\n", 400],
    ["9112 9.3.2 behind content", request("POST /ignores", [], '{"a":1}') + request("FOO /"), 501],
    ["9112 3 a long target", request(`GET /${long}`), 414],
    ["9112 3 a long target without an end", `GET /${long}`, 414],
    ["6585 5 a long value", request("GET /", [`A: ${long}`]), 431],
    ["6585 5 a long name", request("GET /", [`${long}: a`]), 431],
    ["6585 5 many fields", request("GET /", Array(1900).fill("A: abcdefgh")), 431],
    ["6585 5 a value that looks like a target", request("GET /", [`A: GET /${long}`]), 431],
    [
      "6585 5 target and value together",
      request(`GET /${long.slice(0, 9000)}`, [`A: ${long}`]),
      431,
    ],
    ["6585 5 A183", String(inputOf("A183")), 431],
    ["9112 6.1 A189", String((inputOf("A189") as { wire: string }).wire), 400],
  ])("%s", async (_rule, wire, status) => {
    const client = await server.connect();
    client.send(wire);
    if (wire.includes("/ignores")) expect((await client.read()).status).toBe(200);
    expectProblem(await client.read(), status);
    await client.ended();
  });

  const half = "a".repeat(9000);
  const posting = request("POST /ignores", ["Content-Length: 2"]);
  it.each<[string, readonly string[], number]>([
    ["a long target", [`GET /${half}`, request(half)], 414],
    ["a long target without an end", [`GET /${half}`, half], 414],
    ["a long target in many", ["\r\nG", "ET", " ", "/", half, half], 414],
    ["a long target behind a response", [request("GET /"), `GET /${half}`, half], 414],
    ["a long target behind content", [posting, "a", "b", "GET", ` /${half}`, half], 414],
    ["a long value", [`GET / HTTP/1.1\r\nA: ${half}`, `${half}\r\n`], 431],
    ["a long value in many", ["GET / HTTP/1.1", "\r\n", "A", ": ", half, half], 431],
    ["a long value with an end", [`GET / HTTP/1.1\r\nA: ${half}`, `${half} HTTP/1.1\r\n`], 431],
    ["a long value behind a method", ["GET / HTTP/1.1\r\nA: ", `GET /${half}`, half], 431],
    ["a version", ["GET / HTTP/", "3.0\r\n\r\n"], 505],
    ["a version behind a target", [`GET /${half} HTTP/3`, ".0\r\n\r\n"], 505],
    ["a method", ["GE", "TS / HTTP/1.1\r\n\r\n"], 501],
    ["a method that is cut", ["PAT", "H / HT", "TP/1.1"], 501],
    ["a method behind a response", [request("GET /"), "GE", "TS / HTTP/1.1\r\n\r\n"], 501],
    ["content that is longer than it said", [`${posting}ab`, "cd"], 400],
  ])("in several packets: %s", async (_what, packets, status) => {
    const client = await (await listenAttached(app)).connect();
    for (const packet of packets) {
      client.send(packet);
      await pause(20);
    }
    if (packets[0]?.includes("\r\n\r\n")) expect((await client.read()).status).toBe(200);
    expectProblem(await client.read(), status);
    await client.ended();
  });

  it("says what the parser says, and nothing of what it was sent", async () => {
    const client = await server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nSecret : b\r\n\r\n");
    expect((await client.read()).body.toString()).toBe(
      '{"type":"about:blank","title":"Bad Request","status":400,"detail":"The request is malformed: Invalid header token."}',
    );
  });
});

describe("content that breaks, before its response", () => {
  it.each<Row>([
    ["9112 7.1 no chunk size", chunked("/reads", "xyz\r\n"), 400],
    ["9112 7.1 a chunk longer than its size", chunked("/reads", "1\r\nabc\r\n"), 400],
    ["9112 7.1 a size that overflows", chunked("/reads", "fffffffffffffffff\r\n"), 400],
    ["9112 7.1.1 A184", chunked("/reads", String(inputOf("A184"))), 413],
    ["9112 7.1.2 long trailers", chunked("/reads", `0\r\nA: ${"a".repeat(20_000)}\r\n\r\n`), 431],
  ])("%s: is answered, and the handler hears of it", async (_rule, wire, status) => {
    const client = await server.connect();
    client.send(wire);
    expectProblem(await client.read(), status);
    await client.ended();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    expect(heard.mock.calls[0]?.[0]).toHaveProperty("code", "ECONNRESET");
  });

  it("while the response awaits its own content: 400 comes first", async () => {
    const echo = await listenAttached((req, res) => void send(req, res, ok(req)));
    const client = await echo.connect();
    client.send(chunked("/", "xyz\r\n"));
    expectProblem(await client.read(), 400);
    await client.ended();
    await expectServing(echo);
  });

  const byHand: RequestListener = (_req, res) => {
    res.writeHead(200, { "content-length": 4 });
    res.write("la");
    res.end("te");
  };
  const bySend: RequestListener = (req, res) => send(req, res, ok("la"));
  it.each<[by: string, when: string, ms: number, late: RequestListener]>([
    ["node:http", "before the connection is closed", 20, byHand],
    ["node:http", "after it", 700, byHand],
    ["send()", "before the connection is closed", 20, bySend],
    ["send()", "after it", 700, bySend],
  ])("a late response by %s is dropped without an error, %s", async (_by, _when, ms, late) => {
    const closed = vi.fn();
    const answered = vi.fn();
    const slow = await listenAttached(async (req, res) => {
      res.once("close", () => closed(res.writableFinished));
      await pause(ms);
      await late(req, res);
      answered();
    });
    const client = await slow.connect();
    client.send(chunked("/", "xyz\r\n"));
    expectProblem(await client.read(), 400);
    await client.ended();
    await vi.waitFor(() => expect(answered).toHaveBeenCalledOnce());
    await vi.waitFor(() => expect(closed).toHaveBeenCalledExactlyOnceWith(false));
  });

  it("of HEAD: no content in the response", async () => {
    const client = await server.connect();
    client.send(chunked("/reads", "xyz\r\n").replace("POST", "HEAD"));
    const response = await client.read({ method: "HEAD" });
    expect([response.status, value(response, "connection")]).toEqual([400, "close"]);
    await client.ended();
  });

  it("in the media type that the request accepts", async () => {
    const client = await server.connect();
    client.send(chunked("/reads", "xyz\r\n").replace("Host", "Accept: text/plain\r\nHost"));
    expect(value(await client.read(), "content-type")).toMatch(/^text\/plain/);
  });

  it.each([
    ["before it breaks", "/ignores"],
    ["after it broke", "/held"],
  ])("and is answered %s, behind an earlier response: that one stands", async (_when, path) => {
    const client = await server.connect();
    client.send(request("GET /held") + chunked(path, "xyz\r\n"));
    await pause(30);
    go();
    expect((await client.read()).body.toString()).toBe("done");
    expect((await client.read()).status).toBe(200);
    await client.ended();
  });

  it("while an earlier response is held: that one first", async () => {
    const client = await server.connect();
    client.send(request("GET /held") + chunked("/reads", "xyz\r\n"));
    expect(await client.silence(50)).toBe("");
    go();
    expect((await client.read()).body.toString()).toBe("done");
    expectProblem(await client.read(), 400);
    await client.ended();
  });
});

describe("content that breaks, after its response (RFC 9110 section 15: one final response)", () => {
  it.each(["xyz\r\n", "1\r\nabc\r\n"])("was whole: the connection ends, %j", async (content) => {
    const client = await server.connect();
    client.send(chunked("/ignores"));
    expect((await client.read()).status).toBe(200);
    client.send(content);
    expect(await client.ended()).toBe("closed");
  });

  it("whose handler goes on reading: it hears of it", async () => {
    const reading = await listenAttached(async (req, res) => {
      await send(req, res, ok("done"));
      req.resume().on("error", heard);
    });
    const client = await reading.connect();
    client.send(chunked("/"));
    expect((await client.read()).status).toBe(200);
    client.send("xyz\r\n");
    await client.ended();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  });

  it("in one packet with its head", async () => {
    const client = await server.connect();
    client.send(chunked("/ignores", "xyz\r\n"));
    expect((await client.read()).status).toBe(200);
    expect(await client.ended()).toBe("closed");
  });

  it.each(["/begun", "/begun-chunked"])("has begun: it is broken off, %s", async (path) => {
    const client = await server.connect();
    client.send(chunked(path));
    await pause(30);
    client.send("xyz\r\n");
    const bytes = await client.broken();
    expect(bytes).toMatch(/\r\n\r\n(2\r\n)?ab(\r\n)?$/);
  });
});

describe("A182, a response to an earlier request is under way", () => {
  const [first = "", second = ""] = (inputOf("A182") as { wire: readonly string[] }).wire.map(
    (text) => JSON.parse(`"${text.replaceAll("\\x", "\\u00")}"`) as string,
  );

  it.each(["/begun", "/begun-chunked"])("its head is out: not a byte into it, %s", async (path) => {
    const client = await server.connect();
    client.send(first.replace("/", path));
    await pause(30);
    client.send(second);
    expect(await client.broken()).toMatch(/\r\n\r\n(2\r\n)?ab(\r\n)?$/);
  });

  it("its end is the end of the connection: a reset, for a clean end would say that it is whole", async () => {
    const client = await server.connect();
    client.send("GET /begun-to-the-end HTTP/1.1\r\nHost: a\r\n\r\n");
    await pause(30);
    client.send(second);
    expect(await client.broken()).toMatch(/\r\n\r\nab$/);
  });

  it.each([1, 3])("%d without a head: they are finished first", async (count) => {
    const client = await server.connect();
    client.send(request("GET /held").repeat(count) + second);
    expect(await client.silence(50)).toBe("");
    go();
    for (let i = 0; i < count; i++) {
      const response = await client.read();
      expect([response.body.toString(), value(response, "connection")]).toEqual([
        "done",
        "keep-alive",
      ]);
    }
    expectProblem(await client.read(), 400);
    expect(await client.ended()).toBe("closed");
  });

  it("all said, but not all out: it is finished first", async () => {
    const large = Buffer.alloc(20 * 1024 * 1024, "a");
    const downloads = await listenAttached((req, res) => void send(req, res, ok(large)));
    const socket = open(downloads.port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.pause();
    socket.write(request("GET /"));
    await pause(50);
    socket.write(second);
    await pause(50);
    socket.resume();
    await new Promise((resolve) => socket.once("close", resolve));
    const responses = responsesIn(Buffer.concat(chunks));
    expect(responses.map(({ status }) => status)).toEqual([200, 400]);
  });

  it("it says that it is the last one: what comes behind is not looked at", async () => {
    const client = await server.connect();
    client.send(request("GET /held", ["Connection: close"]));
    await pause(20);
    client.send(request("GET /"));
    client.send(second);
    await pause(20);
    go();
    const response = await client.read();
    expect([response.status, value(response, "connection")]).toEqual([200, "close"]);
    expect(await client.ended()).toBe("closed");
  });

  it("more garbage is no further error", async () => {
    const client = await server.connect();
    client.send(request("GET /held") + second);
    for (let i = 0; i < 15; i++) {
      await pause(5);
      client.send(second);
    }
    go();
    expect((await client.read()).status).toBe(200);
    expectProblem(await client.read(), 400);
    await client.ended();
  });
});

describe("RFC 9110 section 15.5.9, a client that takes too long", () => {
  /** Sends a byte each 20 ms until the server has enough. */
  async function drip(client: Connection, wire: string): Promise<Response> {
    let at = 0;
    const timer = setInterval(() => client.send(wire[at++ % wire.length] ?? ""), 20);
    try {
      return await client.read();
    } finally {
      clearInterval(timer);
    }
  }

  it("A187 slow headers", async () => {
    const client = await server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nA: ");
    expectProblem(await drip(client, "a"), 408);
    await client.ended();
  });

  it("a request that never ends", async () => {
    const client = await server.connect();
    client.send("GET / HT");
    expectProblem(await client.read(), 408);
    expect(await client.ended()).toBe("closed");
  });

  it("a second request that never ends", async () => {
    const client = await server.connect();
    client.send(`${request("GET /")}GET / HT`);
    expect((await client.read()).status).toBe(200);
    expectProblem(await client.read(), 408);
    expect(await client.ended()).toBe("closed");
  });

  it("A188 slow content: the handler hears of it", async () => {
    const client = await server.connect();
    client.send(request("POST /reads", ["Content-Length: 1000"]));
    expectProblem(await drip(client, "a"), 408);
    await client.ended();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    expect(heard.mock.calls[0]?.[0]).toHaveProperty("code", "ECONNRESET");
  });

  it("slow content of a request whose response has begun: it is broken off", async () => {
    const client = await server.connect();
    client.send(request("POST /begun", ["Content-Length: 10"]));
    expect(await client.broken()).toMatch(/\r\n\r\nab$/);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  });

  it("slow content of a request that has its response: the connection ends", async () => {
    const client = await server.connect();
    client.send(request("POST /ignores", ["Content-Length: 10"]));
    expect((await client.read()).status).toBe(200);
    expect(await client.ended()).toBe("closed");
  });

  it("A188 late content is no second chance", async () => {
    const client = await server.connect();
    client.send(request("POST /reads", ["Content-Length: 5"]));
    expectProblem(await client.read(), 408);
    client.send(`hello${request("GET /")}`);
    await client.ended();
  });
});

describe("A185, nobody is left to answer", () => {
  it.each(["ECONNRESET", "EPIPE", "HPE_INVALID_EOF_STATE", "ERR_SSL_HTTP_REQUEST", undefined])(
    "%s: nothing is written, the socket is destroyed",
    async (code) => {
      const client = await server.connect();
      await pause(10);
      const [socket] = [...server.sockets].slice(-1);
      server.server.emit("clientError", Object.assign(new Error("a"), { code }), socket);
      expect(await client.ended()).toBe("closed");
      expect([socket?.destroyed, socket?.bytesWritten]).toEqual([true, 0]);
    },
  );

  it.each(["ECONNRESET", "HPE_INVALID_METHOD"])("%s of a destroyed socket", async (code) => {
    await server.connect();
    await pause(10);
    const [socket] = [...server.sockets].slice(-1);
    socket?.destroy();
    server.server.emit("clientError", Object.assign(new Error("a"), { code }), socket);
    expect(socket?.bytesWritten).toBe(0);
  });

  it("a side of ours that has ended", async () => {
    const client = await server.connect();
    await pause(10);
    const [socket] = [...server.sockets].slice(-1);
    socket?.end();
    client.send(broken);
    expect(await client.ended()).toBe("closed");
  });

  it.each([
    ["amid the header section", "GET / HTTP/1.1\r\nHost"],
    ["amid the content", request("POST /reads", ["Content-Length: 9"])],
  ])("the client ends its side %s", async (_what, wire) => {
    const client = open({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
    const data = vi.fn();
    client.on("data", data);
    client.end(wire);
    await new Promise((resolve) => client.once("end", resolve));
    expect(data).not.toHaveBeenCalled();
  });

  it("names each vector of this kind", () => {
    expect(vectorsOf("client-error").map(({ id }) => id)).toEqual([
      "A182",
      "A183",
      "A184",
      "A185",
      "A187",
      "A188",
    ]);
  });
});

describe("F1, the client ends its side before it has its response (RFC 9112 section 8)", () => {
  /** All that came, and how it ended. */
  async function heard(port: number, wire: string): Promise<readonly [string, string]> {
    const client = open({ port, host: "127.0.0.1", allowHalfOpen: true });
    let bytes = "";
    let end = "";
    client.on("data", (chunk: Buffer) => {
      bytes += chunk.toString("latin1");
      if (!client.writableEnded && bytes.includes("\r\n\r\n")) client.end();
    });
    client.on("error", () => {
      end = "reset";
    });
    client.on("end", () => {
      end ||= "closed";
    });
    client.write(wire);
    await new Promise((resolve) => client.once("close", resolve));
    return [bytes.slice(bytes.indexOf("\r\n\r\n") + 4), end];
  }

  it.each([
    ["the end of the connection: a reset", request("GET /begun-to-the-end"), "ab", "reset"],
    ["the same in HTTP/1.0", "GET /begun-chunked HTTP/1.0\r\n\r\n", "ab", "reset"],
    ["a length", request("GET /begun"), "ab", "closed"],
    ["chunks", request("GET /begun-chunked"), "2\r\nab\r\n", "closed"],
  ])("which ends by %s", async (_what, wire, bytes, end) => {
    expect(await heard(server.port, wire)).toEqual([bytes, end]);
  });

  it("which is all on its way: it gets the rest", async () => {
    const large = "a".repeat(4_000_000);
    const one = await listenAttached((_req, res) => {
      res.useChunkedEncodingByDefault = false;
      res.removeHeader("content-length");
      res.write(large);
      res.end();
    });
    const [bytes, end] = await heard(one.port, "GET / HTTP/1.0\r\n\r\n");
    expect([bytes.length, end]).toEqual([large.length, "closed"]);
  });
});

describe("F1 and F13, the client resets the connection", () => {
  const half = request("POST /reads", ["Content-Length: 1000000"]);
  it.each([
    ["before it has sent anything", ""],
    ["amid the request line", "GET / HT"],
    ["amid the header section", "GET / HTTP/1.1\r\nHost: a\r\nA: "],
    ["before the content", half],
    ["amid the content", half + "a".repeat(500_000)],
    ["amid chunked content", chunked("/reads", "5\r\nab")],
    ["before the response", request("GET /held")],
    ["amid the response", request("GET /begun")],
    ["amid a chunked response", request("GET /begun-chunked")],
    ["after the response", request("GET /")],
    ["amid the next request", `${request("GET /")}GET / HT`],
    ["after a response to garbage", broken],
    ["while a response to garbage waits", request("GET /held") + broken],
    ["amid the content of a refused request", request("POST /", ["Content-Length: 9", "Host: b"])],
  ])("%s", async (_when, wire) => {
    for (let i = 0; i < 10; i++) {
      const client = await server.connect();
      if (wire !== "") client.send(wire);
      await pause(i);
      client.abort();
    }
    go();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0), { timeout: 2000 });
    await expectServing();
    if (wire.includes("/reads")) expect(heard).toHaveBeenCalled();
  });
});

describe("whose listener", () => {
  it("one that was there before attach() answers alone", async () => {
    const node = createNodeServer(app);
    const own = vi.fn((_error: Error, socket: { destroy(): void }) => socket.destroy());
    node.on("clientError", own);
    const one = await listenOn(attach(node));
    const client = await one.connect();
    client.send(broken);
    await client.ended();
    expect(own).toHaveBeenCalledOnce();
  });

  it("so does one that comes later", async () => {
    const one = await listenAttached(app);
    const own = vi.fn((_error: Error, socket: { destroy(): void }) => socket.destroy());
    one.server.on("clientError", own);
    const client = await one.connect();
    client.send(broken);
    await client.ended();
    expect(own).toHaveBeenCalledOnce();
  });

  it("a response that no request event brought is not written into", async () => {
    const node = createNodeServer(app);
    node.on("checkContinue", (_req, res) =>
      res.writeHead(200, { "content-length": 4 }).write("ab"),
    );
    const one = await listenOn(attach(node));
    const client = await one.connect();
    client.send(request("POST /", ["Expect: 100-continue", "Content-Length: 2"], undefined));
    await pause(20);
    client.send(`ab${broken}`);
    expect(await client.broken()).toMatch(/\r\n\r\nab$/);
  });
});

describe("by TLS", () => {
  it.each<Row>([
    ["9110 9.1", request("FOO /"), 501],
    ["9112 3", request(`GET /${"a".repeat(20_000)}`), 414],
    ["9112 3 in more than one record", `GET /${"a".repeat(40_000)}`, 414],
    ["9112 7.1", chunked("/reads", "xyz\r\n"), 400],
    ["15.5.9", "GET / HT", 408],
  ])("%s", async (_rule, wire, status) => {
    const secure = await listenTls(app, {}, times);
    const [response, ...more] = await overTls(secure.port, wire);
    expect(more).toEqual([]);
    if (response === undefined) throw new Error("no response");
    expectProblem(response, status);
  });

  it("HTTP without it: nothing is written", async () => {
    const secure = await listenTls(app);
    const client = await secure.connect();
    client.send(request("GET /"));
    expect(await client.silence(50)).not.toContain("HTTP");
    await expect(client.read()).rejects.toThrow();
  });
});

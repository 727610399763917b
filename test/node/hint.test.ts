import {
  type AnyReply,
  earlyHints,
  type Interim,
  notFound,
  ok,
  processing,
} from "@rightstatus/core";
import { fail, hint, send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value, values } from "../support/response-parser.ts";
import { listenH2 } from "./h2.ts";
import { type Bare, counting, guardProcess, listen, pause } from "./server.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

const style = earlyHints({ href: "/style.css", rel: "preload", as: "style" });

/** A server that sends these before its response; an error of `hint` is answered as a handler's is. */
function hinting(...interims: readonly unknown[]): Promise<Bare> {
  return listen((req, res) => {
    try {
      for (const interim of interims) hint(req, res, interim as Interim);
      void send(req, res, ok("done"), { onError });
    } catch (error) {
      void fail(req, res, error, { onError });
    }
  });
}

async function ask(...interims: readonly unknown[]): Promise<Response> {
  return (await hinting(...interims)).exchange(request("GET /"));
}

describe("RFC 8297 section 2, 103", () => {
  it.each<[what: string, interim: Interim, links: string[]]>([
    ["one link", style, ["</style.css>; rel=preload; as=style"]],
    [
      "several links",
      earlyHints([
        { href: "/a", rel: "preload", as: "font", crossorigin: true },
        { href: "https://b.example", rel: "preconnect" },
      ]),
      ["</a>; rel=preload; as=font; crossorigin, <https://b.example>; rel=preconnect"],
    ],
    ["Unicode", earlyHints({ href: "/é", rel: "preload" }), ["</%C3%A9>; rel=preload"]],
  ])("%s", async (_what, interim, links) => {
    const response = await ask(interim);
    expect(response.interim.map((head) => [head.status, head.phrase])).toEqual([
      [103, "Early Hints"],
    ]);
    expect(response.interim.flatMap((head) => values(head, "link"))).toEqual(links);
    expect([response.status, response.body.toString()]).toEqual([200, "done"]);
    expect(value(response, "link")).toBeUndefined();
  });

  it("other fields, and several of them, in order", async () => {
    const more = earlyHints({ href: "/b", rel: "preload" }, { headers: { "X-A": "b" } });
    const { interim } = await ask(style, more, processing(), style);
    expect(interim.map(({ status }) => status)).toEqual([103, 103, 102, 103]);
    expect(interim[1] && value(interim[1], "x-a")).toBe("b");
  });

  it("links on the response are its own, not the hint's", async () => {
    const server = await listen((req, res) => {
      res.setHeader("X-A", "b");
      hint(req, res, style);
      void send(req, res, ok("done"));
    });
    const response = await server.exchange(request("GET /"));
    expect(response.interim[0] && value(response.interim[0], "x-a")).toBeUndefined();
    expect(value(response, "x-a")).toBe("b");
  });

  it.each(["HEAD /", "POST /"])("before the response to %s", async (line) => {
    const server = await hinting(style);
    const response = await server.exchange(request(line));
    expect([response.interim.length, response.status]).toEqual([1, 200]);
  });
});

describe("RFC 9110 section 15.2, who gets none", () => {
  it.each([
    ["an HTTP/1.0 client", "GET / HTTP/1.0\r\n\r\n"],
    ["one that keeps its connection", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"],
  ])("%s (A066)", async (_what, wire) => {
    const connection = await (await hinting(style, processing())).connect();
    connection.send(wire);
    const response = await connection.read({ version: "1.0" });
    expect([response.interim, response.body.toString()]).toEqual([[], "done"]);
  });

  it.each<[when: string, begin: (res: import("node:http").ServerResponse) => void, text: RegExp]>([
    [
      "after the head",
      (res) => res.writeHead(200, { "content-length": "4" }),
      /^HTTP\/1\.1 200 OK/,
    ],
    ["after the first chunk", (res) => res.write("do"), /\r\n\r\n(2\r\ndo|6\r\ndodone)\r\n/],
    ["after the end", (res) => res.end("done"), /\r\n\r\ndone$/],
  ])("%s (A067)", async (_when, begin, text) => {
    const server = await listen((req, res) => {
      begin(res);
      hint(req, res, style);
      hint(req, res, processing());
      if (!res.writableEnded) res.end("done");
    });
    const connection = await server.connect();
    connection.send(request("GET /"));
    await vi.waitFor(async () => expect(await connection.silence(5)).toMatch(text));
    expect(await connection.silence(20)).not.toContain("HTTP/1.1 10");
  });

  it("a client that has gone", async () => {
    const hinted = vi.fn();
    const server = await listen(async (req, res) => {
      await new Promise((resolve) => res.once("close", resolve));
      hint(req, res, style);
      hint(req, res, processing());
      hinted();
    });
    const client = await counting(server.port, request("GET /"));
    await pause(10);
    client.socket.resetAndDestroy();
    await vi.waitFor(() => expect(hinted).toHaveBeenCalledOnce());
  });

  // Node 20 puts the head of a response that is held back in front of what is held back with it.
  it.each([
    ["text", (path: string) => ok(path)],
    ["a stream", (path: string) => ok(new Blob([path]))],
    ["an error", () => notFound()],
  ])(
    "one whose response waits behind another one, %s: all responses are whole",
    async (_what, reply) => {
      const server = await listen(async (req, res) => {
        if (req.url === "/1") await pause(30);
        hint(req, res, style);
        hint(req, res, processing());
        await send(req, res, reply(req.url ?? ""));
      });
      const connection = await server.connect();
      connection.send(request("GET /1") + request("GET /2") + request("GET /canary"));
      const [first, second] = [await connection.read(), await connection.read()];
      expect(first.interim.map(({ status }) => status)).toEqual([103, 102]);
      for (const [path, response] of [
        ["/1", first],
        ["/2", second],
      ] as const) {
        if (response.status === 200) expect(response.body.toString()).toBe(path);
        else expect(JSON.parse(response.body.toString())).toMatchObject({ status: 404 });
      }
      expect((await connection.read()).body.toString()).toBe("alive");
    },
  );
});

describe("RFC 9110 section 5.5, what was tampered with never gets on the wire (M1)", () => {
  const tampered = (headers: unknown, status: unknown = 103, interim: unknown = true): unknown => ({
    status,
    headers,
    interim,
  });

  it.each<[what: string, interim: unknown]>([
    ["CR LF in a value", tampered({ link: "</a>; rel=preload", "x-a": "a\r\nSet-Cookie: hack=1" })],
    ["CR LF in a link", tampered({ link: "</a>; rel=preload\r\nSet-Cookie: hack=1" })],
    ["CR LF in the target", tampered({ link: "</a\r\nSet-Cookie: hack=1>; rel=preload" })],
    [
      "CR LF in one of several links",
      tampered({ link: ["</a>; rel=preload", "</b>; rel=a\r\nX: y"] }),
    ],
    ["CR LF in a name", tampered({ link: "</a>; rel=preload", "x-a: b\r\nx-c": "d" })],
    [
      "a whole response",
      tampered({ link: "</a>; rel=preload", "x-a": "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" }),
    ],
    ["the octets of CR LF after truncation", tampered({ link: "</a>; rel=a", "x-a": "č\u010a" })],
    ["Unicode in a target", tampered({ link: "</\u010d\u010aX: y>; rel=preload" })],
    ["LF alone", tampered({ link: "</a>; rel=preload", "x-a": "a\nb" })],
    ["NUL", tampered({ link: "</a>; rel=preload", "x-a": "a\0b" })],
    ["a number", tampered({ link: "</a>; rel=preload", "x-a": 7 })],
    [
      "an object with a toString of its own",
      tampered({ link: "</a>; rel=preload", "x-a": { toString: () => "a\r\nb" } }),
    ],
    ["Content-Length (8.6)", tampered({ link: "</a>; rel=preload", "content-length": "5" })],
    ["Content-Length in capitals", tampered({ link: "</a>; rel=preload", "Content-Length": "5" })],
    [
      "Transfer-Encoding (9112 6.1)",
      tampered({ link: "</a>; rel=preload", "transfer-encoding": "chunked" }),
    ],
    ["Trailer", tampered({ link: "</a>; rel=preload", trailer: "x" })],
    ["fields of a 102", tampered({ "x-a": "a\r\nb: c" }, 102)],
    [
      "20,000 links (F12)",
      tampered({ link: Array.from({ length: 20_000 }, (_, n) => `</${n}>; rel=a`) }),
    ],
    ["no headers", tampered(undefined)],
    ["another status", tampered({}, 100)],
    ["a final status", tampered({}, 200)],
    ["a switch", tampered({ upgrade: "a" }, 101)],
    ["104", tampered({}, 104)],
    ["a status that is text", tampered({}, "103")],
    ["no interim value", tampered({}, 103, 1)],
    ["a final reply", ok("a")],
    ["nothing", undefined],
    ["null", null],
    ["text", "103"],
  ])("%s: a 500 with nothing before it", async (_what, interim) => {
    const response = await ask(interim);
    expect([response.status, response.interim]).toEqual([500, []]);
    expect(value(response, "set-cookie")).toBeUndefined();
    expect(onError).toHaveBeenCalledOnce();
    const [error] = onError.mock.calls[0] ?? [];
    expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
  });

  it("a link that is legal, and that Node does not know, is lost, not the response", async () => {
    const exotic = earlyHints({ href: "/a", rel: "preload", title: 'a "quoted", title' });
    const response = await ask(exotic, style);
    expect(response.status).toBe(200);
    expect(response.interim.length).toBeGreaterThanOrEqual(1);
  });

  it("a link that Node reads by a pattern costs no more than its length (M14)", async () => {
    const long = earlyHints({
      href: `/${"a".repeat(7000)}`,
      rel: "preload",
      title: "; a=".repeat(1000),
    });
    expect((await ask(long)).status).toBe(200); // A test waits 3 s, and a pattern that backtracks years.
  });
});

describe("HTTP/2", () => {
  const listening = (...interims: readonly Interim[]) =>
    listenH2((req, res) => {
      for (const interim of interims) hint(req, res, interim);
      return send(req, res, ok("done"), { onError });
    });

  it("8297 2: early hints, then the response", async () => {
    const more = earlyHints({ href: "/b", rel: "preload" }, { headers: { "X-A": "b" } });
    const server = await listening(style, more);
    const { interim, headers, body } = await server.request("GET", "/");
    expect(interim.map((fields) => [fields[":status"], fields.link])).toEqual([
      [103, "</style.css>; rel=preload; as=style"],
      [103, "</b>; rel=preload"],
    ]);
    expect(interim[1]?.["x-a"]).toBe("b");
    expect([headers[":status"], body.toString()]).toEqual([200, "done"]);
  });

  it("102 is not in the API, and does nothing", async () => {
    const server = await listening(processing());
    const { interim, headers } = await server.request("GET", "/");
    expect([interim, headers[":status"]]).toEqual([[], 200]);
  });

  it("RFC 9113 8.2.2 a hint goes without a field of the connection", async () => {
    const server = await listening(
      earlyHints({ href: "/b", rel: "preload" }, { headers: { connection: "close" } }),
    );
    const { interim, headers } = await server.request("GET", "/");
    expect(interim).toMatchObject([{ ":status": 103, link: "</b>; rel=preload" }]);
    expect([interim[0]?.connection, headers[":status"]]).toEqual([undefined, 200]);
  });

  it("late, and after a reset: nothing", async () => {
    const late = vi.fn();
    const server = await listenH2(async (req, res) => {
      const reply: AnyReply = ok("done");
      await send(req, res, reply, { onError });
      hint(req, res, style);
      await new Promise((resolve) => res.once("close", resolve));
      hint(req, res, style);
      late();
    });
    const { interim, headers } = await server.request("GET", "/");
    expect([interim, headers[":status"]]).toEqual([[], 200]);
    await vi.waitFor(() => expect(late).toHaveBeenCalledOnce());
  });
});

import type { ServerOptions } from "node:http";
import { ok } from "@rightstatus/core";
import type { AttachOptions } from "@rightstatus/node";
import { beforeAll, describe, expect, it } from "vitest";
import { guardProcess } from "../../node/server.ts";
import type { Connection } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import type { Running } from "../../support/servers.ts";
import { everywhere, type PlainRoute, startOn } from "./everywhere.ts";

guardProcess();

/** Tells what the application was given. */
const handle: PlainRoute["handle"] = ({ req }) =>
  ok(`${req.method} ${req.url} ${req.headers.host}`);
const routes = ["/", "/x", "/traced", `/${"a".repeat(99)}`].map((path) => ({ path, handle }));

const options = {
  open: {},
  strict: {
    hosts: ["a.example", "B.example:8080", "c.example:80", "[::1]"],
    limits: { target: 100 },
  },
  tracing: { acceptsTrace: ({ url }) => url === "/traced" },
  lenient: { insecureHTTPParser: true },
} satisfies Readonly<Record<string, AttachOptions & ServerOptions>>;

type Row = [
  rule: string,
  server: keyof typeof options,
  head: string,
  status: number,
  answer: string,
  connection: "close" | "keep-alive",
];

describe.each(everywhere)("what node:http lets through, on %s", (where) => {
  const servers = new Map<string, Running>();
  beforeAll(async () => {
    for (const [name, o] of Object.entries(options)) {
      servers.set(name, await startOn(where, routes, o));
    }
  });
  const connect = async (name: string) => (await servers.get(name)?.connect()) as Connection;

  it.each<Row>([
    ["9112§3.2 one Host", "open", "GET / HTTP/1.1|Host: x", 200, "GET / x", "keep-alive"],
    ["9112§3.2 no Host", "open", "GET / HTTP/1.1", 400, "There is no Host field.", "close"],
    ["9112§3.2 HTTP/1.0 needs none", "open", "GET / HTTP/1.0", 200, "GET / undefined", "close"],
    [
      "9112§3.2 two Host lines",
      "open",
      "GET / HTTP/1.1|Host: a|hOST: b",
      400,
      "There is more than one Host field.",
      "close",
    ],
    [
      "9112§3.2 the same one twice",
      "open",
      "GET / HTTP/1.1|Host: a|Host: a",
      400,
      "There is more than one Host field.",
      "close",
    ],
    [
      "9112§3.2 an invalid Host",
      "open",
      "GET / HTTP/1.1|Host: ###",
      400,
      "The host is malformed.",
      "close",
    ],
    [
      "9112§3.2 userinfo",
      "open",
      "GET / HTTP/1.1|Host: good.com:x@evil.com",
      400,
      "The host is malformed.",
      "close",
    ],
    [
      "9110§7.4 a host of ours",
      "strict",
      "GET / HTTP/1.1|Host: A.Example",
      200,
      "GET / A.Example",
      "keep-alive",
    ],
    [
      "9110§7.4 on any port",
      "strict",
      "GET / HTTP/1.1|Host: a.example:99",
      200,
      "GET / a.example:99",
      "keep-alive",
    ],
    [
      "9110§7.4 on that port",
      "strict",
      "GET / HTTP/1.1|Host: b.example:8080",
      200,
      "GET / b.example:8080",
      "keep-alive",
    ],
    [
      "9110§4.2.3 on the default port, which goes without saying",
      "strict",
      "GET / HTTP/1.1|Host: c.example",
      200,
      "GET / c.example",
      "keep-alive",
    ],
    [
      "9110§7.4 an IP literal",
      "strict",
      "GET / HTTP/1.1|Host: [::1]:80",
      200,
      "GET / [::1]:80",
      "keep-alive",
    ],
    [
      "9110§15.5.20 on another port",
      "strict",
      "GET / HTTP/1.1|Host: b.example",
      421,
      "This server does not speak for that host.",
      "keep-alive",
    ],
    [
      "9110§15.5.20 another host",
      "strict",
      "GET / HTTP/1.1|Host: evil.example",
      421,
      "This server does not speak for that host.",
      "keep-alive",
    ],
    [
      "9110§15.5.20 no host",
      "strict",
      "GET / HTTP/1.1|Host:",
      421,
      "This server does not speak for that host.",
      "keep-alive",
    ],
    [
      "9112§3.2.2 absolute-form",
      "open",
      "GET http://b.example:8080/x?y=/z HTTP/1.1|Host: a",
      200,
      "GET /x?y=/z b.example:8080",
      "keep-alive",
    ],
    [
      "9112§3.2.2 in any case",
      "open",
      "GET HTTPS://b.example/ HTTP/1.1|Host: a",
      200,
      "GET / b.example",
      "keep-alive",
    ],
    [
      "9112§3.2.2 without a path",
      "open",
      "GET http://b.example HTTP/1.1|Host: a",
      200,
      "GET / b.example",
      "keep-alive",
    ],
    [
      "9112§3.2.2 a query without a path",
      "open",
      "GET http://b.example?q HTTP/1.1|Host: a",
      200,
      "GET /?q b.example",
      "keep-alive",
    ],
    [
      "9112§3.2.2 its authority counts",
      "strict",
      "GET http://evil.example/ HTTP/1.1|Host: a.example",
      421,
      "This server does not speak for that host.",
      "keep-alive",
    ],
    [
      "9112§3.2.2 an invalid Host beside it",
      "open",
      "GET http://b.example/ HTTP/1.1|Host: a b",
      400,
      "The host is malformed.",
      "close",
    ],
    [
      "9110§4.2.4 userinfo",
      "open",
      "GET http://u:p@b.example/ HTTP/1.1|Host: a",
      400,
      "The host is malformed.",
      "close",
    ],
    [
      "9110§4.2.1 no host in it",
      "open",
      "GET http:///x HTTP/1.1|Host: a",
      400,
      "The request target is malformed.",
      "close",
    ],
    [
      "9110§7.4 another scheme",
      "open",
      "GET ftp://b.example/ HTTP/1.1|Host: a",
      421,
      "This server has no such scheme.",
      "keep-alive",
    ],
    [
      "9110§4.2 a fragment",
      "open",
      "GET /a#b HTTP/1.1|Host: a",
      400,
      "The request target is malformed.",
      "close",
    ],
    ["9112§3.2.4 asterisk-form", "open", "OPTIONS * HTTP/1.1|Host: a", 204, "", "keep-alive"],
    [
      "9112§3.2.4 through a proxy",
      "open",
      "OPTIONS http://b.example HTTP/1.1|Host: a",
      204,
      "",
      "keep-alive",
    ],
    [
      "9112§3.2.4 only of OPTIONS",
      "open",
      "GET * HTTP/1.1|Host: a",
      400,
      "The request target is malformed.",
      "close",
    ],
    [
      "9110§15.5.15 a target at the limit",
      "strict",
      `GET /${"a".repeat(99)} HTTP/1.1|Host: a.example`,
      200,
      `GET /${"a".repeat(99)} a.example`,
      "keep-alive",
    ],
    [
      "9110§15.5.15 one more",
      "strict",
      `GET /${"a".repeat(100)} HTTP/1.1|Host: a.example`,
      414,
      "A target may have 100 octets.",
      "close",
    ],
    [
      "9110§15.6.6 HTTP/2.0 in the syntax of HTTP/1.1",
      "open",
      "GET / HTTP/2.0|Host: a",
      505,
      "This connection speaks HTTP/1.1, not HTTP/2.0.",
      "close",
    ],
    [
      "9110§9.3.8 TRACE",
      "open",
      "TRACE / HTTP/1.1|Host: a",
      405,
      "Method Not Allowed",
      "keep-alive",
    ],
    [
      "9110§9.3.8 TRACE that the application takes",
      "tracing",
      "TRACE /traced HTTP/1.1|Host: a",
      200,
      "TRACE /traced a",
      "keep-alive",
    ],
    [
      "9110§9.3.8 and one that it does not",
      "tracing",
      "TRACE / HTTP/1.1|Host: a",
      405,
      "Method Not Allowed",
      "keep-alive",
    ],
    [
      "9112§6.1 chunked",
      "open",
      "POST / HTTP/1.1|Host: a|Transfer-Encoding: Chunked",
      200,
      "POST / a",
      "keep-alive",
    ],
    [
      "9112§6.1 beside Content-Length, even with insecureHTTPParser",
      "lenient",
      "POST / HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked",
      400,
      "Content-Length and Transfer-Encoding exclude each other.",
      "close",
    ],
    [
      "9112§6.3 not ending in chunked",
      "open",
      "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip",
      400,
      "The last transfer coding of a request has to be chunked.",
      "close",
    ],
    [
      "9112§6.1 an unknown coding",
      "open",
      "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked",
      501,
      "The only transfer coding here is chunked.",
      "close",
    ],
    [
      "9112§7 an unknown coding with a parameter",
      "open",
      'POST / HTTP/1.1|Host: a|Transfer-Encoding: x;a="b, c", chunked',
      501,
      "The only transfer coding here is chunked.",
      "close",
    ],
    [
      "9112§7.1 chunked has no parameters",
      "open",
      "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked;a=b",
      400,
      "The last transfer coding of a request has to be chunked.",
      "close",
    ],
    [
      "9112§6.1 chunked in HTTP/1.0",
      "open",
      "POST / HTTP/1.0|Transfer-Encoding: chunked",
      400,
      "HTTP/1.0 has no Transfer-Encoding.",
      "close",
    ],
  ])("%s on %s: %s", async (_rule, name, head, status, answer, keeps) => {
    const client = await connect(name);
    const chunks = /chunked/i.test(head) ? "0\r\n\r\n" : "";
    client.send(`${head.replaceAll("|", "\r\n")}\r\n\r\n${chunks}`);
    const response = await client.read({ method: head.split(" ")[0] ?? "" });
    const body = response.body.toString();
    const detail = status >= 400 ? (JSON.parse(body).detail ?? JSON.parse(body).title) : body;
    expect([response.status, detail]).toEqual([status, answer]);
    expect(value(response, "date")).toMatch(/GMT$/);
    if (status >= 400) expect(value(response, "content-type")).toBe("application/problem+json");
    if (keeps === "close") {
      expect(value(response, "connection")).toBe("close");
      return expect(await client.ended()).toBe("closed");
    }
    client.send("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
    expect((await client.read()).status).toBe(200);
  });

  it("9110§15.5.6 a 405 to TRACE says what there is", async () => {
    const client = await connect("open");
    client.send("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");
    const allow = value(await client.read(), "allow");
    expect(allow).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  });
});

import { createReadStream } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { type AnyReply, conflict, created, noContent, ok, resetContent } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { type H2, listenH2 } from "./h2.ts";
import { type Bare, guardProcess, listen } from "./server.ts";

guardProcess();

/** Every octet there is, and text that has more octets than characters. */
const octets = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
const text = "naïve — 找不到 💩\r\n";
const utf8 = Buffer.from(text);
const pieces = [octets.subarray(0, 1), octets.subarray(1, 500), octets.subarray(500)];

async function* iterate<T>(chunks: readonly T[]): AsyncGenerator<T> {
  yield* chunks;
}

function webStream<T>(chunks: readonly T[]): ReadableStream<T> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** An iterable that is no generator, and whose iterator cannot be told to stop. */
const bareIterable: AsyncIterable<Buffer> = {
  [Symbol.asyncIterator]() {
    const rest = [...pieces];
    return {
      next: () => {
        const value = rest.shift();
        return Promise.resolve(value ? { done: false, value } : { done: true, value: undefined });
      },
    };
  },
};

const binary = "application/octet-stream";
const known = "length";
const unknown = "chunked";

type Row = [
  kind: string,
  body: () => unknown,
  sent: Buffer,
  framing: "length" | "chunked",
  type: string | undefined,
];

const rows: readonly Row[] = [
  ["undefined", () => undefined, Buffer.alloc(0), known, undefined],
  ["text", () => text, utf8, known, "text/plain; charset=utf-8"],
  ["empty text", () => "", Buffer.alloc(0), known, "text/plain; charset=utf-8"],
  [
    "text with a lone surrogate",
    () => "a\ud800",
    Buffer.from("a\ufffd"),
    known,
    "text/plain; charset=utf-8",
  ],
  [
    "an object",
    () => ({ a: text }),
    Buffer.from(JSON.stringify({ a: text })),
    known,
    "application/json",
  ],
  ["a list", () => [1, null, "é"], Buffer.from('[1,null,"é"]'), known, "application/json"],
  ["null", () => null, Buffer.from("null"), known, "application/json"],
  ["false", () => false, Buffer.from("false"), known, "application/json"],
  ["0", () => 0, Buffer.from("0"), known, "application/json"],
  [
    "what has a toJSON",
    () => new Date(0),
    Buffer.from('"1970-01-01T00:00:00.000Z"'),
    known,
    "application/json",
  ],
  [
    "an object without prototype",
    () => Object.assign(Object.create(null), { a: 1 }),
    Buffer.from('{"a":1}'),
    known,
    "application/json",
  ],
  ["Uint8Array", () => new Uint8Array(octets), octets, known, binary],
  ["Buffer", () => octets, octets, known, binary],
  [
    "part of a Buffer",
    () => Buffer.concat([utf8, octets]).subarray(utf8.length),
    octets,
    known,
    binary,
  ],
  ["ArrayBuffer", () => new Uint8Array(octets).buffer, octets, known, binary],
  ["Uint16Array", () => new Uint16Array(new Uint8Array(octets).buffer), octets, known, binary],
  [
    "part of a DataView",
    () => new DataView(new Uint8Array(octets).buffer, 10, 20),
    octets.subarray(10, 30),
    known,
    binary,
  ],
  ["no bytes", () => new Uint8Array(0), Buffer.alloc(0), known, binary],
  [
    "Blob",
    () => new Blob([utf8, octets], { type: "a/b" }),
    Buffer.concat([utf8, octets]),
    known,
    "a/b",
  ],
  ["empty Blob", () => new Blob([]), Buffer.alloc(0), known, binary],
  ["Readable of bytes", () => Readable.from(pieces), octets, unknown, binary],
  [
    "Readable of text",
    () => Readable.from([text, text]),
    Buffer.concat([utf8, utf8]),
    unknown,
    binary,
  ],
  [
    "Readable with an encoding",
    () => Readable.from([utf8], { objectMode: false }).setEncoding("utf8"),
    utf8,
    unknown,
    binary,
  ],
  ["Readable of nothing", () => Readable.from([]), Buffer.alloc(0), unknown, binary],
  ["PassThrough that was ended", () => new PassThrough().end(octets), octets, unknown, binary],
  [
    "a file",
    () => createReadStream(new URL(import.meta.url), { end: 99 }),
    Buffer.alloc(0),
    unknown,
    binary,
  ],
  ["ReadableStream of bytes", () => webStream(pieces), octets, unknown, binary],
  [
    "ReadableStream of text",
    () => webStream([text, text]),
    Buffer.concat([utf8, utf8]),
    unknown,
    binary,
  ],
  ["ReadableStream of a Blob", () => new Blob([octets]).stream(), octets, unknown, binary],
  ["ReadableStream of nothing", () => webStream([]), Buffer.alloc(0), unknown, binary],
  ["body of a fetch Response", () => new Response(octets).body, octets, unknown, binary],
  ["async generator", () => iterate(pieces), octets, unknown, binary],
  ["async iterable without return()", () => bareIterable, octets, unknown, binary],
  [
    "empty chunks between others",
    () => iterate([Buffer.alloc(0), octets, Buffer.alloc(0), "", octets]),
    Buffer.concat([octets, octets]),
    unknown,
    binary,
  ],
  [
    "many small chunks",
    () => iterate(Array.from(octets, (octet) => Buffer.from([octet]))),
    octets,
    unknown,
    binary,
  ],
  [
    "one large chunk",
    () => iterate([Buffer.alloc(3_000_000, octets)]),
    Buffer.alloc(3_000_000, octets),
    unknown,
    binary,
  ],
];

const replies: Readonly<Record<string, () => AnyReply>> = Object.fromEntries(
  rows.flatMap(([, body], index) => [
    [`/ok/${index}`, () => ok(body())],
    [`/created/${index}`, () => created("/7", body())],
    [`/conflict/${index}`, () => conflict({ body: body() })],
  ]),
);

const answer: Parameters<typeof listenH2>[0] = (req, res) => {
  const reply = replies[req.url ?? ""]?.() ?? ok("none");
  return send(req, res, reply);
};

const pathOf = (helper: string, kind: string): string =>
  `/${helper}/${rows.findIndex((row) => row[0] === kind)}`;

/** The file is this one, so that its first octets are known without reading it twice. */
async function sentOf([kind, body, sent]: Row): Promise<Buffer> {
  if (kind !== "a file") return sent;
  const chunks: Buffer[] = [];
  for await (const chunk of body() as Readable) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("HTTP/1.1", () => {
  let server: Bare;
  beforeAll(async () => {
    server = await listen(answer);
  });

  describe.each([
    ["ok", 200],
    ["created", 201],
    ["conflict", 409],
  ])("%s", (helper, status) => {
    it.each(rows)("GET, %s", async (...row) => {
      const [kind, , , framing, type] = row;
      const response = await server.exchange(request(`GET ${pathOf(helper, kind)}`));
      const sent = await sentOf(row);
      expect(response.status).toBe(status);
      expect(response.body.equals(sent)).toBe(true);
      expect(response.framing).toBe(framing);
      expect(value(response, "content-length")).toBe(
        framing === known ? String(sent.length) : undefined,
      );
      expect(value(response, "content-type")).toBe(type);
    });
  });

  it.each(rows)("HEAD, %s: the fields of GET, and no content", async (...row) => {
    const [kind, , , framing] = row;
    const head = await server.exchange(request(`HEAD ${pathOf("ok", kind)}`));
    const get = await server.exchange(request(`GET ${pathOf("ok", kind)}`));
    // RFC 9110 section 9.3.2 lets a server leave out what only the content tells.
    const fields = (response: Response): string[] =>
      response.fields
        .map(([name, text]) => `${name.toLowerCase()}: ${text}`)
        .filter((line) => !/^(date|transfer-encoding): /.test(line))
        .filter((line) => kind !== "undefined" || line !== "content-length: 0")
        .toSorted();
    expect(head.status).toBe(200);
    expect(fields(head)).toEqual(fields(get));
    if (framing === unknown) expect(value(head, "content-length")).toBeUndefined();
  });

  it.each(rows)("an HTTP/1.0 client, %s: never chunked, and closed", async (...row) => {
    const connection = await server.connect();
    connection.send(`GET ${pathOf("ok", row[0])} HTTP/1.0\r\n\r\n`);
    const response = await connection.read({ version: "1.0" });
    const sent = await sentOf(row);
    expect(response.body.equals(sent)).toBe(true);
    expect(response.framing).toBe(row[3] === known ? "length" : "close");
    expect(await connection.ended()).toBe("closed");
  });

  it.each(rows)("an HTTP/1.0 client that keeps its connection, %s", async (...row) => {
    const [kind, , , framing] = row;
    const connection = await server.connect();
    connection.send(`GET ${pathOf("ok", kind)} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n`);
    const response = await connection.read({ version: "1.0" });
    expect(response.body.equals(await sentOf(row))).toBe(true);
    // The end of content of unknown length is the end of the connection (RFC 9112 section 6.3).
    if (framing === unknown) expect(await connection.ended()).toBe("closed");
    else expect(value(response, "connection")).toBe("keep-alive");
  });

  it.each(rows)("two pipelined requests, %s", async (...row) => {
    const connection = await server.connect();
    const wire = request(`GET ${pathOf("ok", row[0])}`);
    connection.send(wire + wire + request("GET /canary"));
    const sent = await sentOf(row);
    expect((await connection.read()).body.equals(sent)).toBe(true);
    expect((await connection.read()).body.equals(sent)).toBe(true);
    expect((await connection.read()).body.toString()).toBe("alive");
  });

  it("responses without content are framed as such (RFC 9112 section 6.3)", async () => {
    const bare = await listen((req, res) =>
      send(req, res, req.url === "/204" ? noContent() : resetContent()),
    );
    const nothing = await bare.exchange(request("DELETE /204"));
    expect([nothing.status, nothing.framing]).toEqual([204, "none"]);
    expect(value(nothing, "content-length")).toBeUndefined();
    const reset = await bare.exchange(request("POST /205", [], "a"));
    expect([reset.status, value(reset, "content-length")]).toEqual([205, "0"]);
    const reread = await bare.exchange(request("HEAD /205"));
    expect(value(reread, "content-length")).toBe("0");
  });
});

describe("HTTP/2", () => {
  let server: H2;
  beforeAll(async () => {
    server = await listenH2(answer);
  });

  it.each(rows)("GET, %s", async (...row) => {
    const [kind, , , framing, type] = row;
    const { headers, body, code } = await server.request("GET", pathOf("ok", kind));
    const sent = await sentOf(row);
    expect(headers[":status"]).toBe(200);
    expect(body.equals(sent)).toBe(true);
    expect(headers["content-length"]).toBe(framing === known ? String(sent.length) : undefined);
    expect(headers["content-type"]).toBe(type);
    expect(code).toBe(0);
    expect(headers).not.toHaveProperty("connection");
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  it.each(rows)("HEAD, %s", async (...row) => {
    const [kind, , , framing, type] = row;
    const { headers, body, code } = await server.request("HEAD", pathOf("ok", kind));
    expect([headers[":status"], body.length, code]).toEqual([200, 0, 0]);
    const length = framing === known ? String((await sentOf(row)).length) : undefined;
    expect(headers["content-length"]).toBe(kind === "undefined" ? undefined : length);
    expect(headers["content-type"]).toBe(type);
  });
});

describe("what has no representation is a 500, and nothing of the 200 is sent", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const bodies: [what: string, body: () => unknown][] = [
    ["a cycle", () => cycle],
    ["a bigint inside", () => ({ a: 1n })],
    [
      "a toJSON that throws",
      () => ({
        toJSON: () => {
          throw new Error("hunter2");
        },
      }),
    ],
    ["a toJSON that says nothing", () => ({ toJSON: () => undefined })],
    [
      "a getter that throws",
      () =>
        Object.defineProperty({}, "a", {
          enumerable: true,
          get: () => {
            throw new Error("hunter2");
          },
        }),
    ],
    ["chunks that are no bytes", () => iterate([{ a: 1 }])],
    ["chunks that are numbers", () => iterate([1, 2])],
    ["chunks that are null", () => webStream([null])],
    ["a Readable of objects", () => Readable.from([{ a: 1 }])],
    ["a thing with getReader that is no stream", () => ({ getReader: 1 })],
    ["an iterator that cannot be had", () => ({ [Symbol.asyncIterator]: 1 })],
    ["an iterator that is none", () => ({ [Symbol.asyncIterator]: () => undefined })],
  ];
  it.each(bodies)("%s", async (_what, body) => {
    const errors: unknown[] = [];
    const bare = await listen((req, res) =>
      send(req, res, ok(body(), { etag: undefined } as never), {
        onError: (error) => errors.push(error),
      }),
    );
    const response = await bare.exchange(request("GET /"));
    expect(response.status).toBe(500);
    expect(value(response, "content-type")).toBe("application/problem+json");
    expect(value(response, "etag")).toBeUndefined();
    expect(response.body.toString()).not.toContain("hunter2");
    expect(errors).toHaveLength(1);
  });
});

import { truncateSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { type ClientHttp2Stream, constants } from "node:http2";
import { join } from "node:path";
import { notFound } from "@rightstatus/core";
import * as forKoa from "@rightstatus/koa";
import { fileServer, send } from "@rightstatus/node";
import Koa3 from "koa";
import Koa2 from "koa2";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, type H2, type Listener, listenH2 } from "../h2.ts";
import { guardProcess } from "../server.ts";
import { noonTag, openBelow, put, treeOf } from "./tree.ts";

guardProcess();

/** More than all windows of a stream and of its connection. */
const LARGE = 24 * 2 ** 20;

const type = "text/plain; charset=utf-8";
const tag = `"a-${noonTag}"`;
const noon = "Sun, 06 Nov 1994 08:49:37 GMT";

const whole = {
  ":status": 200,
  "accept-ranges": "bytes",
  "content-length": "10",
  "content-type": type,
  etag: tag,
  "last-modified": noon,
};
const part = { ...whole, ":status": 206 };

type Row = [
  rule: string,
  method: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string | number>>,
  content: string,
];

/** Of a file of ten digits. */
const rows: readonly Row[] = [
  ["9110 15.3.1", "GET", {}, whole, "0123456789"],
  ["9110 9.3.2", "HEAD", {}, whole, ""],
  ["9110 14.2 HEAD ignores Range", "HEAD", { range: "bytes=0-1" }, whole, ""],
  [
    "9110 15.3.7",
    "GET",
    { range: "bytes=2-4" },
    { ...part, "content-length": "3", "content-range": "bytes 2-4/10" },
    "234",
  ],
  [
    "9110 14.6",
    "GET",
    { range: "bytes=0-1,-2" },
    { ...part, "content-length": "262", "content-type": "multipart/byteranges; boundary={b}" },
    `--{b}
Content-Type: ${type}
Content-Range: bytes 0-1/10

01
--{b}
Content-Type: ${type}
Content-Range: bytes 8-9/10

89
--{b}--
`,
  ],
  ["9110 13.1.2", "GET", { "if-none-match": tag }, { ":status": 304, etag: tag }, ""],
  ["9110 13.1.3", "HEAD", { "if-modified-since": noon }, { ":status": 304, etag: tag }, ""],
];

const refusals: readonly [rule: string, fields: Readonly<Record<string, string>>, number][] = [
  ["9110 13.1.1", { "if-match": '"a"' }, 412],
  ["9110 15.5.17", { range: "bytes=10-" }, 416],
];

let root = "";
let response: ServerResponse | undefined;
const onError = vi.fn();
afterEach(() => onError.mockReset());

const apps: Readonly<Record<string, () => Listener>> = {
  send: () => {
    const answer = fileServer({ root });
    return async (req, res) => {
      await send(req, res, (await answer(req)) ?? notFound(), { onError });
    };
  },
  "koa 2": () => koaApp(new Koa2()),
  "koa 3": () => koaApp(new Koa3()),
};

function koaApp(app: Koa3): Listener {
  app.silent = true;
  return app.use(forKoa.replies({ onError })).use(forKoa.files({ root })).callback();
}

describe.each(Object.keys(apps))("files over HTTP/2, by %s", (name) => {
  let app: H2;
  beforeAll(async () => {
    root = treeOf({ "a.txt": "0123456789", "large.bin": "" });
    truncateSync(join(root, "large.bin"), LARGE);
    const listener = apps[name]?.();
    app = await listenH2((req, res) => {
      response = res;
      return listener?.(req, res);
    });
  });

  it.each(rows)("%s: %s %j", async (_rule, method, fields, headers, content) => {
    const answer = await app.request(method, "/a.txt", fields);
    const boundary = /boundary=(\w+)/.exec(answer.headers["content-type"] ?? "")?.[1] ?? "{b}";
    const sent = Object.entries(answer.headers)
      .filter(([field]) => field !== "date")
      .map(([field, value]) => [
        field,
        field === "content-type" ? `${value}`.replace(boundary, "{b}") : value,
      ]);
    // All of them: none belongs to a connection (RFC 9113 section 8.2.2).
    expect(Object.fromEntries(sent)).toEqual(headers);
    const text = answer.body.toString().replaceAll("\r\n", "\n").replaceAll(boundary, "{b}");
    expect([text, answer.code]).toEqual([content, 0]);
    expect(openBelow(root)).toBe(0);
  });

  it.each(refusals)("%s: %j", async (_rule, fields, status) => {
    const answer = await app.request("GET", "/a.txt", fields);
    expect([answer.headers[":status"], answer.code]).toEqual([status, 0]);
    expect(openBelow(root)).toBe(0);
  });

  it("a large file, and at once a small one", async () => {
    const session = app.session();
    const large = ask(session, "GET", "/large.bin");
    const small = await ask(session, "GET", "/a.txt");
    expect(small.body.toString()).toBe("0123456789");
    const { body, code } = await large;
    expect([body.length, code]).toEqual([LARGE, 0]);
    expect(openBelow(root)).toBe(0);
  });

  const ways = [
    ["the whole", {}],
    ["a part", { range: "bytes=1-" }],
    ["two parts", { range: "bytes=0-9,100-" }],
  ] as const;

  it.each(ways)(
    "9113 8.1 %s, reset by the client: the descriptor is closed",
    async (_what, fields) => {
      const session = app.session();
      const streams = await Promise.all(
        Array.from({ length: 20 }, () =>
          stalled(session.request({ ":path": "/large.bin", ...fields })),
        ),
      );
      await expectOpen(20);
      for (const stream of streams) stream.close(constants.NGHTTP2_CANCEL);
      await expectOpen(0);
      expect((await ask(session, "GET", "/a.txt")).body.toString()).toBe("0123456789");
      expect(onError).not.toHaveBeenCalled();
    },
  );

  it.each(ways)("%s, and the session is gone: the descriptor is closed", async (_what, fields) => {
    const session = app.session();
    await stalled(session.request({ ":path": "/large.bin", ...fields }));
    await expectOpen(1);
    session.destroy();
    await expectOpen(0);
    expect(onError).not.toHaveBeenCalled();
  });

  it("reset before the response: no descriptor is left", async () => {
    const session = app.session();
    for (let i = 0; i < 50; i += 1) {
      const stream = session.request({ ":path": "/large.bin" });
      stream.on("error", () => {});
      stream.close(constants.NGHTTP2_CANCEL);
    }
    expect((await ask(session, "GET", "/a.txt")).body.toString()).toBe("0123456789");
    await expectOpen(0);
    expect(onError).not.toHaveBeenCalled();
  });

  it("9113 5.2 a client that gives no room is sent no more, and little waits for it", async () => {
    const stream = await stalled(app.session().request({ ":path": "/large.bin" }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(response?.writableLength).toBeLessThan(256 * 1024);
    expect(openBelow(root)).toBe(1);
    stream.resume();
    await expectOpen(0);
  });

  it("9113 8.1.1 a file that is cut short: the stream is reset", async () => {
    put(join(root, "cut.bin"), "");
    truncateSync(join(root, "cut.bin"), LARGE);
    const stream = await stalled(app.session().request({ ":path": "/cut.bin" }));
    truncateSync(join(root, "cut.bin"), 0);
    stream.resume();
    await new Promise((resolve) => stream.once("close", resolve));
    expect(stream.rstCode).toBe(constants.NGHTTP2_INTERNAL_ERROR);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
    await expectOpen(0);
  });
});

function expectOpen(count: number): Promise<void> {
  return vi.waitFor(() => expect(openBelow(root)).toBe(count), 5000);
}

/** Has its head, and does not read on. */
function stalled(stream: ClientHttp2Stream): Promise<ClientHttp2Stream> {
  stream.on("error", () => {});
  return new Promise((resolve) => stream.once("response", () => resolve(stream)));
}

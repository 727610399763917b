import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { createGzip, gunzipSync } from "node:zlib";
import {
  type AnyReply,
  badGateway,
  conflict,
  etag,
  etagOf,
  noContent,
  ok,
} from "@rightstatus/core";
import { type Staged, stage } from "@rightstatus/node/adapter";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { type Response, value } from "../support/response-parser.ts";
import { counting, guardProcess, listen, pause } from "./server.ts";
import { sources } from "./sources.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

/** What a framework and its middleware do between the handler and the boundary. */
type Between = (staged: Staged, res: ServerResponse) => readonly [status: number, body: unknown];

const asItIs: Between = ({ status, body }) => [status, body];

function staging(
  make: () => AnyReply,
  between: Between,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return (req, res) => {
    const staged = stage(req, res, make(), { onError });
    staged.setFields();
    return staged.release(...between(staged, res));
  };
}

async function answered(
  make: () => AnyReply,
  between = asItIs,
  wire = request("GET /"),
): Promise<Response> {
  const answer = staging(make, between);
  return (await listen((req, res) => void answer(req, res))).exchange(wire);
}

describe("a staged reply that nobody touched goes out as it would have been sent", () => {
  it.each<[what: string, make: () => AnyReply, status: number, text: string, framing: string]>([
    ["text", () => ok("text"), 200, "text", "length"],
    ["JSON", () => ok({ a: 1 }), 200, '{"a":1}', "length"],
    ["nothing", () => noContent(), 204, "", "none"],
    ["a problem", () => conflict({ body: "no" }), 409, "no", "length"],
    ...sources.map(([kind, source]): [string, () => AnyReply, number, string, string] => [
      kind,
      () => ok(source({ steps: ["a", "b"] })),
      200,
      "ab",
      "chunked",
    ]),
    [
      "a stream that says how long it is",
      () => ok(Readable.from(["abc"]), { headers: { "content-length": "3" } }),
      200,
      "abc",
      "length",
    ],
  ])("%s", async (_what, make, status, text, framing) => {
    const response = await answered(make);
    expect([response.status, response.body.toString(), response.framing]).toEqual([
      status,
      text,
      framing,
    ]);
    expect(onError).not.toHaveBeenCalled();
  });

  it("its fields are on the response before it is released", async () => {
    const seen: unknown[] = [];
    await answered(
      () => ok("a", { cacheControl: "private" }),
      (staged, res) => {
        seen.push(res.getHeader("cache-control"), res.getHeader("etag"), res.headersSent);
        return asItIs(staged, res);
      },
    );
    expect(seen).toEqual(["private", etagOf("a"), false]);
  });
});

describe("what middleware puts in the place of the body", () => {
  it.each<[what: string, body: () => unknown, text: string]>([
    ["text", () => "other", "other"],
    ["bytes", () => Buffer.from("other"), "other"],
    ["a stream", () => Readable.from(["ot", "her"]), "other"],
    ["an object", () => ({ other: 1 }), '{"other":1}'],
    ["nothing", () => null, ""],
    ["nothing", () => undefined, ""],
  ])(
    "%s: goes out, framed anew, and our validators and digests do not",
    async (_what, body, text) => {
      const o = { etag: etag("1"), headers: { "content-digest": "sha-256=:AA==:" } };
      for (const make of [() => ok("text", o), () => ok(Readable.from(["text"]), o)]) {
        const response = await answered(make, ({ status }) => [status, body()]);
        expect([response.status, response.body.toString()]).toEqual([200, text]);
        expect(value(response, "etag")).toBeUndefined();
        expect(value(response, "content-digest")).toBeUndefined();
      }
    },
  );

  it.each(sources)("instead of %s: that is freed", async (kind, source) => {
    const freed = vi.fn();
    await answered(
      () => ok(source({ steps: ["text"], freed })),
      ({ status }) => [status, "other"],
    );
    if (!/generator|from/.test(kind)) expect(freed).toHaveBeenCalledOnce();
  });

  it.each<[what: string, make: () => AnyReply]>([
    ["bytes", () => ok("text".repeat(1000))],
    [
      "a stream",
      () => ok(Readable.from(["text".repeat(500), "text".repeat(500)]), { etag: etag("1") }),
    ],
  ])("%s, compressed: the tag is weak", async (_what, make) => {
    const response = await answered(make, ({ status, body }, res) => {
      res.setHeader("content-encoding", "gzip");
      const gzip = createGzip();
      return [status, body instanceof Readable ? body.pipe(gzip) : gzip.end(body)];
    });
    expect(gunzipSync(response.body).toString()).toBe("text".repeat(1000));
    expect(value(response, "etag")).toMatch(/^W\/"/);
    expect(value(response, "content-length")).toBeUndefined();
  });

  it.each([
    ["at once", [new Error(canary)]],
    ["later", ["text".repeat(100_000), new Error(canary)]],
  ])(
    "a stream that breaks %s behind a pipe: never a clean end, one report",
    async (_when, steps) => {
      for (const [, source] of sources) {
        onError.mockReset();
        const answer = staging(
          () => ok(source({ steps, pace: 1 })),
          ({ status, body }) => [status, (body as Readable).pipe(new PassThrough())],
        );
        const server = await listen((req, res) => void answer(req, res));
        const connection = await server.connect();
        connection.send(request("GET /"));
        if (steps.length === 1) expect((await connection.read()).status).toBe(500);
        else expect(await connection.broken()).not.toContain("0\r\n\r\n");
        expect(onError).toHaveBeenCalledOnce();
      }
    },
  );

  it("what cannot be said: a 500", async () => {
    const response = await answered(
      () => ok("a"),
      ({ status }) => [status, { a: 1n }],
    );
    expect(response.status).toBe(500);
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe("what middleware makes of the status", () => {
  it.each([204, 205, 304])("9110 6.4.1 %i: no content", async (status) => {
    for (const make of [() => ok("text"), () => ok(Readable.from(["text"]))]) {
      const response = await answered(make, ({ body }) => [status, body]);
      expect([response.status, response.body.toString()]).toEqual([status, ""]);
    }
  });

  it.each([100, 101, 102, 103, 199])(
    "9110 15.2 %i: a 500, for none of them is final",
    async (status) => {
      for (const make of [() => ok("text"), () => ok(Readable.from(["text"]))]) {
        const response = await answered(make, ({ body }) => [status, body]);
        expect([response.status, response.interim]).toEqual([500, []]);
      }
    },
  );

  it("500 and more are reported once", async () => {
    const reply = badGateway();
    expect((await answered(() => reply)).status).toBe(502);
    expect(onError).toHaveBeenCalledExactlyOnceWith(reply, expect.anything());
  });
});

describe("a client that goes before the release", () => {
  it.each(sources)("%s: freed, whether it was replaced or not", async (kind, source) => {
    for (const replaced of [false, true]) {
      const [freed, otherFreed, done] = [vi.fn(), vi.fn(), vi.fn()];
      const server = await listen(async (req, res) => {
        const staged = stage(req, res, ok(source({ steps: ["a"], freed })), { onError });
        staged.setFields();
        await new Promise((resolve) => res.once("close", resolve));
        const other = source({ steps: ["b"], freed: otherFreed });
        await staged.release(200, replaced ? other : staged.body).then(done);
      });
      const client = await counting(server.port, request("GET /"));
      await pause(10);
      client.socket.resetAndDestroy();
      await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(undefined));
      if (!/generator|from/.test(kind)) {
        expect(freed).toHaveBeenCalledOnce();
        expect(otherFreed).toHaveBeenCalledTimes(replaced ? 1 : 0);
      }
      expect(onError).not.toHaveBeenCalled();
    }
  });

  it.each(sources)("%s that is not sent after all is freed", async (kind, source) => {
    const freed = vi.fn();
    const server = await listen((req, res) => {
      stage(req, res, ok(source({ steps: ["a"], freed })), { onError }).discard();
      res.end();
    });
    await server.exchange(request("GET /"));
    if (!/generator|from/.test(kind)) expect(freed).toHaveBeenCalledOnce();
  });
});

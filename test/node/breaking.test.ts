import { createServer, get } from "node:http";
import { etag, ok } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import { listenH2 } from "./h2.ts";
import { onError, sent, serving } from "./sending.ts";
import { counting, guardProcess, listen } from "./server.ts";
import { sources } from "./sources.ts";

guardProcess();
const failure = new Error(canary);

/** What follows the head of a broken response. */
function contentOf(received: string): string {
  return received.slice(received.indexOf("\r\n\r\n") + 4);
}

describe.each(sources)("%s", (_kind, make) => {
  describe("breaks (F2, F3)", () => {
    it("before its first byte: one whole 500, and one report", async () => {
      const freed = vi.fn();
      const server = await serving(() =>
        ok(make({ steps: [failure], freed }), {
          etag: etag("1"),
          type: "text/csv",
          language: "fr",
          cacheControl: "public, max-age=60",
          lastModified: new Date(0),
          headers: { "content-length": "5", "accept-ranges": "bytes" },
        }),
      );
      const response = await server.exchange(request("GET /"));
      expect([response.status, response.framing]).toEqual([500, "length"]);
      expect(JSON.parse(response.body.toString())).toEqual({
        type: "about:blank",
        title: "Internal Server Error",
        status: 500,
      });
      for (const name of ["etag", "last-modified", "accept-ranges", "content-language"]) {
        expect(value(response, name)).toBeUndefined();
      }
      expect(value(response, "cache-control")).toBe("no-store");
      expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
      expect(freed).toHaveBeenCalled();
      expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
    });

    it.each([1, 2, 5])("after %d chunks: never a clean end, and one report", async (chunks) => {
      const freed = vi.fn();
      const steps = [...Array.from({ length: chunks }, () => "chunk"), failure];
      const server = await serving(() => ok(make({ steps, freed, pace: 2 })));
      const connection = await server.connect();
      connection.send(request("GET /"));
      const received = await connection.broken();
      expect(received).toContain("200 OK");
      expect(received.match(/chunk\r/g)).toHaveLength(chunks);
      expect(received).not.toContain("0\r\n\r\n");
      expect(received).not.toContain(canary);
      expect(onError).toHaveBeenCalledExactlyOnceWith(failure, expect.anything());
      expect(freed).toHaveBeenCalled();
      expect(sent).toHaveBeenCalledExactlyOnceWith(undefined);
    });

    it("before its first byte, for an HTTP/1.0 client", async () => {
      const server = await serving(() => ok(make({ steps: [failure] })));
      const connection = await server.connect();
      connection.send("GET / HTTP/1.0\r\n\r\n");
      expect((await connection.read({ version: "1.0" })).status).toBe(500);
    });

    it("later, for an HTTP/1.0 client: a reset, for the end alone would be a clean one", async () => {
      const server = await serving(() => ok(make({ steps: ["a", failure], pace: 5 })));
      const { socket } = await counting(server.port, "GET / HTTP/1.0\r\n\r\n");
      const errors: unknown[] = [];
      socket.on("error", (error) => errors.push(error));
      await new Promise((resolve) => socket.once("close", resolve));
      expect(onError).toHaveBeenCalledOnce();
      expect(errors).toEqual([expect.objectContaining({ code: "ECONNRESET" })]);
    });

    it("on HTTP/2, before and after its first byte", async () => {
      const server = await listenH2((req, res) =>
        send(
          req,
          res,
          ok(make({ steps: req.url === "/0" ? [failure] : ["a", failure], pace: 2 })),
          {
            onError,
          },
        ),
      );
      const before = await server.request("GET", "/0");
      expect([before.headers[":status"], before.code]).toEqual([500, 0]);
      const after = await server.request("GET", "/1");
      expect([after.headers[":status"], after.code]).toEqual([200, 2]);
      expect(onError).toHaveBeenCalledTimes(2);
    });
  });

  describe("announced by Content-Length (RFC 9110 section 8.6)", () => {
    const announcing = (length: number, steps: readonly string[], freed = () => {}) =>
      serving(() =>
        ok(make({ steps, freed, pace: 1 }), { headers: { "content-length": String(length) } }),
      );

    it.each<[length: number, steps: string[]]>([
      [0, []],
      [5, ["12345"]],
      [5, ["12", "", "345"]],
    ])("%d octets of %j: whole, and the connection stays", async (length, steps) => {
      const response = await (await announcing(length, steps)).exchange(request("GET /"));
      expect([response.framing, response.body.toString()]).toEqual(["length", steps.join("")]);
      expect(onError).not.toHaveBeenCalled();
    });

    it.each<[length: number, steps: string[]]>([
      [10, []],
      [10, ["12345"]],
      [10, ["1234", "56789"]],
      [2 ** 40, ["1"]],
    ])("%d octets of %j: too short, never a clean end", async (length, steps) => {
      const freed = vi.fn();
      const connection = await (await announcing(length, steps, freed)).connect();
      connection.send(request("GET /") + request("GET /canary"));
      const content = contentOf(await connection.broken());
      expect(steps.join("")).toContain(content);
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
      expect(freed).toHaveBeenCalled();
    });

    it.each<[length: number, steps: string[]]>([
      [0, ["1"]],
      [3, ["12345"]],
      [3, ["12", "345"]],
      [5, ["12345", "6"]],
      [5, ["1", "2", "3", "4", "5", "6", "7"]],
    ])("%d octets of %j: too long, never more than announced", async (length, steps) => {
      const freed = vi.fn();
      const server = await announcing(length, [...steps, "x".repeat(1e5)], freed);
      const { socket } = await counting(server.port, request("GET /") + request("GET /canary"));
      const chunks: Buffer[] = [];
      socket.on("data", (bytes) => chunks.push(bytes));
      await new Promise((resolve) => socket.once("close", resolve));
      const content = contentOf(Buffer.concat(chunks).toString());
      expect(content.length).toBeLessThanOrEqual(length);
      expect(steps.join("").startsWith(content)).toBe(true);
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
      await vi.waitFor(() => expect(freed).toHaveBeenCalled());
    });
  });
});

it("the response of an upstream that breaks off breaks off too", async () => {
  const upstream = createServer((_req, res) => {
    res.write("part");
    setTimeout(() => res.destroy(), 20);
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const { port } = upstream.address() as { port: number };
  const server = await listen((req, res) => {
    get({ port, host: "127.0.0.1" }, (incoming) => void send(req, res, ok(incoming), { onError }));
  });
  const connection = await server.connect();
  connection.send(request("GET /"));
  const received = await connection.broken();
  expect(received).toContain("part");
  expect(received).not.toContain("0\r\n\r\n");
  expect(onError).toHaveBeenCalledOnce();
  upstream.close();
});

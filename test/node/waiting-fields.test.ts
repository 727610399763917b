import type { IncomingMessage, ServerResponse } from "node:http";
import { etag, ok } from "@rightstatus/core";
import { type Staged, stage } from "@rightstatus/node/adapter";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();

const own = {
  "content-type": "text/plain; charset=utf-8",
  etag: '"v1"',
  "cache-control": "no-cache",
};

/** What a request gets whose reply is on the response, after somebody touched that. */
async function answered(
  touch: (res: ServerResponse, staged: Staged) => unknown,
): Promise<[Response, unknown]> {
  let told: unknown;
  const server = await listen((req: IncomingMessage, res) => {
    const reply = ok("text", { etag: etag("v1"), cacheControl: "no-cache" });
    const staged = stage(req, res, reply);
    staged.setFields();
    told = touch(res, staged);
    if (res.headersSent) staged.discard();
    else void staged.release(staged.status, staged.body);
  });
  return [await server.exchange(request("GET /")), told];
}

/** Those of the reply, with what each row says of them. */
function expectFields(
  response: Response,
  fields: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, line] of Object.entries({ ...own, ...fields })) {
    expect([name, value(response, name)]).toEqual([name, line]);
  }
}

describe("a header section that waits on its response", () => {
  it("tells its fields before it is sent", async () => {
    const [response, told] = await answered((res) => ({
      names: res.getHeaderNames(),
      all: { ...res.getHeaders() },
      one: [res.getHeader("ETag"), res.getHeader("X-None")],
      has: [res.hasHeader("Etag"), res.hasHeader("x-none"), res.hasHeader("constructor")],
      sent: res.headersSent,
    }));
    expect(told).toEqual({
      names: expect.arrayContaining(Object.keys(own)),
      all: own,
      one: ['"v1"', undefined],
      has: [true, false, false],
      sent: false,
    });
    expectFields(response, { "content-length": "4" });
  });

  it.each<[string, (res: ServerResponse) => unknown, Record<string, string | undefined>]>([
    ["sets a field", (res) => res.setHeader("X-A", "1"), { "x-a": "1" }],
    [
      "replaces one",
      (res) => res.setHeader("Cache-Control", "no-store"),
      { "cache-control": "no-store" },
    ],
    ["adds a line", (res) => res.appendHeader("X-A", "1"), { "x-a": "1" }],
    ["sets several", (res) => res.setHeaders(new Map([["x-a", "1"]])), { "x-a": "1" }],
    ["takes one out", (res) => res.removeHeader("ETag"), { etag: undefined }],
    ["says the length", (res) => res.setHeader("Content-Length", 4), { "content-length": "4" }],
    ["says it as text", (res) => res.setHeader("Content-Length", "4"), { "content-length": "4" }],
    [
      "hooks the head",
      (res) => {
        const { writeHead } = res;
        res.writeHead = ((...head: unknown[]) => {
          res.setHeader("X-A", "1");
          return Reflect.apply(writeHead, res, head);
        }) as never;
      },
      { "x-a": "1" },
    ],
    [
      "hooks what sets a field, and sets one",
      (res) => {
        const { setHeader } = res;
        res.setHeader = (name, line) => setHeader.call(res, name, line);
        res.setHeader("X-A", "1");
      },
      { "x-a": "1" },
    ],
  ])("is sent with all else where somebody %s", async (_what, touch, fields) => {
    const [response] = await answered(touch);
    expectFields(response, { "content-length": "4", ...fields });
    expect([response.status, response.body.toString()]).toEqual([200, "text"]);
  });

  it("tells what was set beside it", async () => {
    const [, told] = await answered((res) => {
      res.setHeader("X-A", "1");
      return {
        names: res.getHeaderNames().includes("x-a"),
        all: res.getHeaders()["x-a"],
        one: res.getHeader("X-A"),
        has: res.hasHeader("X-A"),
      };
    });
    expect(told).toEqual({ names: true, all: "1", one: "1", has: true });
  });

  it.each<[string, (res: ServerResponse) => void]>([
    ["writes the head himself", (res) => void res.writeHead(200).end("mine")],
    ["lets node:http write it", (res) => void res.end("mine")],
    [
      "sends it before the content",
      (res) => {
        res.flushHeaders();
        res.end("mine");
      },
    ],
  ])("goes out where somebody %s", async (_what, touch) => {
    const [response] = await answered(touch);
    expectFields(response, {});
    expect(response.body.toString()).toBe("mine");
  });

  it("is over with the response: nothing can be set any more, and it tells what went out", async () => {
    const [response, res] = await answered((own) => own);
    const answeredWith = res as ServerResponse;
    expect(answeredWith.getHeader("content-length")).toBe(value(response, "content-length"));
    expect(() => answeredWith.setHeader("x-late", "1")).toThrow(/after they are sent/);
    expect(() => answeredWith.removeHeader("etag")).toThrow(/after they are sent/);
  });
});

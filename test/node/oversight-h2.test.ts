import type { OutgoingHttpHeaders } from "node:http2";
import { ok, preconditionRequired, upgradeRequired } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { overseer } from "@rightstatus/node/adapter";
import { describe, expect, it, vi } from "vitest";
import { type Listener, listenH2 } from "./h2.ts";

const overseen = overseer({ conformance: "fix" });

describe("RFC 9113 section 8.2.2, fix on HTTP/2 asks for no field that it may not have", () => {
  it.each<[what: string, answer: Listener, status: number, code: string | undefined]>([
    ["a reply", (req, res) => send(req, res, upgradeRequired(["websocket"])), 426, undefined],
    ["a head by hand", (_req, res) => res.writeHead(426).end(), 426, undefined],
    [
      "others it still adds",
      (_req, res) => res.writeHead(428).end(),
      428,
      "fix/428-with-cache-control",
    ],
    ["a reply that has them", (req, res) => send(req, res, preconditionRequired()), 428, undefined],
    ["nothing is wrong", (req, res) => send(req, res, ok("a")), 200, undefined],
  ])("%s", async (_what, answer, status, code) => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const server = await listenH2((req, res) => {
      overseen(req, res);
      return answer(req, res);
    });
    const { headers } = await server.request("GET", "/");
    expect([headers[":status"], headers.connection, headers.upgrade]).toEqual([
      status,
      undefined,
      undefined,
    ]);
    if (status === 428) expect(headers["cache-control"]).toBe("no-store");
    const codes = warned.mock.calls.map(([, told]) => Reflect.get(Object(told), "code"));
    expect(codes).toEqual(code === undefined ? [] : [code]);
  });
});

it("9110 8.6, 15.4.5 fix takes from a 304 on HTTP/2 what it takes from any", async () => {
  vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const server = await listenH2((req, res) => {
    overseen(req, res);
    res.writeHead(304, { "content-length": "4", "content-type": "text/plain", etag: '"a"' }).end();
  });
  const { headers } = await server.request("GET", "/", { "if-none-match": '"a"' });
  expect(headers).toMatchObject({ ":status": 304, etag: '"a"' });
  expect([headers["content-length"], headers["content-type"]]).toEqual([undefined, undefined]);
});

describe("RFC 9110 section 15.3.6, a 205 on HTTP/2, where node:http2 itself drops the content", () => {
  const fields = { "content-length": "4" };
  const answers: Readonly<Record<string, Listener>> = {
    "at the end": (_req, res) => void res.writeHead(205).end("lost"),
    later: (_req, res) => {
      res.statusCode = 205;
      res.write("lo");
      res.end("st");
    },
    "with its length": (_req, res) => void res.writeHead(205, fields).end("lost"),
  };

  it.each([
    ["fix", "at the end", undefined, []],
    ["fix", "later", undefined, []],
    ["fix", "with its length", "0", ["fix/205-framing-content-length"]],
    ["warn", "at the end", undefined, []],
    ["warn", "later", undefined, []],
  ] as const)("%s: content %s", async (conformance, when, length, codes) => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const overseen = overseer({ conformance });
    const server = await listenH2(async (req, res) => {
      await overseen(req, res);
      answers[when]?.(req, res);
    });
    const { headers, body, code } = await server.request("GET", "/");
    expect([headers[":status"], headers["content-length"], code]).toEqual([205, length, 0]);
    expect(body.toString()).toBe("");
    expect(warned.mock.calls.map(([, told]) => Reflect.get(Object(told), "code"))).toEqual(codes);
  });

  it("throw: refuses a length", async () => {
    const overseen = overseer({ conformance: "throw" });
    const found: unknown[] = [];
    const server = await listenH2(async (req, res) => {
      await overseen(req, res);
      try {
        res.writeHead(205, fields);
      } catch (error) {
        found.push(...Reflect.get(Object(error), "findings"));
      }
      res.writeHead(500).end();
    });
    expect((await server.request("GET", "/")).headers[":status"]).toBe(500);
    expect(found).toEqual([expect.objectContaining({ rule: "framing/205-no-content" })]);
  });
});

describe("RFC 9113 section 8.3, a pseudo-header field is no field of the request", () => {
  const judged = overseer({ conformance: "throw" });

  it.each<[what: string, method: string, fields: OutgoingHttpHeaders, head: Head, rule: string]>([
    [
      "9110 15.5.13 a condition that could have failed",
      "GET",
      {},
      { status: 412, fields: {} },
      "cond/412-without-condition",
    ],
    [
      "9110 13.1.1 the authority of a URI that was made",
      "PUT",
      { ":authority": "a.example", "if-match": '"a"' },
      { status: 201, fields: { location: "http://a.example/" } },
      "cond/if-match-failed",
    ],
  ])("%s", async (_what, method, fields, head, rule) => {
    const found: unknown[] = [];
    const server = await listenH2(async (req, res) => {
      await judged(req, res);
      try {
        res.writeHead(head.status, head.fields);
      } catch (error) {
        found.push(...Reflect.get(Object(error), "findings"));
      }
      res.end();
    });
    await server.request(method, "/", fields);
    expect(found).toContainEqual(expect.objectContaining({ rule }));
  });
});

interface Head {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
}

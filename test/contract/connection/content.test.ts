import { bodyParser } from "@koa/bodyparser";
import { noContent, ok, unprocessableContent } from "@rightstatus/core";
import express from "express";
import multer from "multer";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { guardProcess, pause } from "../../node/server.ts";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { expectAlive, frameworks, type Running, start } from "../../support/servers.ts";
import { everywhere, type PlainRoute, startOn } from "./everywhere.ts";

guardProcess();

/** Octets. */
const LIMIT = 1000;
const attach = { limits: { body: LIMIT } };

const routes: readonly PlainRoute[] = [
  {
    path: "/reads",
    handle: async ({ req }) => {
      let octets = 0;
      for await (const chunk of req) octets += chunk.length;
      return ok(`${octets}`);
    },
  },
  { path: "/never", handle: () => new Promise(() => {}) },
  { path: "/at-once", handle: () => noContent() },
];

function expectRefused(response: Response): void {
  expect(response.status).toBe(413);
  expect(value(response, "connection")).toBe("close");
  expect(value(response, "content-type")).toBe("application/problem+json");
  expect(JSON.parse(response.body.toString())).toMatchObject({ status: 413, limit: LIMIT });
}

/** A request with content of one type, in one of the ways in which content can be framed. */
function sent(path: string, type: string, content: string, framing: "length" | "chunks"): string {
  const fields = [`Content-Type: ${type}`];
  if (framing === "length") return request(`POST ${path}`, fields, content);
  const chunks = (content.match(/.{1,300}/gs) ?? []).map(
    (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
  );
  const head = request(`POST ${path}`, [...fields, "Transfer-Encoding: chunked"]);
  return `${head}${chunks.join("")}0\r\n\r\n`;
}

const framings = ["length", "chunks"] as const;

describe.each(everywhere)("RFC 9110 section 15.5.14 on %s", (where) => {
  let server: Running;
  beforeAll(async () => {
    server = await startOn(where, routes, attach);
  });

  it.each(framings)("takes what is not over the limit: %s", async (framing) => {
    const client = await server.connect();
    client.send(sent("/reads", "text/plain", "a".repeat(LIMIT), framing));
    expect((await client.read()).body.toString()).toBe(String(LIMIT));
    await expectAlive(client);
  });

  it.each([
    ["a handler that reads", "/reads"],
    ["a handler that never answers", "/never"],
  ])("refuses one octet more: %s", async (_what, path) => {
    for (const framing of framings) {
      const client = await server.connect();
      client.send(sent(path, "text/plain", "a".repeat(LIMIT + 1), framing));
      expectRefused(await client.read());
      await client.ended();
    }
  });

  it("ends behind a response that came first", async () => {
    const client = await server.connect();
    const [head = "", rest = ""] = sent("/at-once", "a/b", "a".repeat(2000), "chunks").split(
      /(?<=\r\n\r\n)/,
    );
    client.send(head);
    expect((await client.read()).status).toBe(204);
    client.send(rest);
    expect(await client.ended()).toBe("closed");
  });
});

const parsed = vi.fn<(content: unknown) => void>();

describe.each(frameworks)("what reads content on %s", (framework) => {
  let server: Running;
  beforeAll(async () => {
    server = await start(framework, {
      attach,
      express: [express.json(), express.text(), express.raw(), multer().any()],
      koa: [bodyParser({ enableTypes: ["json", "form", "text"] })],
      routes: [
        {
          path: "/",
          handle: ({ req }) => {
            parsed(req.url);
            return ok("parsed");
          },
        },
      ],
    });
  });

  const form = (octets: number) =>
    `--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n${"a".repeat(octets)}\r\n--x--\r\n`;
  it.each([
    ["JSON", "application/json", (octets: number) => JSON.stringify(["a".repeat(octets)])],
    ["text", "text/plain", (octets: number) => "a".repeat(octets)],
    ["a form", "multipart/form-data; boundary=x", form],
  ])("learns of the limit: %s", async (_what, type, content) => {
    for (const framing of framings) {
      parsed.mockReset();
      const small = await server.connect();
      small.send(sent("/", type, content(10), framing));
      expect((await small.read()).status).toBe(200);
      await expectAlive(small);
      expect(parsed).toHaveBeenCalledOnce();

      // Nothing reads a form in Koa here, so the response is out before its chunks are counted.
      if (framework.startsWith("koa") && content === form && framing === "chunks") continue;
      const client = await server.connect();
      client.send(sent("/", type, content(LIMIT + 1), framing));
      expectRefused(await client.read());
      await client.ended();
      await pause(10);
      expect(parsed).toHaveBeenCalledOnce();
    }
  });
});

describe.each(everywhere)(
  "RFC 9112 section 9.3, content that is not read to its end, on %s",
  (where) => {
    const routes: readonly PlainRoute[] = [
      {
        path: "/leaves",
        handle: async ({ req }) => {
          for await (const _chunk of req) break;
          return noContent();
        },
      },
      {
        path: "/fails",
        handle: async ({ req }) => {
          for await (const chunk of req) if (chunk.length > 0) throw unprocessableContent("No.");
          return noContent();
        },
      },
      {
        path: "/halts",
        handle: async ({ req }) => {
          await new Promise((resolve) => req.once("data", resolve));
          req.pause();
          return noContent();
        },
      },
    ];

    it.each([
      ["/leaves", 204],
      ["/fails", 422],
      ["/halts", 204],
    ])("ends the connection after the response: %s", async (path, status) => {
      const server = await startOn(where, routes);
      const client = await server.connect();
      client.send(request(`POST ${path}`, ["Content-Length: 60000"]));
      client.send("a");
      expect((await client.read()).status).toBe(status);
      client.send("a".repeat(59_999) + request("GET /canary"));
      expect(await client.ended()).toBe("closed");
    });
  },
);

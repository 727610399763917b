import { METHODS } from "node:http";
import { Readable } from "node:stream";
import { type AnyReply, etag, noContent, notFound, ok, seeOther, serve } from "@rightstatus/core";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { frameworks, type Running, start } from "../support/servers.ts";

const streams: Readable[] = [];
const stream = (): Readable => {
  streams.push(Readable.from(["a"]));
  return streams.at(-1) as Readable;
};

const answers: Readonly<Record<string, (req: Parameters<typeof serve>[0]) => unknown>> = {
  ok: () => ok("a"),
  stream: () => ok(stream()),
  none: () => noContent(),
  part: (req) => serve(req, { exists: true, etag: etag("1"), body: "abc" }),
  other: () => seeOther("/a"),
  missing: () => notFound(),
};
const TYPED = "Content-Type: application/sql";

describe.runIf(METHODS.includes("QUERY")).each(frameworks)(
  "QUERY on %s, RFC 10008",
  (framework) => {
    let server: Running;
    beforeAll(async () => {
      const routes = Object.entries(answers).map(([name, answer]) => ({
        path: `/${name}`,
        handle: ({ req }: { req: Parameters<typeof serve>[0] }) => answer(req) as AnyReply,
      }));
      server = await start(framework, { routes });
    });

    it.each<[rule: string, path: string, fields: readonly string[], status: number]>([
      ["2 typed", "/ok", [TYPED], 200],
      ["2 typed, with parameters", "/ok", ["Content-Type: Text/Plain;charset=utf-8"], 200],
      ["2 nothing says what it is", "/ok", [], 400],
      ["2 nor does this", "/ok", ["Content-Type:"], 400],
      ["2 nor does this", "/ok", ["Content-Type: sql"], 400],
      ["2 nor a range of types", "/ok", ["Content-Type: text/*"], 400],
      ["2 a stream", "/stream", [], 400],
      ["2 no content", "/none", [], 400],
      ["2.6 not modified", "/part", ["If-None-Match: *"], 400],
      ["2.6 typed", "/part", [TYPED, "If-None-Match: *"], 304],
      ["2.8 a part", "/part", ["Range: bytes=0-0"], 400],
      ["2.8 typed", "/part", [TYPED, "Range: bytes=0-0"], 206],
      ["2.5 it is elsewhere", "/other", [], 303],
      ["2.1 another failure says more", "/missing", [], 404],
    ])("%s: %s %j: %i", async (_rule, path, fields, status) => {
      const response = await server.exchange(request(`QUERY ${path}`, fields, "a"));
      expect(response.status).toBe(status);
      expect(streams.every(({ destroyed }) => destroyed)).toBe(true);
    });
  },
);

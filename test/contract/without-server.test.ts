import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { type AnyReply, conflict, isReply, noContent, notFound, ok } from "@rightstatus/core";
import { type SendOptions, send } from "@rightstatus/node";
import inject from "light-my-request";
import serverless from "serverless-http";
import { describe, expect, it, vi } from "vitest";
import { listenerOf } from "../support/servers.ts";
import { everywhere, type Where } from "./connection/everywhere.ts";

// Where functions run in a cloud, and in tests, an application is called with a request and a response that no server
// made, and there is no socket.

const replies: Readonly<Record<string, () => AnyReply>> = {
  "/json": () => ok({ a: 1 }),
  "/stream": () => ok(Readable.from(["ab", "cd"]), { type: "text/plain" }),
  "/none": () => noContent(),
  "/thrown": () => {
    throw conflict("Somebody is editing it.");
  },
};

function listenerFor(where: Where, options: SendOptions): RequestListener {
  if (where !== "node:http") {
    const routes = Object.entries(replies).map(([path, handle]) => ({ path, handle }));
    return listenerOf(where, { routes, options });
  }
  return (req, res) => {
    try {
      send(req, res, (replies[req.url ?? ""] ?? notFound)(), options);
    } catch (error) {
      if (isReply(error)) send(req, res, error, options);
    }
  };
}

interface Answer {
  readonly status: number;
  readonly type: unknown;
  readonly content: string;
}

/** As an API gateway calls a function. */
async function byServerless(
  app: RequestListener,
  rawPath: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const http = { method: "GET", path: rawPath, sourceIp: "192.0.2.1" };
  const event = { version: "2.0", rawPath, rawQueryString: "", headers, requestContext: { http } };
  const result = (await serverless(app)(event, {})) as {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  const { statusCode: status, headers: fields, body: content } = result;
  return { status, type: fields["content-type"], content };
}

async function byInjection(
  app: RequestListener,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { statusCode: status, headers: fields, payload } = await inject(app, { url, headers });
  return { status, type: fields["content-type"], content: payload };
}

const problem = expect.stringContaining('"status":4');

describe.each(everywhere)("%s", (where) => {
  describe.each([
    ["serverless-http", byServerless],
    ["light-my-request", byInjection],
  ])("by %s", (_tool, ask) => {
    it.each(
      (["fix", "warn", "throw", "off"] as const).flatMap((conformance) =>
        (
          [
            ["/json", {}, 200, "application/json", '{"a":1}'],
            ["/json", { "if-none-match": "*" }, 304, undefined, ""],
            ["/json", { range: "bytes=0-1" }, 206, "application/json", '{"'],
            ["/stream", {}, 200, "text/plain", "abcd"],
            ["/none", {}, 204, undefined, ""],
            ["/thrown", {}, 409, "application/problem+json", problem],
            ["/nothing", {}, 404, "application/problem+json", problem],
          ] as const
        ).map((row) => [conformance, ...row] as const),
      ),
    )("%s: %s with %o gets a %i", async (conformance, path, fields, status, type, content) => {
      const onError = vi.fn();
      const app = listenerFor(where, { conformance, onError });
      const answer = await ask(app, path, { host: "a.example", ...fields });
      expect(answer).toEqual({ status, type, content });
      expect(onError).not.toHaveBeenCalled();
    });
  });
});

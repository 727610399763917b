import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@rightstatus/core";
import {
  type FallbackOptions,
  fail,
  fileServer,
  type SendOptions,
  send,
  upstream,
} from "@rightstatus/node";
import createError, { isHttpError } from "http-errors";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { everywhere, type PlainRoute, type Where } from "../contract/connection/everywhere.ts";
import { guardProcess, listen } from "../node/server.ts";
import { generator } from "../node/sources.ts";
import { request } from "../support/connection.ts";
import type { Response } from "../support/response-parser.ts";
import { start } from "../support/servers.ts";

guardProcess();

/** Stands where a client must not look. */
const canary = "hunter2";
const folder = mkdtempSync(join(tmpdir(), `${canary}-`));
mkdirSync(join(folder, "empty"));
writeFileSync(join(folder, "a.txt"), "a");
afterAll(() => rmSync(folder, { recursive: true }));

type Handler = PlainRoute["handle"];
type Exchange = Parameters<Handler>[0];

const throwing =
  (error: unknown): Handler =>
  () => {
    throw error;
  };
const secret = new Error(canary, { cause: new Error(canary) });
const files = fileServer({ root: folder });
const gone = fileServer({ root: join(folder, "gone") });
const getting = ({ headers }: Exchange["req"]): core.Req => ({ method: "GET", headers });
const state = { exists: true, etag: core.etag("a"), body: "a" };
const found = async (reply: Promise<core.AnyReply | undefined>): Promise<core.AnyReply> =>
  (await reply) ?? core.notFound();
const nested = (depth: number): unknown => (depth === 0 ? secret : { a: nested(depth - 1) });

/** Where secrets stand in what programs throw, and in what goes wrong with what they answer. */
const handlers: Readonly<Record<string, Handler>> = {
  "a message, a stack and a cause": throwing(secret),
  "errors of an error": throwing(new AggregateError([secret, secret], canary)),
  "a name": throwing(Object.assign(new Error("a"), { name: canary, code: canary })),
  "an upstream's response": throwing(
    Object.assign(new Error("a"), {
      status: 401,
      response: { data: canary, headers: { "x-a": canary } },
      config: { headers: { authorization: canary } },
    }),
  ),
  "a query of a database": throwing(
    Object.assign(new Error("a"), { detail: canary, hint: canary, query: canary, table: canary }),
  ),
  "the path of a file": async () => core.ok(readFileSync(join(folder, "none"))),
  "the path of a directory": async () => core.ok(readFileSync(folder)),
  "text that is no JSON": async () => core.ok(JSON.parse(canary)),
  "text that is no URL": async () => core.ok(new URL(canary).href),
  "a module": async () => core.ok(await import(/* @vite-ignore */ join(folder, "none.js"))),
  "the URL of another server": () => fetch(`http://127.0.0.1:1/${canary}`).then(() => core.ok("a")),
  "the same, as a gateway": async () =>
    core.ok(await upstream(fetch(`http://127.0.0.1:1/${canary}`))),
  "an http error of 500": throwing(
    createError(500, canary, { expose: true, headers: { "x-a": canary } }),
  ),
  "an http error of 503": throwing(createError(503, canary, { properties: canary })),
  "the fields of an http error": throwing(
    createError(409, "shown", { headers: { "x-a": canary, "set-cookie": canary }, detail: canary }),
  ),
  "a field that is refused": () => core.ok("a", { headers: { "x-a": `${canary}\r\n` } }),
  "a location that is refused": () => core.found(`javascript:${canary}`),
  "an option that is wrong": () => core.ok("a", { [canary]: 1 } as core.Options),
  "a body that cannot be written": () =>
    core.ok({
      toJSON() {
        throw secret;
      },
    }),
  "a problem that cannot be written": () =>
    core.conflict({
      get a() {
        throw secret;
      },
    }),
  "a stream": () => core.ok(generator({ steps: [secret] })),
  "what lies in no reply": () => nested(3) as core.AnyReply,
  "the environment": () => Object.assign(core.internalServerError(), { env: process.env }),
  "a cause of a reply": throwing(Object.assign(core.serviceUnavailable(), { cause: secret })),
  "a file": ({ req }) => found(files(getting(req), "/none", "/none")),
  "a directory": ({ req }) => found(files(getting(req), "/empty", "/empty")),
  "a root that is gone": ({ req }) => found(gone(getting(req), "/a", "/a")),
  "a mapping": throwing("mapped"),
  "a missing route": () => core.notFound(),
  "a failed condition": ({ req }) =>
    core.serve({ ...getting(req), headers: { "if-match": `"${canary}"` } }, state),
  "a condition that holds": ({ req }) =>
    core.serve({ ...getting(req), headers: { "if-none-match": `"${canary}"` } }, state),
};

let act: Handler = () => core.noContent();
const onError = vi.fn();
const options: SendOptions & FallbackOptions = {
  onError,
  trace: true,
  trust: isHttpError,
  map: (error) => {
    if (error === "mapped") throw secret;
    return undefined;
  },
};

async function startOn(where: Where): Promise<{ exchange(wire: string): Promise<Response> }> {
  const routes = [{ path: "/", handle: (exchange: Exchange) => act(exchange) }];
  if (where !== "node:http") return start(where, { routes, options });
  return listen(async (req, res) => {
    try {
      await send(req, res, await act({ req, res }), options);
    } catch (error) {
      await fail(req, res, error, options);
    }
  });
}

const fields = ["Authorization", "Cookie", "X-Secret", "Referer"].map(
  (name) => `${name}: ${canary}`,
);

describe.each([undefined, "production", "development"])("NODE_ENV=%s", (mode) => {
  beforeAll(() => {
    vi.stubEnv("RIGHTSTATUS_SECRET", canary);
  });
  afterAll(() => vi.unstubAllEnvs());
  beforeEach(() => void onError.mockReset());

  describe.each(everywhere)("on %s", (where) => {
    let server: Awaited<ReturnType<typeof startOn>>;
    beforeAll(async () => {
      vi.stubEnv("NODE_ENV", mode);
      vi.stubEnv("RIGHTSTATUS_SECRET", canary);
      server = await startOn(where);
    });

    it.each(Object.entries(handlers))("%s", async (_name, handler) => {
      act = handler;
      for (const type of ["application/json", "text/html", "text/plain"]) {
        const response = await server.exchange(request("GET /", [`Accept: ${type}`, ...fields]));
        expectSilent(response);
      }
    });

    it("and what was meant for the client is there", async () => {
      act = () => core.notFound(canary);
      const response = await server.exchange(request("GET /"));
      expect(() => expectSilent(response)).toThrow();
    });

    it.each([`GET /?${canary}`, `GET /${canary}`, `POST /${canary}`, `OPTIONS /${canary}`])(
      "%s",
      async (line) => {
        act = throwing(secret);
        for (const type of ["application/json", "text/html", "text/plain"]) {
          expectSilent(await server.exchange(request(line, [`Accept: ${type}`, ...fields])));
        }
      },
    );
  });
});

function expectSilent({ phrase, fields: sent, trailers, body }: Response): void {
  const said = [phrase, ...[...sent, ...trailers].flat(), body.toString()].join("\n");
  expect(said).not.toMatch(new RegExp(`${canary}|node_modules|\\.ts\\b|\\bat .*:\\d+`));
}

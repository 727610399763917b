import { bodyParser } from "@koa/bodyparser";
import { bearer, ok, unauthorized, unsupportedMediaType } from "@rightstatus/core";
import type { AttachOptions } from "@rightstatus/node";
import express from "express";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { guardProcess } from "../../node/server.ts";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { expectAlive, frameworks, type Running, start } from "../../support/servers.ts";
import { everywhere, type PlainRoute, startOn } from "./everywhere.ts";

guardProcess();

const routes: readonly PlainRoute[] = [
  {
    path: "/reads",
    handle: async ({ req }) => {
      let octets = 0;
      for await (const chunk of req) octets += chunk.length;
      return ok(`${octets}`);
    },
  },
  { path: "/refuses", handle: () => unauthorized(bearer()) },
];

const expecting = (line: string, ...fields: string[]): string =>
  request(line, ["Expect: 100-continue", ...fields]);
const announced = (line: string): string => expecting(line, "Content-Length: 4");

/** What came of it: the interim statuses, the final one, and Connection. */
type Outcome = readonly [
  interim: readonly number[],
  status: number,
  connection: string | undefined,
];
const outcome = (response: Response): Outcome => [
  response.interim.map(({ status }) => status),
  response.status,
  value(response, "connection"),
];

/** Sends the header section, and the content once a 100 has asked for it. */
async function ask(server: Running, head: string, content: string): Promise<Outcome> {
  const client = await server.connect();
  client.send(head);
  const first = await vi.waitUntil(() => client.silence(5), { timeout: 3000 });
  if (first === "HTTP/1.1 100 Continue\r\n\r\n") client.send(content);
  const heard = outcome(await client.read({ method: head.slice(0, head.indexOf(" ")) }));
  if (heard[2] === "close") await client.ended();
  else await expectAlive(client);
  return heard;
}

type Row = readonly [rule: string, head: string, ...Outcome];

describe.each(everywhere)("RFC 9110 section 10.1.1 on %s", (where) => {
  let server: Running;
  let decided: Running;
  const policy: AttachOptions["expect"] = ({ headers }) =>
    headers["content-type"] === "text/plain"
      ? "continue"
      : unsupportedMediaType({ accept: ["text/plain"] });
  beforeAll(async () => {
    server = await startOn(where, routes);
    decided = await startOn(where, routes, { expect: policy });
  });

  it.each<Row>([
    ["100 when the content is read", announced("POST /reads"), [100], 200, "keep-alive"],
    [
      "in any case",
      request("POST /reads", ["Expect: 100-CONTINUE", "Content-Length: 4"]),
      [100],
      200,
      "keep-alive",
    ],
    ["a final response in its place", announced("PUT /refuses"), [], 401, "close"],
    ["no route", announced("PUT /nowhere"), [], 404, "close"],
    ["HEAD, which has nothing to wait for", expecting("HEAD /refuses"), [], 401, "close"],
    ["417 for another expectation", request("POST /reads", ["Expect: foo"]), [], 417, "close"],
    [
      "417 for one beside it",
      request("POST /reads", ["Expect: 100-continue, foo"]),
      [],
      417,
      "close",
    ],
    [
      "what is wrong with the request first",
      announced("POST /reads").replace("example.test", "###"),
      [],
      400,
      "close",
    ],
  ])("%s", async (_rule, head, ...expected) => {
    expect(await ask(server, head, "abcd")).toEqual(expected);
  });

  it.each<Row>([
    [
      "100 by the policy",
      `${announced("POST /reads").slice(0, -2)}Content-Type: text/plain\r\n\r\n`,
      [100],
      200,
      "keep-alive",
    ],
    ["an early 415 by the policy", announced("POST /reads"), [], 415, "close"],
    ["no policy without an expectation", request("POST /reads", [], "abcd"), [], 200, "keep-alive"],
  ])("%s", async (_rule, head, ...expected) => {
    expect(await ask(decided, head, "abcd")).toEqual(expected);
  });

  it("MUST be ignored in HTTP/1.0", async () => {
    const client = await server.connect();
    client.send(`${announced("POST /reads").replace("HTTP/1.1", "HTTP/1.0")}abcd`);
    expect(outcome(await client.read({ version: "1.0" }))).toEqual([[], 200, "close"]);
    await client.ended();
  });
});

describe.each(frameworks)("the body parser of %s", (framework) => {
  let server: Running;
  beforeAll(async () => {
    server = await start(framework, {
      express: [express.json()],
      koa: [bodyParser()],
      routes: [{ path: "/reads", handle: () => ok("read") }],
      attach: { limits: { body: 100 } },
    });
  });
  const json = ["Content-Type: application/json"];

  it.each<Row>([
    [
      "reads behind a 100",
      expecting("POST /reads", ...json, "Content-Length: 4"),
      [100],
      200,
      "keep-alive",
    ],
    ["asks for no content that it does not read", announced("POST /reads"), [], 200, "close"],
    [
      "asks for none that is over the limit of the server",
      expecting("POST /reads", ...json, "Content-Length: 99999999"),
      [],
      413,
      "close",
    ],
  ])("%s", async (_rule, head, ...expected) => {
    expect(await ask(server, head, "[12]")).toEqual(expected);
  });
});

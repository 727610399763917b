import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import * as core from "@rightstatus/core";
import { afterAll, describe, expect, it } from "vitest";
import { connect, exchange, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { workspace } from "../types/compiler.ts";
import { blocksOf, pages, spansIn, tableOf, tableUnder, textOf } from "./markdown.ts";

const page = "README.md";

describe("the first screen", () => {
  it("has the two commands right after the sentence that says what this is", () => {
    const [, , block = ""] = textOf(page).split("\n\n");
    expect(block).toMatch(/^```sh\nnpx -y pnpm@10 start .*\nnpx -y pnpm@10 test .*\n```$/);
  });
});

describe("the programs", () => {
  const programs = blocksOf(page).filter(({ language }) => language === "js");
  const answers = tableUnder(page, "Use it");

  /** Sends what the first cell of a row says. */
  const requests: Readonly<Record<string, (etag: string) => string>> = {
    '`POST /notes` with `{"title":"Tea"}`': () => post('{"title":"Tea"}'),
    '`POST /notes` with `{"title":`': () => post('{"title":'),
    "`GET /notes/1`": () => request("GET /notes/1"),
    "`GET /notes/1` with that ETag in `If-None-Match`": (etag) =>
      request("GET /notes/1", [`If-None-Match: ${etag}`]),
    "`GET /notes/1` with `Range: bytes=0-3`": () => request("GET /notes/1", ["Range: bytes=0-3"]),
    "`GET /notes/1` with another ETag in `If-Match`": () =>
      request("GET /notes/1", ['If-Match: "another"']),
    "`HEAD /notes/1`": () => request("HEAD /notes/1"),
    "`OPTIONS /notes/1`": () => request("OPTIONS /notes/1"),
    "`DELETE /notes/1`": () => request("DELETE /notes/1"),
    "`PROPFIND /notes/1`": () => request("PROPFIND /notes/1"),
    "`GET /notes/9`": () => request("GET /notes/9"),
    "`GET /`": () => request("GET /"),
  };

  it("are one for Express and one for Koa", () => {
    expect(programs.map(({ code }) => /from "(express|koa)"/.exec(code)?.[1])).toEqual([
      "express",
      "koa",
    ]);
  });

  describe.each(programs)("at line $line", ({ code }) => {
    // A module runs once, and each response is the first one of its program.
    const folder = workspace(
      Object.fromEntries(answers.map((_, i) => [`${i}.js`, asModule(code)])),
    );
    it.each(answers)("answers %s: %s", async (asked = "", said = "") => {
      const index = answers.findIndex(([first]) => first === asked);
      const answerTo = await start(`${folder}/${index}.js`);
      const [status = "", ...fields] = spansIn(said);
      let etag = "";
      if (!asked.startsWith("`POST")) {
        await answerTo(post('{"title":"Tea"}'));
        etag = value(await answerTo(request("GET /notes/1")), "etag") ?? "";
      }
      const response = await answerTo(requests[asked]?.(etag) ?? "");
      expect(`${response.status} ${response.phrase}`).toBe(status);
      for (const field of fields) {
        const [name = "", expected = expect.any(String)] = field.split(": ");
        expect(value(response, name.toLowerCase())).toEqual(expected);
      }
      if (said.endsWith("no content")) expect(response.body.toString()).toBe("");
    });
  });
});

describe("the programs of the packages", () => {
  const programs = pages
    .filter((name) => name.startsWith("packages/"))
    .flatMap(blocksOf)
    .filter(({ language }) => language === "js");

  it.each(programs)("$page", async ({ code }) => {
    const answerTo = await start(`${workspace({ "program.js": asModule(code) })}/program.js`);
    const response = await answerTo(request("GET /"));
    expect([response.status, response.body.toString()]).toEqual([200, '{"hello":"world"}']);
    expect((await answerTo(request("DELETE /"))).status).toBe(405);
  });
});

const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** A program whose server can be had, on a port that is free. */
function asModule(code: string): string {
  return code
    .replace(/^createServer\(/m, "export default createServer(")
    .replace(/\.listen\(3000\);$/m, '.listen(0, "127.0.0.1");');
}

/** Runs a program, and gives what it answers to a request in wire notation. */
async function start(file: string): Promise<(wire: string) => Promise<Response>> {
  const module = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const server: Server = module.default;
  servers.push(server);
  if (!server.listening) await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return async (wire) => exchange(await connect(port), wire);
}

function post(body: string): string {
  return request("POST /notes", ["Content-Type: application/json"], body);
}

describe("the table of replies", () => {
  const rows = tableUnder(page, "Replies");
  const things = { note: { id: 7 }, job: { state: "queued" }, xml: "<a/>" };

  function made(code: string): core.AnyReply {
    const scope = { ...core, ...things };
    return new Function(...Object.keys(scope), `return ${code};`)(...Object.values(scope));
  }

  /** What every reply may have, and what every error has. */
  const usual = ["content-type", "cache-control"];

  it.each(rows)("%s: %s", (status = "", helper = "", carries = "") => {
    const [code = ""] = spansIn(helper);
    const reply = made(code);
    expect(`${reply.status} ${core.status(reply.status)?.phrase}`).toBe(status);
    const fields = Object.keys(reply.headers).filter((name) => !usual.includes(name));
    expect(fields.toSorted()).toEqual(spansIn(carries));
  });

  it("has every status that a helper makes, in order", () => {
    const made = core.statuses.filter(({ name }) => name in core && name !== "switchingProtocols");
    const named = rows.map(([, helper = ""]) => /^`(\w+)/.exec(helper)?.[1]);
    expect([...new Set(named)]).toEqual(made.map(({ name }) => name));
  });
});

describe("the tables of options", () => {
  const node = "packages/node/src/";
  it.each([
    ["option of a reply", "packages/core/src/reply/options.ts", "Options"],
    ["option of `createServer()`", `${node}attach/options.ts`, "AttachOptions"],
    ["option of `replies()`", `${node}options.ts`, "SendOptions"],
    ["option of `fallback()`", `${node}errors/fail.ts`, "FallbackOptions"],
    ["option of `files()`, `file()`", `${node}files/options.ts`, "FileOptions"],
  ])("have every %s", (title, file, name) => {
    const [, members = ""] = textOf(file).split(`export interface ${name} {\n`);
    const [own = ""] = members.split("\n}");
    const declared = [...own.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, option]) => option);
    const told = tableOf(page, title).map(([option = ""]) => spansIn(option)[0]);
    expect(told.toSorted()).toEqual(declared.toSorted());
  });
});

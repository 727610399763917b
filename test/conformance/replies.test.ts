import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Exchange, lint } from "@rightstatus/conformance";
import * as core from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows, unasked } from "../contract/table.ts";
import { least } from "../core/reply/calls.ts";
import { connect, exchange } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, start } from "../support/servers.ts";
import { advice, leftToTheCaller } from "./advice.ts";
import { askedFor } from "./asked-for.ts";

interface Case {
  readonly name: string;
  readonly make: () => core.AnyReply;
  readonly line: string;
  readonly fields: readonly string[];
  /** Does the call say all that a SHOULD asks for? Then nothing is left to the caller. */
  readonly whole?: true;
}

/** The calls of `leftToTheCaller`, as a caller should make them. */
const said: Readonly<Record<string, () => core.AnyReply>> = {
  multiStatus: () => core.multiStatus('<multistatus xmlns="DAV:"/>', { type: "application/xml" }),
  preconditionRequired: () => core.preconditionRequired("Send If-Match with the tag you read."),
  unavailableForLegalReasons: () =>
    core.unavailableForLegalReasons({ blockedBy: "https://isp.example/" }),
  networkAuthenticationRequired: () => core.networkAuthenticationRequired("https://login.example/"),
};

/** Every helper with the least that it takes, and every row of the contract, each asked for as it may be. */
const cases: readonly Case[] = [
  ...Object.entries(least).map(([name, make]): Case => {
    const [line = "", ...fields] = askedFor(make());
    return { name: `${name}()`, make, line, fields };
  }),
  ...Object.entries(said).map(([name, make]): Case => {
    const [line = "", ...fields] = askedFor(make());
    return { name: `${name}() with all it should say`, make, line, fields, whole: true };
  }),
  ...rows.map((row): Case => {
    const [line = "", ...fields] = row.request ?? askedFor(row.make(core));
    return { name: row.rule, make: () => row.make(core), line, fields };
  }),
];

const pathOf = (one: Case): string => `/${cases.indexOf(one)}`;

/** What was sent and what came, as the linter takes it. */
function exchangeOf(one: Case, method: string, response: Response): Exchange {
  const { body, fields, interim, phrase, status, trailers } = response;
  return {
    request: { method, target: pathOf(one), headers: pairsOf(one.fields) },
    response: {
      status,
      phrase,
      headers: fields,
      trailers,
      interim: interim.map((head) => ({ status: head.status, headers: head.fields })),
      closed: value(response, "connection") === "close",
      ...(method !== "HEAD" && { body }),
    },
    circumstances: { secure: false, received: new Date() },
  };
}

function pairsOf(fields: readonly string[]): readonly [string, string][] {
  const lines = ["Host: a.example", ...fields];
  return lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
}

async function judge(one: Case, port: number): Promise<readonly string[]> {
  const method = one.line.split(" ")[0] ?? "";
  const lines = (name: string): string =>
    [`${name} ${pathOf(one)} HTTP/1.1`, "Host: a.example", ...one.fields, "", ""].join("\r\n");
  const seen = exchangeOf(one, method, await exchange(await connect(port), lines(method)));
  const findings = [...lint(seen)];
  if (method === "GET" && seen.response.status !== 416) {
    const head = exchangeOf(one, "HEAD", await exchange(await connect(port), lines("HEAD")));
    findings.push(...lint({ ...head, pair: seen }));
  }
  return findings.map(({ level, message, rule }) => `${level} ${rule}: ${message}`);
}

const ports = new Map<string, number>();
const given = new Set<string>();
let bare: Server;

beforeAll(async () => {
  bare = createServer((req, res) => {
    const make = cases[Number(req.url?.slice(1))]?.make;
    if (make !== undefined) void send(req, res, make());
  });
  await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
  ports.set("node:http", (bare.address() as AddressInfo).port);
  const routes = cases.map((one) => ({ path: pathOf(one), handle: one.make }));
  for (const framework of frameworks) {
    const { origin } = await start(framework, { routes, options: unasked });
    ports.set(framework, Number(new URL(origin).port));
  }
});

afterAll(() => {
  bare.closeAllConnections();
  bare.close();
});

describe.each(["node:http", ...frameworks])("every reply on %s", (where) => {
  it.each(cases)("$name", async (one) => {
    const findings = await judge(one, ports.get(where) ?? 0);
    const [allowed, broken] = [one.whole ? [] : Object.keys(leftToTheCaller), [] as string[]];
    for (const finding of findings) {
      const [level, rule = ""] = finding.split(/:? /);
      if (level === "ADVICE" || (level === "SHOULD" && allowed.includes(rule))) given.add(rule);
      else broken.push(finding);
    }
    expect(broken).toEqual([]);
  });
});

it("leaves no finding but those of the tables, and all of those", () => {
  const known = [...Object.keys(advice), ...Object.keys(leftToTheCaller)];
  expect([...given].toSorted()).toEqual(known.toSorted());
});

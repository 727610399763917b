import type { IncomingMessage, ServerResponse } from "node:http";
import {
  badGateway,
  conflict,
  earlyHints,
  type Interim,
  noContent,
  notFound,
  ok,
  processing,
} from "@rightstatus/core";
import { fail, hint, send } from "@rightstatus/node";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, request } from "../support/connection.ts";
import { canary, hostileValues } from "../support/hostile-values.ts";
import { type Asked, type Response, value, WireError } from "../support/response-parser.ts";
import { runsWithIo } from "../support/runs.ts";
import { type Bare, expectAlive, guardProcess, listen, pause } from "./server.ts";
import { type Play, sources } from "./sources.ts";

guardProcess();

/** One exchange: what the program may do to it, and what it has done. */
interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly client: Connection;
  /** A body of some kind that is not let go yet. */
  stream(play: Play): unknown;
  /** What `send` and `fail` promised. */
  readonly promises: Promise<void>[];
}

const onError = (): void => {};
const options = { onError };
const style = earlyHints({ href: "/a.css", rel: "preload" }, { headers: { "x-hint": "1" } });
const split = { ...style, headers: { link: "</a>; rel=a\r\nX: y" } } as Interim;
const broken = new Error(canary);

/** What is no response, and what must do no harm at any time. */
const around: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  "a hint": ({ req, res }) => hint(req, res, style),
  "a 102": ({ req, res }) => hint(req, res, processing()),
  "a hint with CR LF": ({ req, res }) => hint(req, res, split),
  "a field": ({ res }) => res.setHeader("X-A", "b"),
  "fields that vary": ({ res }) => res.setHeader("Vary", ["Origin", "Cookie"]),
  "a wrong length": ({ res }) => res.setHeader("Content-Length", "7"),
  chunks: ({ res }) => res.setHeader("Transfer-Encoding", "chunked"),
  "a coding": ({ res }) => res.setHeader("Content-Encoding", "gzip"),
  "a tick": () => pause(0),
  "a while": () => pause(3),
};

/** What answers at once, with the status that the client sees if it comes first. */
const atOnce: Readonly<Record<string, readonly [number, (exchange: Exchange) => Promise<void>]>> = {
  text: [200, ({ req, res }) => send(req, res, ok("text"), options)],
  "no content": [204, ({ req, res }) => send(req, res, noContent(), options)],
  "an error": [404, ({ req, res }) => send(req, res, notFound(), options)],
  "a 502": [502, ({ req, res }) => send(req, res, badGateway(), options)],
  "what cannot be said": [500, ({ req, res }) => send(req, res, ok({ a: 1n }), options)],
  "a failure": [500, ({ req, res }) => fail(req, res, broken, options)],
  "a thrown reply": [409, ({ req, res }) => fail(req, res, conflict(), options)],
  "a hostile value": [
    500,
    ({ req, res }) => fail(req, res, hostileValues[Number(req.headers["x-n"])]?.make(), options),
  ],
};

/** What answers over time, whole or not. */
const overTime: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> =
  Object.fromEntries(
    (
      [
        ["a stream", { steps: ["a", "b"] }],
        ["a slow stream", { steps: ["a", "b"], pace: 2 }],
        ["an empty stream", { steps: [] }],
        ["a stream that breaks at once", { steps: [broken] }],
        ["a stream that breaks", { steps: ["a", broken], pace: 1 }],
        ["a stream that hangs", { steps: ["hang"] }],
        ["a stream that hangs later", { steps: ["a", "hang"] }],
        ["a stream too short", { steps: ["a"] }, 5],
        ["a stream too long", { steps: ["abc", "def"] }, 5],
        ["a stream as long as it says", { steps: ["ab", "cde"], pace: 1 }, 5],
      ] as [string, Play, number?][]
    ).map(([name, play, length]) => [
      name,
      ({ req, res, stream }: Exchange) => {
        const headers = length === undefined ? {} : { "content-length": String(length) };
        return send(req, res, ok(stream(play), { headers }), options);
      },
    ]),
  );

const abort = "the client goes";
const steps = [...Object.keys({ ...around, ...atOnce, ...overTime }), abort];

interface Run {
  readonly line: string;
  readonly version: "1.0" | "1.1";
  readonly steps: readonly string[];
  /** Which hostile value. */
  readonly n: number;
  /** Which kind of stream. A generator that never began frees nothing, and is not among them. */
  readonly kind: (typeof sources)[number];
}

const anyRun: fc.Arbitrary<Run> = fc.record({
  line: fc.constantFrom("GET /", "HEAD /", "POST /"),
  version: fc.constantFrom("1.0", "1.1"),
  steps: fc.array(fc.constantFrom(...steps), { maxLength: 12 }),
  n: fc.nat(hostileValues.length - 1),
  kind: fc.constantFrom(...sources.filter(([kind]) => !/generator|from/.test(kind))),
});

let server: Bare;
let act: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
beforeAll(async () => {
  server = await listen((req, res) => void act(req, res));
});

/** What a client sees: a whole response, or how the connection ended. */
async function exchange(run: Run): Promise<Response | "broken" | "gone"> {
  const client = await server.connect();
  const alive = new Set<symbol>();
  const promises: Promise<void>[] = [];
  const done = new Promise<void>((resolve) => {
    act = async (req, res) => {
      const stream = (play: Play): unknown => {
        const id = Symbol("stream");
        alive.add(id);
        return run.kind[1]({ ...play, freed: () => alive.delete(id) });
      };
      await perform(run.steps, { req, res, client, stream, promises });
      resolve();
    };
  });
  const asked: Asked = { method: run.line.split(" ")[0] ?? "", version: run.version };
  const fields = [`X-N: ${run.n}`];
  client.send(request(run.line, fields).replace("HTTP/1.1", `HTTP/${run.version}`));
  const seen = await read(client, asked, run);
  await done;
  // RFC 9112 section 9.3: what is left of the connection answers the next request rightly.
  const stays = typeof seen === "object" && value(seen, "connection") !== "close";
  if (stays && run.version === "1.1" && !run.steps.includes(abort)) await expectAlive(client);
  client.abort();
  await Promise.all(promises);
  await vi.waitFor(() => expect(alive.size).toBe(0), { interval: 1, timeout: 1000 });
  return seen;
}

/** Performs the steps, and what a framework does in the end: a response, if there is none by then. */
async function perform(names: readonly string[], exchange: Exchange): Promise<void> {
  const { req, res, client, promises } = exchange;
  for (const name of [...names, "no content"]) {
    try {
      if (name === abort) client.abort();
      const answer = atOnce[name]?.[1] ?? overTime[name];
      if (answer !== undefined) promises.push(answer(exchange));
      else await around[name]?.(exchange);
    } catch {} // Told that it is too late, or that it must not be.
  }
  await pause(names.some((name) => name.includes("slow") || name.includes("says")) ? 20 : 5);
  if (!res.writableEnded) promises.push(fail(req, res, broken, options));
}

async function read(
  client: Connection,
  asked: Asked,
  run: Run,
): Promise<Response | "broken" | "gone"> {
  try {
    return await client.read(asked);
  } catch (error) {
    if (error instanceof WireError) throw error;
    if (run.steps.includes(abort)) return "gone";
    if (String(error).includes("by the server")) return "broken";
    throw error;
  }
}

function expectRight(run: Run, seen: Response | "broken" | "gone"): void {
  const answers = [...run.steps, "no content"].filter((name) => name in atOnce || name in overTime);
  const [first = ""] = answers;
  const status = atOnce[first]?.[0];
  if (seen === "gone") return;
  // Only what takes time can be broken off.
  if (seen === "broken") {
    expect(status).toBeUndefined();
    return;
  }
  for (const { status: interim } of seen.interim) expect([102, 103]).toContain(interim);
  if (run.version === "1.0") expect(seen.interim).toEqual([]);
  if (status !== undefined) expect(seen.status).toBe(status);
  else expect([200, 500, ...answers.map((name) => atOnce[name]?.[0])]).toContain(seen.status);
  expect(seen.body.toString()).not.toContain(canary);
  expect(value(seen, "x")).toBeUndefined();
  expect(value(seen, "content-encoding")).toBeUndefined();
}

describe("whatever a program does to a response (C5)", () => {
  it("exactly one well-formed final response, or a connection that is broken off", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        expectRight(run, await exchange(run));
      }),
      { numRuns: runsWithIo, endOnFailure: false },
    );
  }, 300_000);

  it.each(Object.keys({ ...atOnce, ...overTime }))("nothing but %s", async (name) => {
    for (const line of ["GET /", "HEAD /"]) {
      for (const version of ["1.0", "1.1"] as const) {
        for (const kind of sources.filter(([each]) => !/generator|from/.test(each))) {
          const run: Run = { line, version, steps: [name], n: 0, kind };
          expectRight(run, await exchange(run));
        }
      }
    }
  });
});

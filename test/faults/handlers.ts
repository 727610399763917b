import { connect as connectH2 } from "node:http2";
import { setTimeout as pause } from "node:timers/promises";
import { ok, serviceUnavailable } from "@rightstatus/core";
import { deadline } from "@rightstatus/node";
import { vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary, hostileValues } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import {
  between,
  type Does,
  type Exchange,
  type Fault,
  oneOf,
  type Random,
  type Target,
} from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

const failure = (): Error => new Error(canary);

/** Something of the answer is out already. */
function begin({ res }: Exchange): void {
  res.writeHead(200, { "content-type": "text/plain" });
  res.write("part");
}

/** Asks for a path, of all that there are. */
const asking =
  (...wires: readonly string[]) =>
  async (at: Target, random: Random): Promise<string> =>
    outcomeOf(await at.connect(), oneOf(random, wires));

const get = (path = "/", ...fields: readonly string[]): string => request(`GET ${path}`, fields);

const slow: Does = {
  by: async ({ answer }) => {
    await pause(30);
    return answer("done");
  },
};

const thrown: readonly Fault[] = [
  {
    id: "F4",
    section: "RFC 9112 8",
    inject: "the handler fails after the head",
    expect: "broken",
    routes: {
      "/": {
        by: async (exchange) => {
          begin(exchange);
          await pause(2);
          throw failure();
        },
      },
    },
    run: asking(get()),
  },
  {
    id: "F11",
    section: "15.6.1",
    inject: "the handler throws whatever can be thrown",
    expect: "500 problem",
    routes: {
      "/": { fails: (req) => hostileValues[Number(req.url?.split("?")[1])]?.make() },
    },
    run: async (at, random) =>
      outcomeOf(await at.connect(), get(`/?${between(random, 0, hostileValues.length - 1)}`)),
  },
];

const late: readonly Fault[] = [
  {
    id: "F5",
    section: "15.2",
    inject: "the handler answers twice",
    expect: "200 first",
    routes: {
      "/": {
        by: async ({ answer }) => {
          await answer("first");
          return answer("second");
        },
      },
    },
    run: asking(get()),
  },
  {
    id: "F5",
    section: "15.2",
    inject: "the handler answers when the client has gone",
    expect: "200 alive",
    routes: {
      "/": {
        by: async ({ req, answer }) => {
          await new Promise((resolve) => req.socket.once("close", resolve));
          return answer("late");
        },
      },
    },
    run: async (at) => {
      const client = await at.connect();
      client.send(get());
      await pause(5);
      client.abort();
      return outcomeOf(await at.connect(), get("/canary"));
    },
  },
  {
    id: "F5",
    section: "15.6.4",
    inject: "the handler answers after its deadline",
    expect: "503 problem",
    routes: {
      "/": {
        reply: (req) =>
          deadline(10, async (_c, signal) => {
            await new Promise((resolve) => signal.addEventListener("abort", resolve));
            await pause(5);
            return ok("late");
          })(req),
      },
    },
    run: asking(get()),
  },
];

const harmful: readonly (() => unknown)[] = [
  () => {
    throw failure();
  },
  () => Promise.reject(failure()),
  () => new Promise(() => {}),
  () => 1,
  () => ({ status: 418 }),
];
let turn = 0;
const harm = (): never => harmful[turn++ % harmful.length]?.() as never;

const callbacks: Fault = {
  id: "F10",
  section: "15.6.1",
  inject: "onError, map and trust throw, reject, hang and return junk",
  expect: "500 problem",
  oursOnly: true,
  routes: { "/": { fails: failure } },
  options: { onError: harm, map: harm, trust: harm },
  run: asking(get()),
};

const headers: readonly Fault[] = [
  ["20,000 links", { link: Array<string>(20_000).fill("</a>; rel=preload") }],
  ["a field of 1 MB", { "x-large": "a".repeat(1_000_000) }],
].map(
  ([what, fields]): Fault => ({
    id: "F12",
    section: "5.4",
    inject: `the handler answers with ${what}`,
    expect: "500 problem",
    parallel: 2,
    routes: { "/": { body: () => "done", fields: () => fields as Record<string, string[]> } },
    run: asking(get()),
  }),
);

const text = "a line of text, and another\n".repeat(1000);
async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  await pause(5);
  throw failure();
}

const gzip = "Accept-Encoding: gzip";
const amongOthers: readonly Fault[] = (
  [
    ["a text is compressed", "200", { body: () => text }, get("/", gzip)],
    ["a stream that is compressed fails", "broken", { body: breaking }, get("/", gzip)],
    ["the handler fails", "500 problem", { fails: failure }, get("/", gzip)],
    [
      "content is not what it says",
      "400 problem",
      { body: () => "done" },
      request("POST /", ["Content-Type: application/json"], '{"a":'),
    ],
  ] as const
).map(
  ([what, expect, does, wire]): Fault => ({
    id: "F17",
    section: "RFC 9112 6",
    inject: `${what}, behind the usual middleware`,
    expect,
    usual: true,
    // As in production: helmet says Strict-Transport-Security over plain HTTP, too (RFC 6797 section 7.2).
    options: { conformance: "fix" },
    routes: { "/": does },
    run: asking(wire),
  }),
);

const DAY = 86_400_000;

const clock: Fault = {
  id: "F18",
  section: "5.6.7",
  inject: "the clock steps by a day, back or forth, before an answer",
  expect: "503 problem",
  parallel: 1,
  oursOnly: true,
  routes: {
    "/": {
      reply: async () => {
        await pause(2);
        return serviceUnavailable({ retryAfter: new Date(Date.now() + 30_000) });
      },
    },
    "/slow": slow,
  },
  run: async (at, random) => {
    const client = await at.connect();
    client.send(get());
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + oneOf(random, [-DAY, DAY]));
    try {
      const response = await client.read();
      const dates = ["date", "retry-after"].map((name) => Date.parse(value(response, name) ?? ""));
      // The one that node:http keeps may be a second old, of the day before.
      const isSane = dates.every((date) => Math.abs(date - Date.now()) <= DAY + 60_000);
      return isSane ? `${response.status} problem` : "a date that is none";
    } finally {
      vi.useRealTimers();
    }
  },
};

const h2: Fault = {
  id: "F16",
  section: "RFC 9113 5.4.2",
  inject: "a stream of HTTP/2 is reset before, in and after its answer",
  expect: "200",
  h2: true,
  routes: {
    "/": slow,
    "/stream": {
      body: async function* () {
        for (let i = 0; i < 20; i++) {
          await pause(1);
          yield Buffer.alloc(5000);
        }
      },
    },
  },
  run: async (at, random) => {
    const session = connectH2(`http://127.0.0.1:${at.port}`);
    session.on("error", () => {});
    const ask = (path: string) => {
      const stream = session.request({ ":path": path });
      stream.on("error", () => {});
      stream.resume();
      return stream;
    };
    const stream = ask(oneOf(random, ["/", "/stream"]));
    await pause(between(random, 0, 40));
    stream.close(oneOf(random, [0x2, 0x8]));
    const next = ask("/canary");
    const status = await new Promise((resolve) => {
      next.once("response", (fields) => resolve(String(fields[":status"])));
      next.once("close", () => resolve("nothing"));
    });
    await new Promise<void>((resolve) => session.close(() => resolve()));
    return String(status);
  },
};

/** Of what a handler does, and what stands around it. */
export const handlers: readonly Fault[] = [
  ...thrown,
  ...late,
  callbacks,
  ...headers,
  h2,
  ...amongOthers,
  clock,
];

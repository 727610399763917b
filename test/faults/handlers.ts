import { setTimeout as pause } from "node:timers/promises";
import { ok } from "@rightstatus/core";
import { deadline } from "@rightstatus/node";
import { request } from "../support/connection.ts";
import { canary, hostileValues } from "../support/hostile-values.ts";
import { between, type Exchange, type Fault, oneOf, type Random, type Target } from "./fault.ts";
import { within } from "./idioms.ts";
import { outcomeOf } from "./outcome.ts";

const failure = (): Error => new Error(canary);

/** Something of the response is out already. */
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
        plain: within(10, () => pause(60, "late")),
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
/** One of them, by the digit of the path that is this callback's; the error tells the path, too. */
const harm =
  (digit: 1 | 2 | 3) =>
  (error: unknown, req?: { readonly url?: string | undefined }): never =>
    harmful[Number((req?.url ?? String(error)).at(-digit))]?.() as never;

const callbacks: Fault = {
  id: "F10",
  section: "15.6.1",
  inject: "onError, map and trust throw, reject, hang and return junk",
  expect: "500 problem",
  // Of these a plain server has who is told of errors.
  routes: { "/": { fails: (req) => new Error(`${canary} ${req.url}`) } },
  options: { onError: harm(1), map: harm(2), trust: harm(3) },
  run: async (at, random) => {
    const digits = [1, 2, 3].map(() => between(random, 0, harmful.length - 1));
    return outcomeOf(await at.connect(), get(`/?${digits.join("")}`));
  },
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

/** Of what a handler does, and what stands around it. */
export const handlers: readonly Fault[] = [
  ...thrown,
  ...late,
  callbacks,
  ...headers,
  ...amongOthers,
];

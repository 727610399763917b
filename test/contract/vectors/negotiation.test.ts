import type { IncomingMessage } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  type AnyReply,
  etag,
  found,
  isReply,
  methods,
  negotiate,
  type Options,
  ok,
  seeOther,
  serve,
} from "@rightstatus/core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import {
  expectAlive,
  frameworks,
  type Route,
  type Running,
  type Setup,
  start,
} from "../../support/servers.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { long, varied, weights } from "./negotiation-rows.ts";
import { expectNoRoom, room } from "./room.ts";

const offer = {
  type: ["a/b", "i/j", "x/y"],
  language: ["en", "fr"],
  encoding: ["gzip", "br"],
} as const;

type Answer = (req: IncomingMessage) => AnyReply | Promise<AnyReply>;

/** The choice and its options for a reply; the content says what was chosen. */
function chosen(req: IncomingMessage): AnyReply | { readonly text: string; readonly o: Options } {
  const choice = negotiate(req, offer);
  if (isReply(choice)) return choice;
  const { type, language, encoding, vary } = choice;
  return { text: [type, language, encoding].join(" "), o: { type, language, vary } };
}

function withChoice(answer: (text: string, o: Options) => ReturnType<Answer>): Answer {
  return (req) => {
    const choice = chosen(req);
    return isReply(choice) ? choice : answer(choice.text, choice.o);
  };
}

const state = { exists: true, etag: etag("v1") } as const;

/** By path, what a GET is answered with. */
const answers: Readonly<Record<string, (req: IncomingMessage) => ReturnType<Answer>>> = {
  "/ok": withChoice((text, o) => ok(text, { ...o, etag: state.etag })),
  "/serve": (req) =>
    withChoice((body, { type = "", vary = [] }) => serve(req, { ...state, body, type, vary }))(req),
  "/gone": (req) =>
    withChoice((body, { vary = [] }) => serve(req, { exists: false, body, vary }))(req),
  "/to": withChoice((_text, { language, vary = [] }) => found(`/${language}/a`, { vary })),
  "/see": withChoice((_text, { language, vary = [] }) => seeOther(`/${language}/a`, { vary })),
  "/broken": () => {
    throw new Error("broken");
  },
  ...Object.fromEntries(
    wildcards().flatMap((wild, i): [string, Answer][] => [
      [`/offered/${i}`, (req) => ok("a", { type: choiceOf(req, wild) })],
      [`/typed/${i}`, () => ok("a", { type: wild })],
      [`/set/${i}`, () => ok("a", { headers: { "Content-Type": wild } })],
      [`/served/${i}`, (req) => serve(req, { exists: true, body: "a", type: wild })],
    ]),
  ),
};

function choiceOf(req: IncomingMessage, wild: string): string {
  const choice = negotiate(req, { type: [wild] });
  return isReply(choice) ? "refused" : choice.type;
}

function wildcards(): readonly string[] {
  return (inputOf("A128") as { readonly offer: readonly string[] }).offer;
}

const routes: readonly Route[] = Object.entries(answers).map(([path, answer]) => {
  const table = methods({ GET: answer });
  return { path, handle: ({ req }) => table(req) };
});

it("each vector of the kind is sent", () => {
  const ids = new Set(["A116", ...long.map(([id]) => id), "A127", "A128", "A129"]);
  expect([...ids]).toEqual(vectorsOf("negotiation").map(({ id }) => id));
});

describe.each(frameworks)("negotiation on %s", (framework) => {
  const onError = vi.fn();
  let app: Running;
  let roomy: Running;
  beforeAll(async () => {
    app = await start(framework, { routes, options: { onError } });
    roomy = await start(framework, { routes, ...room });
  });
  afterEach(() => onError.mockReset());

  function expectChosen(response: Response, told: string): void {
    expect([response.status, response.body.toString()]).toEqual([200, told]);
    const [type = "", language] = told.split(" ");
    expect(value(response, "content-type")).toBe(type);
    expect(value(response, "content-language")).toBe(language);
  }

  it.each(weights)("A116 %s: %s", async (line, told) => {
    expectChosen(await app.exchange(request("GET /ok", [line])), told);
  });

  it("A116 for the page of an error", async () => {
    const line = "Accept: text/html;q=2, application/problem+json;q=-1, text/plain;q=0.1";
    const response = await app.exchange(request("GET /nowhere", [line]));
    expect([response.status, value(response, "content-type")]).toEqual([
      404,
      "text/plain; charset=utf-8",
    ]);
  });

  it.each(long)("%s in %s: 431, and with room for it %s", async (id, name, told) => {
    const wire = request("GET /ok", [`${name}: ${inputOf(id)}`]);
    expectNoRoom(await app.exchange(wire));
    expectChosen(await roomy.exchange(wire), told);
    const missing = await roomy.exchange(wire.replace("/ok", "/nowhere"));
    expect([missing.status, value(missing, "content-type")]).toEqual([
      404,
      "application/problem+json",
    ]);
  });

  it("A127 nothing is kept of 2,000 requests with 12 kB of fields that nobody sent before", async () => {
    const connection = await app.connect();
    const ask = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i += 1) {
        const fields = ["Accept", "Accept-Language", "Accept-Encoding"].map((name) => {
          return `${name}: ${distinct(i)}, ${"x".repeat(4000)}`;
        });
        connection.send(request("GET /ok", fields));
        expect((await connection.read()).status).toBe(200);
      }
    };
    await ask(0, 300);
    const before = heap();
    await ask(300, 2300);
    expect(heap() - before).toBeLessThan(8 * 1024 * 1024);
    await expectAlive(connection);
  });

  it.each(
    ["offered", "typed", "set", "served"].flatMap((way) =>
      wildcards().map((wild, i) => [way, wild, `/${way}/${i}`] as const),
    ),
  )("A128 %s as %s: a 500 that says nothing", async (_way, wild, path) => {
    const { accept } = inputOf("A128") as { readonly accept: string };
    const response = await app.exchange(request(`GET ${path}`, [`Accept: ${accept}`]));
    expect([response.status, value(response, "content-type")]).toEqual([
      500,
      "application/problem+json",
    ]);
    expect(response.body.toString()).not.toContain(wild);
    expect(onError).toHaveBeenCalledOnce();
    expect(String(onError.mock.calls[0]?.[0])).toContain(wild);
  });

  it("A128 of concrete types the wildcard takes the first", async () => {
    const { accept } = inputOf("A128") as { readonly accept: string };
    expectChosen(await app.exchange(request("GET /ok", [`Accept: ${accept}`])), "a/b en identity");
  });

  describe.each<[what: string, before: string | undefined, kept: (vary: string) => string]>([
    ["alone", undefined, (vary) => vary],
    ["beside Origin", "Origin", (vary) => `${vary}, origin`],
    ["beside a name of ours", "Origin, accept", (vary) => `${vary}, origin`],
    ["beside *", "*", () => "*"],
  ])("A129 Vary %s", (_what, before, kept) => {
    let own: Running;
    beforeAll(async () => {
      const options = { language: "negotiate", onError } as const;
      own = await start(framework, { ...middleware(before), routes, options });
    });

    it.each(varied)("on a $status: $wire", async ({ status, vary, wire: [line, ...fields] }) => {
      const response = await own.exchange(request(line, fields));
      expect(response.status).toBe(status);
      const names = value(response, "vary")?.toLowerCase().split(", ").toSorted().join(", ");
      expect(names).toBe(kept(vary).split(", ").toSorted().join(", "));
    });
  });
});

it("A127 nothing is kept of 1,000,000 fields", () => {
  const ask = (i: number): unknown =>
    negotiate({ headers: { accept: `a/b, c/${i}` } }, { type: ["a/b"] });
  for (let i = 0; i < 10_000; i += 1) ask(i);
  const before = heap();
  for (let i = 0; i < 1_000_000; i += 1) ask(i);
  expect(heap() - before).toBeLessThan(8 * 1024 * 1024);
});

function distinct(i: number): string {
  return `a/b;v=${i};q=0.5, */*;q=0.1, x-${i};q=0.2, *;q=0.1`;
}

/** Bytes in use, once what nobody needs is gone. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

/** Middleware that has set Vary before the routes. */
function middleware(vary: string | undefined): Setup {
  if (vary === undefined) return {};
  return {
    express: [
      (_req, res, next) => {
        res.setHeader("Vary", vary);
        next();
      },
    ],
    koa: [
      (ctx, next) => {
        ctx.set("Vary", vary);
        return next();
      },
    ],
  };
}

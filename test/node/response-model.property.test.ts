import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import * as core from "@rightstatus/core";
import { fail, hint, send } from "@rightstatus/node";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import { runs } from "../support/runs.ts";
import { type Bare, expectAlive, guardProcess, listen } from "./server.ts";

guardProcess();

/** What is known of a response by what was done to it. */
interface Model {
  /** `awaiting`: a stream is its response, of which no chunk is there; `written`: by the program itself. */
  phase: "open" | "awaiting" | "streaming" | "written" | "whole" | "broken";
  gone: boolean;
  hints: number;
  status: number;
  body: string;
  /** How often the application was told. */
  reports: number;
}

/** The same response, on a connection. */
interface Real {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly client: Connection;
  readonly streams: Stream[];
  readonly promises: Promise<void>[];
}

/** A body that goes on as it is told. */
class Stream {
  freed = false;
  private waiting: ((step: Promise<IteratorResult<string>>) => void) | undefined;

  [Symbol.asyncIterator](): this {
    return this;
  }
  next(): Promise<IteratorResult<string>> {
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }
  async return(): Promise<IteratorResult<string>> {
    return this.over(Promise.resolve({ done: true, value: undefined }));
  }
  give(chunk: string): void {
    this.waiting?.(Promise.resolve({ done: false, value: chunk }));
  }
  end(): void {
    this.waiting?.(this.over(Promise.resolve({ done: true, value: undefined })));
  }
  fail(error: Error): void {
    this.waiting?.(this.over(Promise.reject(error)));
  }
  private over<T>(step: Promise<T>): Promise<T> {
    this.freed = true;
    return step;
  }
}

const onError = vi.fn();
const options = { onError };
const broken = new Error(canary);
const style = core.earlyHints({ href: "/a.css", rel: "preload" });

/** One thing that a program, its body or its client does. */
interface Step {
  readonly name: string;
  readonly check?: (model: Readonly<Model>) => boolean;
  readonly change: (model: Model) => void;
  readonly perform: (real: Real, model: Readonly<Model>) => unknown;
}

class Command implements fc.AsyncCommand<Model, Real> {
  private readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check = (model: Readonly<Model>): boolean => this.step.check?.(model) ?? true;
  async run(model: Model, real: Real): Promise<void> {
    const before = { ...model };
    this.step.change(model);
    await this.step.perform(real, before);
    for (let i = 0; i < 3; i++) await turn();
  }
  toString = (): string => this.step.name;
}

function answered(model: Model, status: number, body: string): void {
  model.phase = "whole";
  model.status = status;
  model.body = body;
}

/** Sends now, or is told that it is too late. */
function sends({ req, res, promises }: Real, reply: core.AnyReply, before: Model): void {
  const late = before.phase !== "open" && before.phase !== "broken" && !before.gone;
  const attempt = (): void => void promises.push(send(req, res, reply, options));
  if (late) expect(attempt).toThrow(/answered already \(RFC 9110 section 15\.2\)$/);
  else if (before.phase === "open") attempt();
  else {
    // Whether the last byte was out before the client went decides if that is told.
    try {
      attempt();
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
    }
  }
}

const sending = (name: string, reply: () => core.AnyReply, body: string): Step => ({
  name,
  change(model) {
    if (model.phase !== "open" || model.gone) return;
    const { status } = reply();
    answered(model, status, body);
    if (status >= 500) model.reports += 1;
  },
  perform: (real, before) => sends(real, reply(), before),
});

const breaks = (model: Model): void => {
  if (!model.gone) model.phase = "broken";
};

const isOverTime = ({ phase }: Readonly<Model>): boolean =>
  phase === "awaiting" || phase === "streaming";
const last = ({ streams }: Real): Stream | undefined => streams.findLast(({ freed }) => !freed);

const steps: readonly Step[] = [
  {
    name: "hint",
    change(model) {
      if (model.phase === "open" && !model.gone) model.hints += 1;
    },
    perform: ({ req, res }) => hint(req, res, style),
  },
  sending("send 200", () => core.ok("text"), "text"),
  sending("send 204", () => core.noContent(), ""),
  sending("send 404", () => core.notFound("a"), '"detail":"a"'),
  sending("send 502", () => core.badGateway(), '"status":502'),
  {
    name: "send what cannot be written",
    change(model) {
      if (model.phase !== "open" || model.gone) return;
      answered(model, 500, '"status":500');
      model.reports += 1;
    },
    perform: (real, before) => sends(real, core.ok({ a: 1n }), before),
  },
  {
    name: "send a stream",
    change(model) {
      if (model.phase === "open" && !model.gone) model.phase = "awaiting";
    },
    perform(real, before) {
      const stream = new Stream();
      real.streams.push(stream);
      sends(real, core.ok(stream), before);
    },
  },
  {
    name: "a chunk",
    check: isOverTime,
    change(model) {
      if (model.gone) return;
      if (model.phase === "awaiting") answered(model, 200, "");
      model.phase = "streaming";
      model.body += "chunk ";
    },
    perform: (real) => last(real)?.give("chunk "),
  },
  {
    name: "the end of a stream",
    check: isOverTime,
    change(model) {
      if (!model.gone) answered(model, 200, model.body);
    },
    perform: (real) => last(real)?.end(),
  },
  {
    name: "a stream breaks",
    check: isOverTime,
    change(model) {
      if (model.gone) return;
      model.reports += 1;
      if (model.phase === "awaiting") answered(model, 500, '"status":500');
      else breaks(model);
    },
    perform: (real) => last(real)?.fail(broken),
  },
  {
    name: "write",
    check: ({ phase, gone }) => !gone && ["open", "awaiting", "written"].includes(phase),
    change(model) {
      model.phase = "written";
      model.status = 200;
      model.body += "raw ";
    },
    perform: ({ res }) => res.write("raw "),
  },
  {
    name: "end",
    check: ({ phase, gone }) => !gone && phase === "written",
    change: (model) => answered(model, 200, model.body),
    perform: ({ res }) => res.end(),
  },
  {
    name: "throw",
    change(model) {
      model.reports += 1;
      if (model.gone) return;
      if (model.phase === "open" || model.phase === "awaiting") {
        answered(model, 500, '"status":500');
      } else if (model.phase !== "whole") breaks(model);
    },
    perform: ({ req, res, promises }) => void promises.push(fail(req, res, broken, options)),
  },
  {
    name: "throw a reply",
    check: ({ phase }) => phase === "open",
    change(model) {
      if (model.gone) model.reports += 1;
      else answered(model, 409, '"status":409');
    },
    perform: ({ req, res, promises }) =>
      void promises.push(fail(req, res, core.conflict(), options)),
  },
  {
    name: "the client goes",
    check: ({ gone, phase }) => !gone && phase !== "broken",
    change(model) {
      model.gone = true;
    },
    async perform({ req, client }) {
      client.abort();
      if (!req.socket.destroyed) {
        await new Promise((resolve) => req.socket.once("close", resolve));
      }
    },
  },
];

/** What a framework does in the end, or a body. */
const endings: Readonly<Record<Model["phase"], string | undefined>> = {
  open: "send 204",
  awaiting: "the end of a stream",
  streaming: "the end of a stream",
  written: "end",
  whole: undefined,
  broken: undefined,
};

const fresh: Readonly<Model> = {
  phase: "open",
  gone: false,
  hints: 0,
  status: 0,
  body: "",
  reports: 0,
};

let server: Bare;
let arrive: (req: IncomingMessage, res: ServerResponse) => void;
beforeAll(async () => {
  server = await listen((req, res) => arrive(req, res));
});

async function begin(): Promise<Real> {
  const client = await server.connect();
  const arrived = new Promise<[IncomingMessage, ServerResponse]>((resolve) => {
    arrive = (...both) => resolve(both);
  });
  client.send(request("GET /"));
  const [req, res] = await arrived;
  return { req, res, client, streams: [], promises: [] };
}

async function finish(model: Model, real: Real): Promise<void> {
  const ending = steps.find(({ name }) => name === endings[model.phase]);
  if (ending !== undefined && !model.gone) await new Command(ending).run(model, real);
  const { client, streams, promises } = real;
  if (!model.gone && model.phase === "whole") {
    const response = await client.read();
    expect([response.status, response.interim.length]).toEqual([model.status, model.hints]);
    const body = response.body.toString();
    if (model.status < 400) expect(body).toBe(model.body);
    else expect(body).toContain(model.body);
    expect(body).not.toContain(canary);
    // RFC 9112 section 9.3: the connection answers the next request rightly.
    if (value(response, "connection") !== "close") await expectAlive(client);
  }
  if (!model.gone && model.phase === "broken") await client.broken();
  client.abort();
  await Promise.all(promises);
  await vi.waitFor(() => expect(streams.filter(({ freed }) => !freed)).toEqual([]), {
    interval: 1,
  });
  expect(onError).toHaveBeenCalledTimes(model.reports);
}

/** A sequence takes as long as a hundred texts: 10,000 of them in CI, and 100,000 for those who ask for a million. */
const sequences = Math.min(runs, Math.max(10_000, Math.min(runs / 10, 100_000)));

describe("the life of a response, as a model has it (C5)", () => {
  it("is the same on a connection", async () => {
    const commands = steps.map((step) => fc.constant(new Command(step)));
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 20 }), async (sequence) => {
        onError.mockReset();
        const real = await begin();
        const model: Model = { ...fresh };
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        await finish(model, real);
      }),
      { numRuns: sequences },
    );
  }, 3_600_000);
});

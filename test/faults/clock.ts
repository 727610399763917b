import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ok, serviceUnavailable } from "@rightstatus/core";
import { lastModified } from "@rightstatus/core/fields";
import { deadline } from "@rightstatus/node";
import { vi } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Fault, oneOf, type Random, type Target } from "./fault.ts";
import { within } from "./idioms.ts";
import { outcomeOf } from "./outcome.ts";

const DAY = 86_400_000;
/** The system's: node:http takes Date from it, whatever is put in the place of the global one. */
const System = Date;

/** What the clock of the application steps by in the next injection. */
let step = 0;

function stepClock(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: System.now() + step });
}

/** Injects with a clock that steps where the handler says so, and is put right again. */
const stepping =
  (run: (at: Target, random: Random, steppedBy: number) => Promise<string>): Fault["run"] =>
  async (at, random) => {
    step = oneOf(random, [-DAY, DAY]);
    try {
      return await run(at, random, step);
    } finally {
      vi.useRealTimers();
    }
  };

const dateIn = (text: string | undefined): number => Date.parse(text ?? "");

/** Puts a file there that was changed so long ago, or that will be. */
function putFile(root: string, ageMs: number): void {
  const path = join(root, "dated.txt");
  writeFileSync(path, "content");
  const at = new Date(System.now() - ageMs);
  utimesSync(path, at, at);
}

const asked = async (at: Target): Promise<string> =>
  outcomeOf(await at.connect(), request("GET /"));

/** A handler that takes a while, in the middle of which the clock steps. */
const taking = (ms: number, takesMs: number): NonNullable<Fault["routes"]> => {
  const run = async (): Promise<string> => {
    stepClock();
    await pause(takesMs);
    return "done";
  };
  return { "/": { reply: deadline(ms, async () => ok(await run())), plain: within(ms, run) } };
};

const common = { id: "F18", parallel: 1 } as const;

/** Of a clock that is wrong. One injection at a time, for there is one clock. */
export const clock: readonly Fault[] = [
  {
    ...common,
    section: "10.2.3",
    inject: "the clock steps by a day, back or forth, before a Retry-After",
    expect: "both to the second",
    routes: {
      "/": {
        reply: () => {
          stepClock();
          return serviceUnavailable({ retryAfter: new Date(Date.now() + 30_000) });
        },
        plain: {
          express: (_req, res) => {
            stepClock();
            res
              .status(503)
              .set("Retry-After", new Date(Date.now() + 30_000).toUTCString())
              .end();
          },
          koa: (ctx) => {
            stepClock();
            ctx.status = 503;
            ctx.set("Retry-After", new Date(Date.now() + 30_000).toUTCString());
          },
        },
      },
    },
    run: stepping(async (at) => {
      const client = await at.connect();
      const before = System.now();
      client.send(request("GET /"));
      const response = await client.read();
      const retryAfter = dateIn(value(response, "retry-after"));
      if (retryAfter !== Math.floor((Date.now() + 30_000) / 1000) * 1000) return "a wrong time";
      // The one that node:http keeps is a second old at most.
      const date = dateIn(value(response, "date"));
      return before - 2000 < date && date <= System.now() ? "both to the second" : "a wrong date";
    }),
  },
  {
    ...common,
    section: "8.8.2.1",
    inject: "the clock was a day ahead when a file was written",
    expect: "not of the future",
    files: true,
    run: async (at) => {
      putFile(at.root, -DAY);
      const client = await at.connect();
      client.send(request("GET /dated.txt"));
      const line = value(await client.read(), "last-modified") ?? "";
      const time = lastModified.parse(line)?.getTime();
      return time === undefined || time > System.now() ? line : "not of the future";
    },
  },
  {
    ...common,
    section: "8.8.2.2",
    inject: "the clock steps by a day, back or forth, before an If-Range by date",
    expect: "as the clock says",
    files: true,
    run: stepping(async (at, _random, by) => {
      putFile(at.root, 3_600_000);
      const client = await at.connect();
      client.send(request("GET /dated.txt"));
      const line = value(await client.read(), "last-modified");
      stepClock();
      const fields = ["Range: bytes=0-1", `If-Range: ${line}`];
      client.send(request("GET /dated.txt", fields));
      const { status } = await client.read();
      // A date of the future is no strong validator.
      return status === (by < 0 ? 200 : 206) ? "as the clock says" : `${status}`;
    }),
  },
  {
    ...common,
    section: "15.6.4",
    inject: "the clock steps by a day, back or forth, in a handler that is in time",
    expect: "200 done",
    routes: taking(20_000, 2),
    run: stepping(asked),
  },
  {
    ...common,
    section: "15.6.4",
    inject: "the clock steps by a day, back or forth, in a handler that is late",
    expect: "503 problem",
    routes: taking(5, 60),
    run: stepping(asked),
  },
];

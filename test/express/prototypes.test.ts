import { once } from "node:events";
import {
  createServer as createBareServer,
  IncomingMessage,
  type Server,
  ServerResponse,
} from "node:http";
import { setFlagsFromString } from "node:v8";
import { createServer, earlyHints, fallback, handle, ok, replies } from "@rightstatus/express";
import type { Express, Request, RequestHandler, Response } from "express";
import { describe, expect, it } from "vitest";
import { exchange, request } from "../support/connection.ts";
import { appOf, cases, extend, extras, read, restore } from "./prototype-cases.ts";
import { asked, connectTo, frameworks } from "./server.ts";

/** Without ours, and with it: no app may see the difference. */
const servers: Readonly<Record<string, (app: Express) => Server>> = {
  "http.createServer": (app) => createBareServer(app),
  createServer: (app) => createServer(app),
};

describe.each(frameworks)("prototypes, on %s", (_name, express) => {
  describe.each(Object.entries(servers))("%s", (_name, serve) => {
    it.each(cases)("$name", async ({ app: make, after, answers }) => {
      const app = make(express);
      const server = serve(app);
      try {
        after?.(app, express);
        const got = Object.keys(answers).map(async (path) => [path, await asked(server, path)]);
        expect(Object.fromEntries(await Promise.all(got))).toEqual(answers);
      } finally {
        restore(express);
      }
    });
  });

  it("they are there from birth", async () => {
    const app = appOf(express, () => "answered");
    const born: boolean[] = [];
    const server = createServer(app).prependListener("request", (req, res) => {
      born.push(Object.getPrototypeOf(req) === app.request);
      born.push(Object.getPrototypeOf(res) === app.response);
    });
    expect(await asked(server)).toBe("answered");
    expect(born).toEqual([true, true]);
  });

  it("several servers of one app, with app.listen beside them", async () => {
    const app = appOf(express, extras);
    const all = [
      createServer(app),
      app.listen(0, "127.0.0.1"),
      createServer(app),
      createBareServer(app),
    ];
    for (const text of ["first", "second"]) {
      extend(app, text);
      for (const server of all) expect(await asked(server)).toEqual([text, text]);
    }
  });

  it("constructors of the caller's stand, and their methods while Express has not come yet", async () => {
    class Numbered extends IncomingMessage {
      readonly number = this.next();
      next(): number {
        return 7;
      }
    }
    class Timed<R extends IncomingMessage> extends ServerResponse<R> {
      readonly at = 1;
    }
    const app = appOf(express, (req, res) => [read(req, "number"), read(res, "at")]);
    const both = createServer(app, { IncomingMessage: Numbered, ServerResponse: Timed });
    expect(await asked(both)).toEqual([7, 1]);
    expect(await asked(createServer(app, { IncomingMessage: Numbered }))).toEqual([7, null]);
  });

  it("res.reply and res.hint of replies()", async () => {
    const app = express().use(replies());
    app.get("/", (_req, res) => void res.reply.ok({ by: "reply" }));
    app.get(
      "/handle",
      handle(() => ok({ by: "handle" })),
    );
    app.get("/hint", (_req, res) => {
      res.hint(earlyHints({ href: "/a.css", rel: "preload" }));
      res.reply(ok({ by: "hint" }));
    });
    app.use(fallback());
    const server = createServer(app);
    expect(await asked(server)).toEqual({ by: "reply" });
    expect(await asked(server, "/handle")).toEqual({ by: "handle" });
    const response = await exchange(await connectTo(server), request("GET /hint"));
    expect(response.interim.map(({ status }) => status)).toEqual([103]);
    expect(response.body.toString()).toBe('{"by":"hint"}');
  });

  it.each(["/", "/mounted", "/passed"])("one hidden class for all requests to %s", async (path) => {
    let closed: Promise<readonly [Request, Response]>[] = [];
    const answer: RequestHandler = (req, res) => {
      closed.push(once(res, "close").then(() => [req, res]));
      res.json("answered");
    };
    const app = express().use(express.json(), (req, res, next) => {
      Object.assign(req, { user: "ada", [mark]: 1 });
      Object.assign(res.locals, { user: "ada" });
      next();
    });
    app.get("/", answer).use("/mounted", express().get("/", answer));
    app.use("/passed", express()).get("/passed", answer);
    const server = createServer(app);
    for (let round = 0; round < 20; round += 1) {
      for (const _ of [1, 2, 3]) await asked(server, path);
      const [first, ...others] = await Promise.all(closed);
      closed = [];
      const alike = [0, 1].map((at) => others.every((other) => areAlike(first?.[at], other[at])));
      // By the first objects V8 finds out what the others will look like.
      if (round > 10) expect(alike).toEqual([true, true]);
    }
  });
});

/** Middleware likes to note what it knows under a symbol. */
const mark = Symbol("mark");

setFlagsFromString("--allow-natives-syntax");
/** Have they the same hidden class, and none that is a hash table? */
const areAlike = new Function("a", "b", "return %HaveSameMap(a, b) && %HasFastProperties(a)") as (
  a: unknown,
  b: unknown,
) => boolean;
setFlagsFromString("--no-allow-natives-syntax");

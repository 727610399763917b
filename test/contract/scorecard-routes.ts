import type { IncomingMessage } from "node:http";
import { gzipSync } from "node:zlib";
import { bodyParser } from "@koa/bodyparser";
import Router from "@koa/router";
import * as core from "@rightstatus/core";
import { contentType } from "@rightstatus/core/fields";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import express5 from "express";
import express4 from "express4";
import createError from "http-errors";
import type { Middleware } from "koa";
import { noon, treeOf } from "../node/files/tree.ts";
import { canary } from "../support/hostile-values.ts";
import {
  type Exchange,
  type Framework,
  type Route,
  type Running,
  start,
} from "../support/servers.ts";
import { content } from "./probes.ts";
import { bareParts, wrongCalls } from "./scorecard.ts";

const { noContent, ok } = core;

/** The app that the scorecard is asked of, and what happened in it since it was asked last. */
export interface Scored {
  readonly app: Running;
  /** Did a write get through to what it guards? */
  written(): boolean;
  /** What `onError` was told, line by line. */
  errors(): readonly string[];
}

export async function startScored(framework: Framework): Promise<Scored> {
  let written = false;
  const errors: string[] = [];
  const write = (): core.AnyReply => {
    written = true;
    return noContent();
  };
  const root = treeOf({ "a.txt": content });
  const express = framework === "express 4" ? express4 : express5;
  const strict = express.Router();
  strict.get("/strict", forExpress.handle(yes));
  strict.use("/strict", refuse);
  const router = new Router();
  for (const { method, path, handle } of byMethod(write))
    router[method](path, forKoa.handle(handle));
  router.get("/strict", forKoa.handle(yes));
  const allowed = asMiddleware(router.allowedMethods({ throw: true }));
  const app = await start(framework, {
    options: { onError: (error) => void errors.push(String(error)) },
    routes: [...byMethod(write), ...states(write), ...answers, ...failures, ...misused],
    express: [express.json(), strict, forExpress.files({ root })],
    koa: [
      bodyParser(),
      asMiddleware(router.routes()),
      (ctx, next) => (ctx.path === "/strict" ? allowed(ctx, next) : next()),
      forKoa.files({ root }),
    ],
  });
  return {
    app,
    written: () => {
      const before = written;
      written = false;
      return before;
    },
    errors: () => errors.splice(0),
  };
}

/** @koa/router has a narrower context than apps have. */
const asMiddleware = (own: unknown): Middleware => own as Middleware;

const yes = (): core.AnyReply => ok("yes");
const refuse = (): never => {
  throw createError(405);
};

/** Plain routes: `app.get` in Express. In Koa @koa/router has them too, and is asked first. */
const byMethod = (write: () => core.AnyReply) =>
  [
    { method: "get", path: "/routed", handle: yes },
    { method: "put", path: "/routed", handle: write },
    { method: "get", path: "/refusing", handle: refuse },
  ] as const;

/** What writes are guarded by, and the JSON that is posted. */
function states(write: () => core.AnyReply): readonly Route[] {
  const resource = (state: core.State) =>
    core.methods({
      GET: (req: IncomingMessage) => core.serve(req, { ...state, body: "a note" }),
      PUT: (req) => {
        const guard = core.guardWrite(req, state);
        return core.isReply(guard) ? guard : write();
      },
    });
  const note = resource({ exists: true, etag: core.etag("v1"), lastModified: noon });
  const missing = resource({ exists: false });
  const json = core.methods({
    POST: (req: IncomingMessage) => {
      const type = contentType.parse(req.headers["content-type"] ?? "")?.type;
      const accept = ["application/json"];
      return type === "application/json" ? write() : core.unsupportedMediaType({ accept });
    },
  });
  return [
    { path: "/note", handle: ({ req }) => note(req) },
    { path: "/missing", handle: ({ req }) => missing(req) },
    { path: "/json", handle: ({ req }) => json(req) },
  ];
}

const lastModified = (date: string): core.Options => ({ lastModified: new Date(date) });

/** Reads by path, as the tables of `fresh` have them. */
const validated: Readonly<Record<string, core.Options>> = {
  "/tagged": { etag: core.etag("a") },
  "/comma": { etag: core.etag("a,b") },
  "/dated": lastModified("2022-01-01T00:00:00Z"),
  "/asctime": lastModified("1994-11-06T11:49:37Z"),
  "/both": { etag: core.etag("a"), ...lastModified("2022-01-01T00:00:00Z") },
};

/** What is on offer stands in the query: `/types?text/html,text/csv`. */
function offered({ url = "" }: IncomingMessage): readonly [string, ...string[]] {
  const [first = "", ...more] = url.slice(url.indexOf("?") + 1).split(",");
  return [first, ...more];
}

const as = (choice: core.AnyReply | core.Options): core.AnyReply =>
  core.isReply(choice) ? choice : ok("0", choice);

const answers: readonly Route[] = [
  ...Object.entries(validated).map(([path, o]) => ({ path, handle: () => ok("content", o) })),
  { path: "/no-content", handle: () => noContent() },
  { path: "/reset", handle: () => core.resetContent() },
  { path: "/types", handle: ({ req }) => as(core.negotiate(req, { type: offered(req) })) },
  { path: "/languages", handle: ({ req }) => as(core.negotiate(req, { language: offered(req) })) },
  {
    path: "/encodings",
    handle: ({ req }) => {
      const choice = core.negotiate(req, { encoding: offered(req) });
      if (core.isReply(choice) || choice.encoding === "identity") return ok("content");
      const headers = { "content-encoding": choice.encoding };
      return ok(gzipSync("content"), { headers, vary: choice.vary, type: "text/plain" });
    },
  },
];

/** What was on the way to a success when it failed. */
function begin({ res }: Exchange): void {
  res.setHeader("Cache-Control", "public, max-age=600");
  res.setHeader("Access-Control-Allow-Origin", "https://app.example");
  res.setHeader("Vary", "Origin");
}

const thrown: Readonly<Record<string, () => unknown>> = {
  reply: () => core.serviceUnavailable({ retryAfter: 5 }),
  "http-error": () => createError(503, canary),
  error: () => new Error(canary),
  "bare-401": () => createError(401),
  "bare-405": () => createError(405),
};

const failures: readonly Route[] = Object.entries(thrown).flatMap(([name, make]) => {
  const fail = (exchange: Exchange): never => {
    begin(exchange);
    throw make();
  };
  const reject = async (exchange: Exchange): Promise<never> => {
    await new Promise(setImmediate);
    return fail(exchange);
  };
  return [
    { path: `/thrown/${name}`, handle: fail },
    { path: `/rejected/${name}`, handle: reject },
    { path: `/thrown-by-plain/${name}`, plain: fail },
  ];
});

const asValue = Object.assign((reply: core.AnyReply) => reply, core);

/** Each wrong call by a function that returns the reply, and by a method that sends it. */
const misused: readonly Route[] = [
  ...wrongCalls.flatMap(([, , call], index) => [
    { path: `/returned/${index}`, handle: () => call(asValue) as core.AnyReply },
    { path: `/sent/${index}`, plain: ({ reply }: Exchange) => call(reply) },
  ]),
  ...bareParts.flatMap(([, , call], index) => [
    { path: `/bare-returned/${index}`, handle: () => call(asValue) as core.AnyReply },
    { path: `/bare/${index}`, plain: ({ reply }: Exchange) => call(reply) },
  ]),
];

import type {
  IncomingMessage,
  RequestListener,
  Server,
  ServerOptions,
  ServerResponse,
} from "node:http";
import { createServer as createBareServer } from "node:http";
import type { Socket } from "node:net";
import type { AnyReply, Interim } from "@rightstatus/core";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import type { Attached, AttachOptions, FallbackOptions, SendOptions } from "@rightstatus/node";
import express5, { type RequestHandler } from "express";
import express4 from "express4";
import { fastify } from "fastify";
import Koa3, { type Context, type Middleware } from "koa";
import Koa2 from "koa2";
import { afterAll, expect } from "vitest";
import "@rightstatus/conformance"; // Else the first response waits until it is compiled.
import { type Connection, connect, exchange, request } from "./connection.ts";
import { type Response, value } from "./response-parser.ts";

export const frameworks = ["express 4", "express 5", "koa 2", "koa 3"] as const;
export type Framework = (typeof frameworks)[number];

/** What both frameworks hand to a route. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** `res.reply` or `ctx.reply`. */
  readonly reply: Helpers & ((reply: AnyReply) => unknown);
  readonly hint: (interim: Interim) => void;
}

/** The helpers by name, whether as functions that make a reply or as methods that send one. */
export type Helpers = typeof import("@rightstatus/core");

/** One description that mounts on all four: a path that answers to any method, or to one. */
export type Route = { readonly path: string; readonly method?: "get" | "put" } & (
  | { readonly handle: (exchange: Exchange) => AnyReply | Promise<AnyReply> }
  /** The framework's own kind of route: it answers by itself. */
  | { readonly plain: (exchange: Exchange) => unknown }
);

export interface Setup {
  readonly routes?: readonly Route[];
  readonly options?: SendOptions & FallbackOptions;
  /** Middleware between replies() and the routes. */
  readonly express?: readonly RequestHandler[];
  readonly koa?: readonly Middleware[];
  /** Options of `createServer`. */
  readonly attach?: AttachOptions & ServerOptions;
  /** `handle()` by itself: neither replies() nor fallback(). */
  readonly alone?: boolean;
}

export interface Running {
  /** Without a slash at its end. */
  readonly origin: string;
  connect(): Promise<Connection>;
  /** One request on a connection of its own; a second one proves that the connection is whole. */
  exchange(wire: string): Promise<Response>;
}

/** Middleware for routes that write by themselves: Koa keeps out of all but the canary. */
export const keepingOut: readonly Middleware[] = [
  (ctx, next) => {
    if (ctx.path !== "/canary") ctx.respond = false;
    return next();
  },
];

/** An app on 127.0.0.1 with rightstatus mounted as the README says; closed after the test file. */
export function start(framework: Framework, setup: Setup): Promise<Running> {
  return listen(serverOf(framework, setup));
}

/** The same, not listening yet: for a test that closes it itself. */
export function serverOf(framework: Framework, setup: Setup): Server & Attached {
  switch (framework) {
    case "express 4":
    case "express 5":
      return forExpress.createServer(expressApp(framework, setup), setup.attach);
    case "koa 2":
    case "koa 3":
      return forKoa.createServer(koaApp(framework, setup), setup.attach);
  }
}

/** What a server of another module, node:https or node:http2, is given in the place of `createServer`. */
export function listenerOf(framework: Framework, setup: Setup): RequestListener {
  switch (framework) {
    case "express 4":
    case "express 5":
      return expressApp(framework, setup);
    case "koa 2":
    case "koa 3":
      return koaApp(framework, setup).callback();
  }
}

/** Errors that a test provokes are not for the console. */
const quiet = (): void => {};

const canary: Route = { path: "/canary", handle: () => forExpress.ok("alive") };

function expressApp(framework: "express 4" | "express 5", setup: Setup): express5.Express {
  const app = framework === "express 4" ? express4() : express5();
  const mount = (route: Route): void => {
    app[route.method ?? "all"](route.path, expressRoute(route));
  };
  app.disable("x-powered-by");
  if (!setup.alone)
    app.use(forExpress.replies({ conformance: "throw", onError: quiet, ...setup.options }));
  mount(canary);
  for (const middleware of setup.express ?? []) app.use(middleware);
  setup.routes?.forEach(mount);
  if (!setup.alone) app.use(forExpress.fallback(setup.options));
  return app;
}

function expressRoute(route: Route): RequestHandler {
  const view = (req: express5.Request, res: express5.Response): Exchange => ({
    req,
    res,
    reply: res.reply as unknown as Exchange["reply"],
    hint: (interim) => res.hint(interim),
  });
  if ("handle" in route) return forExpress.handle((req, res) => route.handle(view(req, res)));
  return (req, res, next) => {
    const result = route.plain(view(req, res));
    // Express 5 does this by itself; in Express 4 every application does.
    if (result instanceof Promise) {
      result.catch((error) => next(error || new Error("Rejected promise")));
    }
  };
}

function koaApp(framework: "koa 2" | "koa 3", setup: Setup): Koa3 {
  const app = framework === "koa 2" ? new Koa2() : new Koa3();
  const mount = (route: Route): void => {
    const run = koaRoute(route);
    app.use((ctx, next) => {
      const method = route.method?.toUpperCase() ?? ctx.method;
      return ctx.path === route.path && ctx.method === method ? run(ctx, next) : next();
    });
  };
  app.silent = true;
  if (!setup.alone)
    app.use(forKoa.replies({ conformance: "throw", onError: quiet, ...setup.options }));
  mount(canary);
  for (const middleware of setup.koa ?? []) app.use(middleware);
  setup.routes?.forEach(mount);
  return app;
}

function koaRoute(route: Route): Middleware {
  const view = (ctx: Context): Exchange => ({
    req: ctx.req,
    res: ctx.res,
    reply: ctx.reply as unknown as Exchange["reply"],
    hint: (interim) => ctx.hint(interim),
  });
  if ("handle" in route) return forKoa.handle((ctx) => route.handle(view(ctx)));
  return async (ctx) => {
    await route.plain(view(ctx));
  };
}

export const bareFrameworks = ["express 5", "koa 3", "fastify 5"] as const;

/** The framework alone, with no middleware of ours: one route that does what `run` does. */
export async function startBare(
  framework: (typeof bareFrameworks)[number],
  run: () => unknown,
): Promise<Running> {
  return listen(createBareServer(await bareListener(framework, run)));
}

async function bareListener(
  framework: (typeof bareFrameworks)[number],
  run: () => unknown,
): Promise<RequestListener> {
  const answer = (url = ""): unknown => (url === canary.path ? "alive" : run());
  if (framework === "express 5") {
    return express5().use((req, res) => void res.send(answer(req.url)));
  }
  if (framework === "koa 3") {
    const app = new Koa3();
    app.silent = true;
    app.use((ctx) => {
      ctx.body = answer(ctx.url);
    });
    return app.callback();
  }
  const app = fastify();
  app.all("/*", (req) => Promise.resolve(answer(req.url)));
  await app.ready();
  return app.routing;
}

const running = new Set<{ readonly server: Server; readonly sockets: Set<Socket> }>();

async function listen(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.add({ server, sockets });
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    connect: () => connect(port),
    exchange: async (wire) => {
      const connection = await connect(port);
      const response = await exchange(connection, wire);
      if (value(response, "connection") !== "close") await expectAlive(connection);
      return response;
    },
  };
}

/** The canary: the next request on the same connection is answered, and rightly. */
export async function expectAlive(connection: Connection): Promise<void> {
  const response = await exchange(connection, request("GET /canary"));
  expect([response.status, response.body.toString()]).toEqual([200, "alive"]);
}

// The clients are gone by now: a socket that is open still was leaked by the server.
afterAll(async () => {
  for (const { server, sockets } of running) {
    const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)));
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false));
    const free = await Promise.race([closed, late]);
    server.closeAllConnections();
    expect(free, `${sockets.size} sockets are still open`).toBe(true);
  }
});

import { IncomingMessage, ServerResponse } from "node:http";
import type { Express, Request, Response } from "express";
import type { Framework } from "./server.ts";

/** An app that tells what `seen` sees. */
export function appOf(express: Framework, seen: (req: Request, res: Response) => unknown): Express {
  return express().use((req, res) => void res.json(seen(req, res)));
}

export const read = (holder: object, name: string): unknown => Reflect.get(holder, name);

/** The same property for the requests and the responses, of one app or of all. */
export function extend(holder: { request: object; response: object }, text: string): void {
  const extra = { configurable: true, get: () => text };
  Object.defineProperty(holder.request, "extra", extra);
  Object.defineProperty(holder.response, "extra", extra);
}

export function restore({ request, response }: { request: object; response: object }): void {
  for (const holder of [request, response]) Reflect.deleteProperty(holder, "extra");
}

export const extras = (req: Request, res: Response): unknown => [
  read(req, "extra"),
  read(res, "extra"),
];

/** A getter alone where node's constructors, and its parser, assign a field. */
function inTheWay(app: Express): void {
  Object.defineProperty(app.request, "httpVersion", { get: () => "getter" });
  Object.defineProperty(app.response, "sendDate", { get: () => "getter" });
}

const fields = (req: Request, res: Response): unknown => [req.httpVersion, res.sendDate];

export interface Case {
  readonly name: string;
  app(express: Framework): Express;
  /** What is done when the server is there already. */
  after?(app: Express, express: Framework): void;
  /** What is asked for, and the response. */
  readonly answers: Readonly<Record<string, unknown>>;
}

export const cases: readonly Case[] = [
  {
    name: "requests and responses are node's",
    app: (express) =>
      appOf(express, (req, res) => [
        req instanceof IncomingMessage,
        res instanceof ServerResponse,
        req.constructor === IncomingMessage,
        res.constructor === ServerResponse,
      ]),
    answers: { "/": [true, true, true, true] },
  },
  {
    name: "they know their app and each other",
    app: (express) => {
      const app = appOf(express, (req, res) => [
        req.app === app && Object.getPrototypeOf(req) === app.request,
        res.app === app && Object.getPrototypeOf(res) === app.response,
        req.res === res && res.req === req,
      ]);
      return app;
    },
    answers: { "/": [true, true, true] },
  },
  {
    name: "what Express makes of a request",
    app: (express) =>
      express().get("/:id", (req, res) => {
        const { params, query, path, originalUrl, baseUrl, protocol } = req;
        res.json({ params, query, path, originalUrl, baseUrl, protocol, route: req.route.path });
      }),
    answers: {
      "/7?a=1": {
        params: { id: "7" },
        query: { a: "1" },
        path: "/7",
        originalUrl: "/7?a=1",
        baseUrl: "",
        protocol: "http",
        route: "/:id",
      },
    },
  },
  {
    name: "nothing is known that Express does not know yet",
    app: (express) =>
      appOf(express, (req, res) => [
        typeof req.route,
        req.body ?? null,
        res.locals,
        res.statusCode,
      ]),
    answers: { "/": ["undefined", null, {}, 200] },
  },
  {
    name: "the app's prototypes, extended before",
    app: (express) => {
      const app = appOf(express, extras);
      extend(app, "before");
      return app;
    },
    answers: { "/": ["before", "before"] },
  },
  {
    name: "the app's prototypes, extended after",
    app: (express) => appOf(express, extras),
    after: (app) => extend(app, "after"),
    answers: { "/": ["after", "after"] },
  },
  {
    name: "the app's prototypes, held before and extended after",
    app: (express) => {
      const app = appOf(express, extras);
      const { request, response } = app;
      return Object.assign(app, { extendHeld: () => extend({ request, response }, "held") });
    },
    after: (app) => Reflect.apply(read(app, "extendHeld") as () => void, undefined, []),
    answers: { "/": ["held", "held"] },
  },
  {
    name: "the prototypes of all apps, extended after",
    app: (express) => appOf(express, extras),
    after: (_app, express) => extend(express, "all"),
    answers: { "/": ["all", "all"] },
  },
  {
    name: "other prototypes after",
    app: (express) => appOf(express, extras),
    after: (app) => {
      app.request = Object.create(app.request);
      app.response = Object.create(app.response);
      extend(app, "replaced");
    },
    answers: { "/": ["replaced", "replaced"] },
  },
  {
    name: "a getter where node assigns, before",
    app: (express) => {
      const app = appOf(express, fields);
      inTheWay(app);
      return app;
    },
    answers: { "/": ["1.1", true] },
  },
  {
    name: "a getter where node assigns, after",
    app: (express) => appOf(express, fields),
    after: inTheWay,
    answers: { "/": ["1.1", true] },
  },
  {
    name: "locals of all responses",
    app: (express) => {
      const app = appOf(express, (_req, res) => res.locals);
      Object.assign(app.response, { locals: { shared: true } });
      return app;
    },
    answers: { "/": { shared: true } },
  },
  {
    name: "a mounted app has its own, with what its parent's have",
    app: (express) => {
      const app = express();
      const mounted = appOf(express, (req, res) => [
        req.app === mounted && res.app === mounted,
        Object.getPrototypeOf(req) === mounted.request,
        ...[req, res].map((one) => [read(one, "own"), read(one, "extra")]),
      ]);
      Object.assign(mounted.request, { own: "request" });
      Object.assign(mounted.response, { own: "response" });
      return app.use("/mounted", mounted).use((req, res) => void res.json(extras(req, res)));
    },
    after: (app) => extend(app, "parent"),
    answers: {
      "/mounted": [true, true, ["request", "parent"], ["response", "parent"]],
      "/": ["parent", "parent"],
    },
  },
  {
    name: "a mounted app that passes on gives back what it got",
    app: (express) => {
      const app = express();
      const empty = express().use((_req, _res, next) => next());
      return app.use(empty, empty).use((req, res) => {
        res.json([req.app === app, res.app === app, Object.getPrototypeOf(req) === app.request]);
      });
    },
    answers: { "/": [true, true, true] },
  },
  {
    name: "an app mounted after",
    app: (express) => express(),
    after: (app, express) => {
      const mounted = appOf(express, (req) => [req.app === mounted, req.app.mountpath]);
      app.use("/late", mounted);
    },
    answers: { "/late": [true, "/late"] },
  },
  {
    name: "an app that is mounted itself",
    app: (express) => {
      const app = appOf(express, (req, res) => [
        req.app === app,
        ...[req, res].map((one) => read(one, "extra")),
      ]);
      const parent = express().use(app);
      extend(parent, "parent");
      return app;
    },
    answers: { "/": [true, "parent", "parent"] },
  },
];

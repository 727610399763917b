import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { bodyParser } from "@koa/bodyparser";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import helmet from "helmet";
import Koa, { type Middleware } from "koa";
import koaCompress from "koa-compress";
import koaConditional from "koa-conditional-get";
import koaEtag from "koa-etag";
import koaHelmet from "koa-helmet";
import koaStatic from "koa-static";
import { WebSocketServer } from "ws";
import { type Does, type Exchange, type Fault, offers } from "./fault.ts";
import { serverOver } from "./transport.ts";
import { echo } from "./upgrades.ts";

/** The frameworks with what applications usually add to them, and nothing of ours. */
export const plainServers = ["plain express 5", "plain koa 3"] as const;
export type Plain = (typeof plainServers)[number];

export function plainServer(where: Plain, fault: Fault, root: string): Server {
  const routes = { "/canary": { body: () => "alive" }, ...fault.routes };
  const told = fault.options?.onError as Told;
  const listener =
    where === "plain express 5" ? onExpress(routes, root, told) : onKoa(routes, root, told);
  const server = serverOver(fault, listener);
  if (fault.attach?.upgrade !== undefined) new WebSocketServer({ server }).on("connection", echo);
  return server;
}

export function isPlain(where: string): where is Plain {
  return (plainServers as readonly string[]).includes(where);
}

/** Whom an application has told of its errors. */
type Told = ((error: unknown, req: IncomingMessage) => unknown) | undefined;
type Routes = Readonly<Record<string, Does>>;

function onExpress(routes: Routes, root: string, told: Told): RequestListener {
  const app = express().use(helmet(), compression(), express.json());
  for (const [path, does] of Object.entries(routes)) app.all(path, inExpress(does));
  if (root !== "") app.use(express.static(root));
  const tell: ErrorRequestHandler = (error, req, _res, next) => {
    told?.(error, req);
    next(error);
  };
  app.use(tell);
  app.set("env", "production"); // Elsewhere it shows stacks to clients.
  return app;
}

function inExpress(does: Does): RequestHandler {
  return (req, res, next) => {
    if ("fails" in does) throw does.fails(req);
    if ("redirect" in does) return res.redirect(does.redirect(req));
    if ("parts" in does) {
      const { status, body, fields = {} } = does.parts;
      return res
        .status(status)
        .set(fields as Record<string, string[]>)
        .send(body);
    }
    if ("by" in does) {
      const choose = () =>
        [
          req.accepts([...offers.type]),
          req.acceptsLanguages([...offers.language]) || offers.language[0],
          req.acceptsEncodings([...offers.encoding]),
        ].join(" ");
      const answer = (text: string) => res.send(text);
      return does.by({ req, res, answer, hint: hintOn(res), choose });
    }
    if ("reply" in does) return does.plain?.express(req, res, next);
    const body = does.body(req);
    res.set((does.fields?.() ?? {}) as Record<string, string[]>);
    if (!isStream(body)) return res.send(body);
    return pipeline(readable(body), res, (error) => {
      if (error && !res.headersSent) next(error);
    });
  };
}

/** Its own, with a link as ours has. */
function hintOn(res: ServerResponse): Exchange["hint"] {
  return (fields) => res.writeEarlyHints({ link: "</a.css>; rel=preload; as=style", ...fields });
}

function onKoa(routes: Routes, root: string, told: Told): RequestListener {
  const app = new Koa();
  app.silent = true; // Errors are not for the console here.
  if (told) app.on("error", (error, ctx) => told(error, ctx.req));
  app.use(koaHelmet()).use(koaCompress()).use(koaConditional()).use(koaEtag()).use(bodyParser());
  app.use((ctx, next) => {
    const does = Object.hasOwn(routes, ctx.path) ? routes[ctx.path] : undefined;
    return does === undefined ? next() : inKoa(does)(ctx, next);
  });
  if (root !== "") app.use(koaStatic(root));
  return app.callback();
}

function inKoa(does: Does): Middleware {
  return async (ctx, next) => {
    if ("reply" in does) return does.plain?.koa(ctx, next);
    if ("fails" in does) throw does.fails(ctx.req);
    if ("by" in does) {
      const answer = (text: string) => {
        ctx.body = text;
      };
      const choose = () =>
        [
          ctx.accepts([...offers.type]),
          ctx.acceptsLanguages([...offers.language]) || offers.language[0],
          ctx.acceptsEncodings([...offers.encoding]),
        ].join(" ");
      await does.by({ req: ctx.req, res: ctx.res, answer, hint: hintOn(ctx.res), choose });
      if (ctx.headerSent) ctx.respond = false;
    } else if ("redirect" in does) ctx.redirect(does.redirect(ctx.req));
    else if ("parts" in does) {
      const { status, body, fields = {} } = does.parts;
      ctx.status = status;
      ctx.body = body;
      ctx.set(fields as Record<string, string[]>);
    } else if ("body" in does) {
      const body = does.body(ctx.req);
      ctx.set((does.fields?.() ?? {}) as Record<string, string[]>);
      ctx.body = isStream(body) ? readable(body) : body;
    }
  };
}

type Stream = Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

function isStream(body: unknown): body is Stream {
  if (typeof body !== "object" || body === null) return false;
  return body instanceof ReadableStream || Symbol.asyncIterator in body;
}

function readable(body: Stream): Readable {
  if (body instanceof Readable) return body;
  return body instanceof ReadableStream ? Readable.fromWeb(body as never) : Readable.from(body);
}

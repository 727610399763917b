// The same routes on each framework, as the READMEs say, and without rightstatus.

import { createServer } from "node:http";
import { pipeline, Readable } from "node:stream";
import { bodyParser } from "@koa/bodyparser";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import { createServer as createBareServer, fail, send } from "@rightstatus/node";
import compression from "compression";
import express from "express";
import express4 from "express4";
import helmet from "helmet";
import Koa from "koa";
import koaCompress from "koa-compress";
import koaConditional from "koa-conditional-get";
import koaEtag from "koa-etag";
import koaHelmet from "koa-helmet";
import Koa2 from "koa2";
import { offers } from "./app.mjs";

const quiet = { onError: () => {} };

export const servers = {
  "node:http": (routes) =>
    createBareServer(async (req, res) => {
      try {
        await send(req, res, await routes[req.url](req), quiet);
      } catch (error) {
        await fail(req, res, error, quiet);
      }
    }),
  "Express 4": (routes) => onExpress(express4(), routes),
  "Express 5": (routes) => onExpress(express(), routes),
  "Koa 2": (routes) => onKoa(new Koa2(), routes),
  "Koa 3": (routes) => onKoa(new Koa(), routes),
};

function onExpress(app, routes) {
  app.use(forExpress.replies(quiet));
  for (const [path, run] of Object.entries(routes)) app.get(path, forExpress.handle(run));
  app.use(forExpress.fallback());
  return forExpress.createServer(app);
}

function onKoa(app, routes) {
  app.silent = true; // Koa tells of clients that went away.
  app.use(forKoa.replies(quiet));
  app.use(forKoa.handle((ctx) => routes[ctx.path](ctx)));
  return forKoa.createServer(app);
}

/** With what applications usually add: the framework writes what a reply says, and negotiates by itself. */
export const plainServers = {
  "plain Express 5": (routes) => {
    const app = express().use(helmet(), compression(), express.json());
    app.set("env", "production");
    app.get("/negotiated", (req, res) => {
      req.acceptsLanguages(offers.language);
      req.acceptsEncodings("gzip", "identity");
      req.range(100);
      res
        .vary("Accept")
        .set("ETag", '"v1"')
        .type(req.accepts(offers.type) || "text");
      res.send("x".repeat(100));
    });
    for (const [path, run] of Object.entries(routes)) {
      app.get(path, async (_req, res) => {
        const { status, headers, body } = await run();
        res.status(status).set(headers);
        if (!isStream(body)) res.send(body);
        else pipeline(Readable.from(body), res, () => {});
      });
    }
    app.use((error, _req, res, _next) => res.status(error.status ?? 500).send("failed"));
    return createServer(app);
  },
  "plain Koa 3": (routes) => {
    const app = new Koa();
    app.silent = true;
    app.use(koaHelmet()).use(koaCompress()).use(koaConditional()).use(koaEtag()).use(bodyParser());
    app.use(async (ctx) => {
      if (ctx.path === "/negotiated") {
        ctx.acceptsLanguages(offers.language);
        ctx.acceptsEncodings("gzip", "identity");
        ctx.vary("Accept");
        ctx.type = ctx.accepts(offers.type) || "text";
        ctx.body = "x".repeat(100);
        return;
      }
      const { status, headers, body } = await routes[ctx.path]();
      ctx.status = status;
      ctx.body = isStream(body) ? Readable.from(body) : body;
      ctx.set({ ...headers });
    });
    return createServer(app.callback());
  },
};

function isStream(body) {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

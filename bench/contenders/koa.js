import { createReadStream } from "node:fs";
import http from "node:http";
import cors from "@koa/cors";
import {
  created,
  createServer,
  files,
  handle,
  methodNotAllowed,
  noContent,
  notFound,
  ok,
  replies,
  seeOther,
} from "@rightstatus/koa";
import helmet from "koa-helmet";
import {
  bytes,
  file,
  large,
  largePath,
  largeSize,
  page,
  root,
  routeOf,
  user,
} from "../scenarios.js";
import { entityTag, partOf, problem, problemFields } from "./by-hand.js";
import { negotiated } from "./negotiated.js";

/** With the middleware that most apps have, or without: on both sides alike. */
function appOf(Koa, { usual = false } = {}) {
  const app = new Koa();
  return usual ? app.use(helmet()).use(cors()) : app;
}

/** Koa makes no ETag, so the handlers do. */
export function byHand(Koa, setup) {
  const app = appOf(Koa, setup);
  const routes = new Map([
    [
      "GET /json",
      (ctx) => {
        ctx.type = "application/json";
        ctx.body = JSON.stringify(user);
        ctx.etag = entityTag(ctx.body);
        if (ctx.fresh) ctx.status = 304;
      },
    ],
    [
      "POST /created",
      (ctx) => {
        ctx.status = 201;
        ctx.set("Location", "/users/7");
        ctx.body = user;
      },
    ],
    [
      "DELETE /empty",
      (ctx) => {
        ctx.status = 204;
      },
    ],
    [
      "DELETE /method",
      (ctx) => {
        ctx.set("Allow", "GET, HEAD");
        refuse(ctx, 405, "Method Not Allowed");
      },
    ],
    ["GET /thrown", (ctx) => ctx.throw(404)],
    [
      "GET /bytes",
      (ctx) => {
        ctx.body = bytes;
        ctx.etag = entityTag(bytes);
        if (ctx.fresh) ctx.status = 304;
      },
    ],
    [
      "GET /other",
      (ctx) => {
        ctx.redirect("/users/7");
        ctx.status = 303;
      },
    ],
    [
      "GET /page",
      (ctx) => {
        ctx.vary("Accept");
        ctx.type = ctx.accepts("html", "json");
        ctx.body = ctx.type === "text/html" ? page : JSON.stringify(user);
        ctx.etag = entityTag(ctx.body);
        if (ctx.fresh) ctx.status = 304;
      },
    ],
    [
      "GET /files/1-mib.bin",
      async (ctx) => {
        const { fields, ...part } = await partOf(file, ctx.get("range"));
        ctx.status = 206;
        ctx.set(fields);
        ctx.body = createReadStream(file, part);
      },
    ],
    [
      `GET ${largePath}`,
      (ctx) => {
        ctx.body = createReadStream(large);
        ctx.length = largeSize;
      },
    ],
  ]);
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      refuse(ctx, error.status, error.message);
    }
  });
  app.use(routed(routes));
  return http.createServer(app.callback());
}

function refuse(ctx, status, title) {
  ctx.status = status;
  ctx.body = problem(status, title);
  ctx.set(problemFields);
}

function routed(routes) {
  return (ctx, next) => routes.get(routeOf(ctx))(ctx, next);
}

export function ours(Koa, setup) {
  const app = appOf(Koa, setup);
  const routes = new Map([
    ["GET /json", handle(() => ok(user))],
    ["POST /created", handle(() => created("/users/7", user))],
    ["DELETE /empty", handle(() => noContent())],
    ["DELETE /method", handle(() => methodNotAllowed(["GET", "HEAD"]))],
    [
      "GET /thrown",
      handle(() => {
        throw notFound();
      }),
    ],
    ["GET /bytes", handle(() => ok(bytes))],
    ["GET /other", handle(() => seeOther("/users/7"))],
    ["GET /page", handle(negotiated)],
    ["GET /files/1-mib.bin", files({ root })],
    [`GET ${largePath}`, files({ root })],
  ]);
  app.use(replies());
  app.use(routed(routes));
  return createServer(app);
}

import { bodyParser } from "@koa/bodyparser";
import koaCors from "@koa/cors";
import compression from "compression";
import cors from "cors";
import express5, { type RequestHandler } from "express";
import session from "express-session";
import express4 from "express4";
import helmet from "helmet";
import type { Middleware } from "koa";
import koaCompress from "koa-compress";
import koaHelmet from "koa-helmet";
import morgan from "morgan";
import type { Framework, Setup } from "./servers.ts";

const origin = "https://app.example";

/** What an application has between replies() and its routes, in the order that works. */
export function usualMiddleware(framework: Framework, log: (line: string) => void): Setup {
  const express = framework === "express 4" ? express4 : express5;
  return {
    express: [
      morgan(":status :res[content-length]", { stream: { write: (line) => log(line.trim()) } }),
      helmet(),
      cors({ origin, credentials: true }),
      compression(),
      session({ secret: "s", resave: false, saveUninitialized: true }),
      express.json(),
    ] satisfies RequestHandler[],
    koa: [
      async (ctx, next) => {
        ctx.res.once("finish", () => log(`${ctx.res.statusCode} ${lengthOf(ctx.res) ?? "-"}`));
        await next();
      },
      koaHelmet(),
      koaCors({ origin, credentials: true }),
      koaCompress(),
      (ctx, next) => {
        ctx.cookies.set("id", "1");
        return next();
      },
      bodyParser(),
    ] satisfies Middleware[],
  };
}

/** What that middleware says in every response. */
export const itsFields: readonly RegExp[] = [
  /^access-control-allow-credentials: true$/,
  /^access-control-allow-origin: https:\/\/app\.example$/,
  /^set-cookie: (connect\.sid|id)=/,
  /^strict-transport-security: /,
  /^vary: .*\borigin\b/i,
  /^x-frame-options: SAMEORIGIN$/,
];

/** What a browser of that application sends. */
export const asBrowser: readonly string[] = [`Origin: ${origin}`];

function lengthOf(res: { getHeader(name: string): unknown }): unknown {
  return res.getHeader("content-length");
}

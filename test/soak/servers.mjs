// The same routes on each framework, as the READMEs say.

import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import { createServer as createBareServer, fail, send } from "@rightstatus/node";
import express from "express";
import Koa from "koa";

const quiet = { onError: () => {} };

export const servers = {
  "node:http": (routes) =>
    createBareServer(async (req, res) => {
      try {
        await send(req, res, await routes[req.url](), quiet);
      } catch (error) {
        await fail(req, res, error, quiet);
      }
    }),
  "Express 5": (routes) => {
    const app = express();
    app.use(forExpress.replies(quiet));
    for (const [path, run] of Object.entries(routes)) app.get(path, forExpress.handle(run));
    app.use(forExpress.fallback());
    return forExpress.createServer(app);
  },
  "Koa 3": (routes) => {
    const app = new Koa();
    app.silent = true; // Koa tells of clients that went away.
    app.use(forKoa.replies(quiet));
    app.use(forKoa.handle((ctx) => routes[ctx.path]()));
    return forKoa.createServer(app);
  },
};

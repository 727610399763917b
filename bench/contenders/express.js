import http from "node:http";
import {
  created,
  createServer,
  fallback,
  files,
  handle,
  methodNotAllowed,
  noContent,
  notFound,
  ok,
  replies,
  seeOther,
} from "@rightstatus/express";
import cors from "cors";
import helmet from "helmet";
import createError from "http-errors";
import { bytes, page, root, user } from "../scenarios.js";
import { problem, problemFields } from "./by-hand.js";
import { negotiated } from "./negotiated.js";

/** With `poweredBy` and the middleware that most apps have, or without: on both sides alike. */
function appOf(express, { poweredBy = false, usual = false } = {}) {
  const app = express().set("x-powered-by", poweredBy);
  return usual ? app.use(helmet(), cors()) : app;
}

/** The ETag, the 304 and the ranges are Express' own. */
export function byHand(express, setup) {
  const app = appOf(express, setup);
  app.get("/json", (_req, res) => res.json(user));
  app.post("/created", (_req, res) => res.status(201).location("/users/7").json(user));
  app.delete("/empty", (_req, res) => res.status(204).end());
  app.all("/method", (_req, res) =>
    refuse(res.set("Allow", "GET, HEAD"), 405, "Method Not Allowed"),
  );
  app.get("/thrown", () => {
    throw createError(404);
  });
  app.get("/bytes", (_req, res) => res.type("application/octet-stream").send(bytes));
  app.get("/other", (_req, res) => res.redirect(303, "/users/7"));
  app.get("/page", (_req, res) =>
    res.format({ html: () => res.send(page), json: () => res.json(user) }),
  );
  app.use(express.static(root));
  app.use((error, _req, res, _next) => refuse(res, error.status, error.message));
  return http.createServer(app);
}

function refuse(res, status, title) {
  res.status(status).set(problemFields).json(problem(status, title));
}

export function ours(express, setup) {
  const app = appOf(express, setup);
  app.use(replies());
  app.get(
    "/json",
    handle(() => ok(user)),
  );
  app.post(
    "/created",
    handle(() => created("/users/7", user)),
  );
  app.delete(
    "/empty",
    handle(() => noContent()),
  );
  app.all(
    "/method",
    handle(() => methodNotAllowed(["GET", "HEAD"])),
  );
  app.get(
    "/thrown",
    handle(() => {
      throw notFound();
    }),
  );
  app.get(
    "/bytes",
    handle(() => ok(bytes)),
  );
  app.get(
    "/other",
    handle(() => seeOther("/users/7")),
  );
  app.get("/page", handle(negotiated));
  app.use(files({ root }));
  app.use(fallback());
  return createServer(app);
}

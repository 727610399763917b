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
} from "@rightstatus/express";
import createError from "http-errors";
import { bytes, root, user } from "../scenarios.js";
import { problem, problemFields } from "./by-hand.js";

/** The ETag, the 304 and the ranges are Express' own. */
export function byHand(express) {
  const app = express().disable("x-powered-by");
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
  app.use(express.static(root));
  app.use((error, _req, res, _next) => refuse(res, error.status, error.message));
  return http.createServer(app);
}

function refuse(res, status, title) {
  res.status(status).set(problemFields).json(problem(status, title));
}

export function ours(express) {
  const app = express().disable("x-powered-by");
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
  app.use(files({ root }));
  app.use(fallback());
  return createServer(app);
}

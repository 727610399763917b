import http from "node:http";
import { created, methodNotAllowed, noContent, notFound, ok } from "@rightstatus/core";
import { createServer, fail, send } from "@rightstatus/node";
import createError from "http-errors";
import { bytes, routeOf, user } from "../scenarios.js";
import { entityTag, problem, problemFields } from "./by-hand.js";

export function byHand() {
  const routes = new Map([
    ["GET /json", (res) => answer(res, 200, tagged("application/json", JSON.stringify(user)))],
    [
      "POST /created",
      (res) => answer(res, 201, { ...json(JSON.stringify(user)), location: "/users/7" }),
    ],
    ["DELETE /empty", (res) => res.writeHead(204).end()],
    ["DELETE /method", (res) => refuse(res, 405, "Method Not Allowed", { allow: "GET, HEAD" })],
    [
      "GET /thrown",
      () => {
        throw createError(404);
      },
    ],
    ["GET /bytes", (res) => answer(res, 200, tagged("application/octet-stream", bytes))],
  ]);
  return http.createServer((req, res) => {
    try {
      routes.get(routeOf(req))(res);
    } catch (error) {
      refuse(res, error.status, error.message);
    }
  });
}

function json(content) {
  return { content, "content-type": "application/json" };
}

function tagged(type, content) {
  return { content, "content-type": type, etag: entityTag(content) };
}

function refuse(res, status, title, fields) {
  answer(res, status, {
    content: JSON.stringify(problem(status, title)),
    ...problemFields,
    ...fields,
  });
}

function answer(res, status, { content, ...fields }) {
  res.writeHead(status, { ...fields, "content-length": Buffer.byteLength(content) }).end(content);
}

export function ours() {
  const routes = new Map([
    ["GET /json", () => ok(user)],
    ["POST /created", () => created("/users/7", user)],
    ["DELETE /empty", () => noContent()],
    ["DELETE /method", () => methodNotAllowed(["GET", "HEAD"])],
    [
      "GET /thrown",
      () => {
        throw notFound();
      },
    ],
    ["GET /bytes", () => ok(bytes)],
  ]);
  return createServer((req, res) => {
    try {
      send(req, res, routes.get(routeOf(req))());
    } catch (error) {
      fail(req, res, error);
    }
  });
}

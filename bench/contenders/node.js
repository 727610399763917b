import { createReadStream } from "node:fs";
import http from "node:http";
import { pipeline } from "node:stream";
import { created, methodNotAllowed, noContent, notFound, ok, seeOther } from "@rightstatus/core";
import { createServer, fail, fileServer, send } from "@rightstatus/node";
import accepts from "accepts";
import createError from "http-errors";
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

export function byHand() {
  const routes = new Map([
    ["GET /json", (res, req) => tagged(req, res, "application/json", JSON.stringify(user))],
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
    ["GET /bytes", (res, req) => tagged(req, res, "application/octet-stream", bytes)],
    ["GET /other", (res) => answer(res, 303, { content: "", location: "/users/7" })],
    [
      "GET /page",
      (res, req) => {
        const isPage = accepts(req).type(["html", "json"]) === "html";
        res.setHeader("vary", "Accept");
        if (isPage) tagged(req, res, "text/html; charset=utf-8", page);
        else tagged(req, res, "application/json", JSON.stringify(user));
      },
    ],
    [
      "GET /files/1-mib.bin",
      async (res, { headers: { range } }) => {
        const { fields, ...part } = await partOf(file, range);
        pipeline(createReadStream(file, part), res.writeHead(206, fields), () => {});
      },
    ],
    [
      `GET ${largePath}`,
      (res) =>
        pipeline(
          createReadStream(large),
          res.writeHead(200, { "content-length": largeSize }),
          () => {},
        ),
    ],
  ]);
  return http.createServer((req, res) => {
    try {
      routes.get(routeOf(req))(res, req);
    } catch (error) {
      refuse(res, error.status, error.message);
    }
  });
}

function json(content) {
  return { content, "content-type": "application/json" };
}

function tagged(req, res, type, content) {
  const etag = entityTag(content);
  if (req.headers["if-none-match"] === etag) res.writeHead(304, { etag }).end();
  else answer(res, 200, { content, "content-type": type, etag });
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
  const answer = fileServer({ root });
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
    ["GET /other", () => seeOther("/users/7")],
    ["GET /page", negotiated],
    ["GET /files/1-mib.bin", answer],
    [`GET ${largePath}`, answer],
  ]);
  return createServer((req, res) => {
    try {
      const reply = routes.get(routeOf(req))(req);
      if (reply instanceof Promise) reply.then((value) => send(req, res, value));
      else send(req, res, reply);
    } catch (error) {
      fail(req, res, error);
    }
  });
}

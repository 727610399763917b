import files from "@fastify/static";
import { created, methodNotAllowed, noContent, notFound, ok } from "@rightstatus/core";
import { fail, fileServer, send } from "@rightstatus/node";
import createError from "http-errors";
import { bytes, root, user } from "../scenarios.js";
import { entityTag, problem, problemFields } from "./by-hand.js";

/** Fastify makes no ETag and no 304, so the handlers do. */
export async function byHand(fastify) {
  const app = fastify();
  app.get("/json", (request, reply) => {
    tagged(request, reply, "application/json", JSON.stringify(user));
  });
  app.post("/created", (_request, reply) => {
    reply.code(201).header("location", "/users/7").send(user);
  });
  app.delete("/empty", (_request, reply) => {
    reply.code(204).send();
  });
  app.delete("/method", (_request, reply) => {
    refuse(reply.header("allow", "GET, HEAD"), 405, "Method Not Allowed");
  });
  app.get("/thrown", () => {
    throw createError(404);
  });
  app.get("/bytes", (request, reply) => {
    tagged(request, reply, "application/octet-stream", bytes);
  });
  app.register(files, { root });
  app.setErrorHandler((error, _request, reply) => refuse(reply, error.status, error.message));
  await app.ready();
  return app.server;
}

function tagged(request, reply, type, content) {
  const etag = entityTag(content);
  reply.header("etag", etag);
  if (request.headers["if-none-match"] === etag) reply.code(304).send();
  else reply.type(type).send(content);
}

function refuse(reply, status, title) {
  return reply.code(status).headers(problemFields).send(problem(status, title));
}

/** There is no adapter for Fastify: the writer gets the response of node:http that is under it. */
export async function ours(fastify) {
  const app = fastify();
  app.get(
    "/json",
    answering(() => ok(user)),
  );
  app.post(
    "/created",
    answering(() => created("/users/7", user)),
  );
  app.delete(
    "/empty",
    answering(() => noContent()),
  );
  app.delete(
    "/method",
    answering(() => methodNotAllowed(["GET", "HEAD"])),
  );
  app.get(
    "/thrown",
    answering(() => {
      throw notFound();
    }),
  );
  app.get(
    "/bytes",
    answering(() => ok(bytes)),
  );
  app.get("/files/1-mib.bin", answering(fileServer({ root })));
  app.setErrorHandler((error, request, reply) => {
    reply.hijack();
    fail(request.raw, reply.raw, error);
  });
  await app.ready();
  return app.server;
}

function answering(handler) {
  return (request, reply) => {
    const answer = handler(request.raw);
    reply.hijack();
    if (answer instanceof Promise) answer.then((value) => send(request.raw, reply.raw, value));
    else send(request.raw, reply.raw, answer);
  };
}

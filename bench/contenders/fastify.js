import { created, methodNotAllowed, noContent, notFound, ok } from "@rightstatus/core";
import { fail, send } from "@rightstatus/node";
import createError from "http-errors";
import { bytes, user } from "../scenarios.js";
import { entityTag, problem, problemFields } from "./by-hand.js";

/** Fastify makes no ETag, so the handlers do. */
export async function byHand(fastify) {
  const app = fastify();
  app.get("/json", (_request, reply) => {
    const text = JSON.stringify(user);
    reply.type("application/json").header("etag", entityTag(text)).send(text);
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
  app.get("/bytes", (_request, reply) => {
    reply.type("application/octet-stream").header("etag", entityTag(bytes)).send(bytes);
  });
  app.setErrorHandler((error, _request, reply) => refuse(reply, error.status, error.message));
  await app.ready();
  return app.server;
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
  app.setErrorHandler((error, request, reply) => {
    reply.hijack();
    fail(request.raw, reply.raw, error);
  });
  await app.ready();
  return app.server;
}

function answering(handler) {
  return (request, reply) => {
    const answer = handler(request);
    reply.hijack();
    send(request.raw, reply.raw, answer);
  };
}

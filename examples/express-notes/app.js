import { fallback, handle, methods, replies, serviceUnavailable } from "@rightstatus/express";
import compression from "compression";
import cors from "cors";
import express from "express";
import helmet from "helmet";
import { assets } from "./assets.js";
import { collection, item } from "./notes.js";
import { createStore } from "./store.js";

/** The fields that pages of other origins may read. */
const exposedHeaders = ["Accept", "Allow", "ETag", "Location", "Retry-After"];

// Over plain HTTP, Safari would fetch the page's files by https, even from localhost.
const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };

// A response over plain HTTP must not have it (RFC 6797 section 7.2). Over TLS, leave this out.
const strictTransportSecurity = false;

/** The service. @param {import("./store.js").Store} store @returns {import("express").Express} */
export function createApp(store = createStore()) {
  const app = express();

  app.use(replies({ language: "negotiate" })); // First: how replies are sent, errors too.
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity })); // Before everything that can fail, so that errors have these fields, too.
  app.use(cors({ exposedHeaders, preflightContinue: true })); // OPTIONS is answered by methods().
  app.use(compression());
  app.use(express.json({ limit: "10kb" }));

  for (const [path, asset] of assets) app.all(path, handle(methods({ GET: () => asset })));
  app.all("/notes", handle(collection(store)));
  app.all("/notes/:id", handle(item(store)));
  app.all("/closed", handle(methods({ GET: closed })));

  app.use(fallback()); // Last: 404, and every error.
  return app;
}

function closed() {
  return serviceUnavailable({ retryAfter: 120, problem: "Closed for maintenance." });
}

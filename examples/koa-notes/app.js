import { bodyParser } from "@koa/bodyparser";
import cors from "@koa/cors";
import Router from "@koa/router";
import { handle, methods, replies, serviceUnavailable } from "@rightstatus/koa";
import Koa from "koa";
import compress from "koa-compress";
import helmet from "koa-helmet";
import { assets } from "./assets.js";
import { collection, item } from "./notes.js";
import { createStore } from "./store.js";

/** The fields that pages of other origins may read. */
const exposeHeaders = ["Accept", "Allow", "ETag", "Location", "Retry-After"];

// Over plain HTTP, Safari would fetch the page's files by https, even from localhost.
const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };

// A response over plain HTTP must not have it (RFC 6797 section 7.2). Over TLS, leave this out.
const strictTransportSecurity = false;

/** The service. @param {import("./store.js").Store} store @returns {Koa} */
export function createApp(store = createStore()) {
  const app = new Koa();

  app.use(replies({ language: "negotiate" })); // First: the boundary, for errors and 404 too.
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity })); // Before everything that can fail, so that errors have these fields, too.
  app.use(cors({ exposeHeaders }));
  app.use(compress());
  app.use(bodyParser({ enableTypes: ["json"], jsonLimit: "10kb" }));

  const router = new Router();
  for (const [path, asset] of assets) router.all(path, handle(methods({ GET: () => asset })));
  router.all("/notes", handle(collection(store)));
  router.all("/notes/:id", handle(item(store)));
  router.all("/closed", handle(methods({ GET: closed })));
  app.use(router.routes());

  return app;
}

function closed() {
  return serviceUnavailable({ retryAfter: 120, problem: "Closed for maintenance." });
}

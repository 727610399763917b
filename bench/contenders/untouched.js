import { randomUUID } from "node:crypto";
import http from "node:http";
import { createServer } from "@rightstatus/express";
import { user } from "../scenarios.js";

/** The same app on both sides, without anything of ours: only what makes its server differs. */
function appOf(express, { poweredBy = false }) {
  const app = express().set("x-powered-by", poweredBy);
  app.get("/json", answer);
  app.use("/behind", ...usual(express)).get("/behind/json", answer);
  app.use("/mounted", express().set("x-powered-by", poweredBy).get("/json", answer));
  return app;
}

/** As `app.listen()` does it. */
export function byHand(express, setup) {
  return http.createServer(appOf(express, setup));
}

export function ours(express, setup) {
  return createServer(appOf(express, setup));
}

function answer(_req, res) {
  res.json(user);
}

/** What the usual middleware does: it listens, sets fields, and keeps what it finds on both objects. */
function usual(express) {
  let bytes = 0;
  return [
    (req, res, next) => {
      req.id = randomUUID();
      res.startedAt = performance.now();
      res.on("finish", () => {
        bytes += Number(res.get("content-length"));
      });
      res.set("X-Request-Id", req.id);
      next();
    },
    (_req, res, next) => {
      res.set({
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
        "Access-Control-Allow-Origin": "*",
      });
      res.vary("Origin");
      next();
    },
    express.json(),
    (req, res, next) => {
      req.cookies = {};
      req.session = { id: req.id, bytes };
      req.user = user;
      res.locals.user = user;
      next();
    },
  ];
}

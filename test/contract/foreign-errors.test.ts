import { bodyParser } from "@koa/bodyparser";
import timeout from "connect-timeout";
import cookieParser from "cookie-parser";
import { doubleCsrf } from "csrf-csrf";
import express5, { type Request, type Response as Res, type Router } from "express";
import { expressjwt } from "express-jwt";
import express4 from "express4";
import jsonwebtoken from "jsonwebtoken";
import type { Middleware } from "koa";
import multer from "multer";
import passport from "passport";
import { Strategy } from "passport-http-bearer";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { frameworks, type Running, start } from "../support/servers.ts";
import { head } from "../support/transcript.ts";

type Row = [what: string, wire: string, status: number, ...fields: (string | RegExp)[]];

const json = "Content-Type: application/json";
const form = "Content-Type: application/x-www-form-urlencoded";
const multipart = "Content-Type: multipart/form-data";
const post = (path: string, fields: string[], body: string): string =>
  request(`POST ${path}`, fields, body);

/** A multipart body of files and fields, by name. */
function parts(...names: string[]): string {
  const each = names.map(
    (name) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${name.startsWith("f") ? '; filename="a"' : ""}\r\n\r\n12345\r\n`,
  );
  return `${each.join("")}--b--\r\n`;
}
const upload = (body: string): string => post("/upload", [`${multipart}; boundary=b`], body);

const secret = "not-that-secret";
const expired = jsonwebtoken.sign({ exp: 1 }, secret);

const onExpress: readonly Row[] = [
  ["body-parser: not JSON", post("/json", [json], '{"a":'), 400],
  ["body-parser: too large", post("/json", [json], `["${"a".repeat(100)}"]`), 413],
  [
    "body-parser: charset",
    post("/json", [`${json}; charset=koi8-r`], "[]"),
    415,
    /^accept: .*json/,
  ],
  [
    "body-parser: coding",
    post("/json", [json, "Content-Encoding: x"], "[]"),
    415,
    /^accept-encoding: .*gzip/,
  ],
  ["body-parser: not gzip", post("/json", [json, "Content-Encoding: gzip"], "[]"), 400],
  ["body-parser: verify", post("/verified", [json], "[]"), 403],
  ["body-parser: too many parameters", post("/form", [form], "a=1&b=2&c=3"), 413],
  ["body-parser: too deep", post("/form", [form], `a${"[b]".repeat(40)}=1`), 400],
  ["router: a bad percent-encoding", request("GET /users/%E0%A4%A"), 400],
  ["sendFile: no such file", request("GET /file"), 404],
  ["multer: file too large", upload(parts("f1").replace("12345", "123456")), 413],
  ["multer: too many files", upload(parts("f1", "f1")), 413],
  ["multer: too many fields", upload(parts("a", "b", "c")), 413],
  ["multer: unexpected file", upload(parts("f2")), 400],
  ["multer: no boundary", post("/upload", [multipart], parts("a")), 400],
  ["multer: cut short", upload(parts("a").slice(0, -8)), 400],
  [
    "express-jwt: no credentials",
    request("GET /jwt"),
    401,
    /^www-authenticate: Bearer( realm="[^"]*")?$/,
  ],
  [
    "express-jwt: another scheme",
    request("GET /jwt", ["Authorization: Basic YTpi"]),
    401,
    /^www-authenticate: Bearer( realm="[^"]*")?$/,
  ],
  [
    "express-jwt: expired",
    request("GET /jwt", [`Authorization: Bearer ${expired}`]),
    401,
    /^www-authenticate: Bearer .*error="invalid_token"/,
  ],
  [
    "express-jwt: junk",
    request("GET /jwt", ["Authorization: Bearer x"]),
    401,
    /^www-authenticate: Bearer .*error="invalid_token"/,
  ],
  [
    "passport: no credentials",
    request("GET /passport"),
    401,
    'www-authenticate: Bearer realm="Users"',
  ],
  [
    "passport: refused",
    request("GET /passport", ["Authorization: Bearer x"]),
    401,
    'www-authenticate: Bearer realm="Users", error="invalid_token"',
  ],
  ["connect-timeout", request("GET /slow"), 503, /^retry-after: \d+$/],
  ["csrf-csrf: no token", request("POST /csrf"), 403],
  [
    "rate-limiter-flexible: a rejected plain object",
    request("GET /limited"),
    429,
    /^retry-after: [1-9]\d?$/,
  ],
  ["zod: a validation error is nobody's 400", request("GET /zod"), 500],
];

const zodError = Object.assign(new Error(`[{"path":["${canary}"]}]`), {
  name: "ZodError",
  issues: [{ path: [canary] }],
});

async function consumeTwice(): Promise<void> {
  const limiter = new RateLimiterMemory({ points: 1, duration: 60 });
  await limiter.consume("a");
  await limiter.consume("a");
}

function everyMiddleware({ Router, json: parse, urlencoded }: typeof express5): Router {
  const router = Router();
  const done = (_req: Request, res: Res): void => void res.send("done");
  const verify = (): never => {
    throw new Error(canary);
  };
  router.post("/json", parse({ limit: 50 }), done);
  router.post("/verified", parse({ verify }), done);
  router.post("/form", urlencoded({ extended: true, parameterLimit: 2 }), done);
  router.get("/users/:id", done);
  router.get("/file", (_req, res) => res.sendFile(`/nowhere/${canary}`));
  const limits = { fileSize: 5, files: 1, fields: 2 };
  router.post("/upload", multer({ limits }).array("f1"), done);
  router.get("/jwt", expressjwt({ secret, algorithms: ["HS256"] }), done);
  router.get(
    "/passport",
    passport.authenticate("bearer", { session: false, failWithError: true }),
    done,
  );
  router.get("/slow", timeout("20ms"), () => {});
  const csrf = doubleCsrf({ getSecret: () => secret, getSessionIdentifier: () => "" });
  router.post("/csrf", cookieParser(), csrf.doubleCsrfProtection, done);
  router.get("/limited", (_req, _res, next) => void consumeTwice().catch(next));
  router.get("/zod", (_req, _res, next) => next(zodError));
  return router;
}

passport.use(new Strategy((_token, accept) => accept(null, false)));

const onKoa: readonly Row[] = [
  ["@koa/bodyparser: not JSON", post("/", [json], '{"a":'), 400],
  ["@koa/bodyparser: not an object", post("/", [json], "1"), 400],
  ["@koa/bodyparser: too large", post("/", [json], `["${"a".repeat(100)}"]`), 413],
  [
    "@koa/bodyparser: coding",
    post("/", [json, "Content-Encoding: x"], "[]"),
    415,
    /^accept-encoding: .*gzip/,
  ],
  ["ctx.throw()", request("GET /thrown"), 409],
  [
    "rate-limiter-flexible: a rejected plain object",
    request("GET /limited"),
    429,
    /^retry-after: [1-9]\d?$/,
  ],
  ["zod: a validation error is nobody's 400", request("GET /zod"), 500],
];

const koaRoutes: Middleware = async (ctx, next) => {
  if (ctx.path === "/thrown") ctx.throw(409, "taken");
  if (ctx.path === "/limited") await consumeTwice();
  if (ctx.path === "/zod") throw zodError;
  await next();
};

describe.each(frameworks)("errors of other packages, on %s", (framework) => {
  const onError = vi.fn();
  let app: Running;
  const express = framework === "express 4" ? express4 : express5;
  const rows = framework.startsWith("express") ? onExpress : onKoa;
  beforeAll(async () => {
    app = await start(framework, {
      options: { onError },
      express: [everyMiddleware(express)],
      koa: [bodyParser({ jsonLimit: "50b" }), koaRoutes],
    });
  });
  afterEach(() => onError.mockReset());

  it.each(rows)("%s", async (_what, wire, status, ...fields) => {
    const response = await app.exchange(wire);
    expect(response.status).toBe(status);
    const lines = head(response);
    expect(lines).toContain("content-type: application/problem+json");
    expect(lines).toContain("cache-control: no-store");
    for (const field of fields) {
      expect(lines).toContainEqual(field instanceof RegExp ? expect.stringMatching(field) : field);
    }
    // RFC 9110 section 12.5.3: Accept-Encoding only where the coding was at fault.
    if (!fields.some((field) => String(field).includes("accept-encoding"))) {
      expect(lines.join()).not.toContain("accept-encoding");
    }
    const body = JSON.parse(response.body.toString());
    expect(body.status).toBe(status);
    expect(response.body.toString()).not.toMatch(/hunter|nowhere|node_modules/);
    expect(onError).toHaveBeenCalledTimes(status < 500 ? 0 : 1);
  });

  it("a client that goes away: nothing is sent, and nobody is told", async () => {
    const path = framework.startsWith("express") ? "/json" : "/";
    const connection = await app.connect();
    connection.send(`POST ${path} HTTP/1.1\r\nHost: a\r\n${json}\r\nContent-Length: 30\r\n\r\n[1,`);
    await connection.silence(30);
    connection.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(onError).not.toHaveBeenCalled();
  });
});

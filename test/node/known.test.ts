import { fail } from "@rightstatus/node";
import createError, { isHttpError } from "http-errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { type Response, value } from "../support/response-parser.ts";
import { head, transcript } from "../support/transcript.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

async function answered(error: unknown, fields: readonly string[] = []): Promise<Response> {
  const server = await listen((req, res) => {
    if (req.headers["x-challenge"]) res.setHeader("WWW-Authenticate", 'Bearer realm="Users"');
    void fail(req, res, error, { onError, trust: isHttpError });
  });
  return server.exchange(request("POST /", fields, "12345"));
}

const thrown = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), more);
const named = (name: string, message: string, more: object = {}): Error =>
  thrown(message, { name, ...more });
const multer = (code: string): Error => named("MulterError", "Said by multer.", { code });

type Row = [what: string, error: unknown, status: number, ...fields: string[]];

/** Shapes as these packages throw them, taken from their releases. */
const rows: readonly Row[] = [
  [
    "body-parser, JSON",
    createError(400, new SyntaxError("Unexpected token"), {
      type: "entity.parse.failed",
      body: canary,
    }),
    400,
  ],
  [
    "body-parser, size",
    createError(413, "request entity too large", {
      type: "entity.too.large",
      limit: 100,
      length: 200,
    }),
    413,
  ],
  [
    "body-parser, charset",
    createError(415, 'unsupported charset "KOI8-R"', {
      type: "charset.unsupported",
      charset: "koi8-r",
    }),
    415,
    "accept: application/json; charset=utf-8",
  ],
  [
    "raw-body, charset",
    createError(415, "specified encoding unsupported", {
      type: "encoding.unsupported",
      encoding: "x",
    }),
    415,
  ],
  [
    "body-parser, coding",
    createError(415, 'unsupported content encoding "x"', {
      type: "encoding.unsupported",
      encoding: "x",
    }),
    415,
    "accept-encoding: gzip, deflate, br, identity",
  ],
  [
    "body-parser, coding, where it decodes none",
    createError(415, "content encoding unsupported", {
      type: "encoding.unsupported",
      encoding: "gzip",
    }),
    415,
    "accept-encoding: identity",
  ],
  [
    "co-body, coding",
    thrown("Unsupported Content-Encoding: x", { status: 415 }),
    415,
    "accept-encoding: gzip, deflate, br, identity",
  ],
  [
    "body-parser, verify",
    createError(403, canary, { type: "entity.verify.failed", body: canary }),
    403,
  ],
  [
    "body-parser, parameters",
    createError(413, "too many parameters", { type: "parameters.too.many" }),
    413,
  ],
  [
    "body-parser, length",
    createError(400, "request size did not match content length", {
      type: "request.size.invalid",
      received: 1,
    }),
    400,
  ],
  ["co-body, JSON", Object.assign(new SyntaxError(canary), { status: 400, body: canary }), 400],
  [
    "router, URI",
    Object.assign(new URIError(`Failed to decode param '${canary}'`), {
      status: 400,
      statusCode: 400,
    }),
    400,
  ],
  ["multer, a file too large", multer("LIMIT_FILE_SIZE"), 413],
  ["multer, too many files", multer("LIMIT_FILE_COUNT"), 413],
  ["multer, too many parts", multer("LIMIT_PART_COUNT"), 413],
  ["multer, too many fields", multer("LIMIT_FIELD_COUNT"), 413],
  ["multer, a value too large", multer("LIMIT_FIELD_VALUE"), 413],
  ["multer, an unexpected file", multer("LIMIT_UNEXPECTED_FILE"), 400],
  ["multer, a name too long", multer("LIMIT_FIELD_KEY"), 400],
  ["multer, no name", multer("MISSING_FIELD_NAME"), 400],
  ["multer, no code", multer(""), 400],
  ["multer, no boundary", thrown("Multipart: Boundary not found"), 400],
  ["busboy, cut short", thrown("Unexpected end of form"), 400],
  ["busboy, a part header", thrown("Malformed part header"), 400],
  [
    "connect-timeout",
    createError(503, "Response timeout", { code: "ETIMEDOUT", timeout: 5001 }),
    503,
    "retry-after: 6",
  ],
  [
    "connect-timeout, 0 ms",
    createError(503, "Response timeout", { code: "ETIMEDOUT", timeout: 0 }),
    503,
    "retry-after: 0",
  ],
  [
    "connect-timeout, a negative time",
    createError(503, "Response timeout", { code: "ETIMEDOUT", timeout: -5 }),
    503,
    "retry-after: 0",
  ],
  ["csrf-csrf", createError(403, "invalid csrf token", { code: "EBADCSRFTOKEN" }), 403],
  [
    "express-jwt, no credentials",
    named("UnauthorizedError", canary, { status: 401, code: "credentials_required" }),
    401,
    "www-authenticate: Bearer",
  ],
  [
    "express-jwt, another scheme",
    named("UnauthorizedError", canary, { status: 401, code: "credentials_bad_scheme" }),
    401,
    "www-authenticate: Bearer",
  ],
  [
    "express-jwt, an invalid token",
    named("UnauthorizedError", canary, { status: 401, code: "invalid_token" }),
    401,
    'www-authenticate: Bearer error="invalid_token"',
  ],
  [
    "express-jwt, revoked",
    named("UnauthorizedError", canary, { status: 401, code: "revoked_token" }),
    401,
    'www-authenticate: Bearer error="invalid_token"',
  ],
  [
    "passport",
    named("AuthenticationError", canary, { status: 401 }),
    401,
    "www-authenticate: Bearer",
  ],
  [
    "rate-limiter-flexible",
    { msBeforeNext: 1, consumedPoints: 6, remainingPoints: 0, isFirstInDuration: false },
    429,
    "retry-after: 1",
  ],
  [
    "rate-limiter-flexible, a minute",
    { msBeforeNext: 59_001, consumedPoints: 6 },
    429,
    "retry-after: 60",
  ],
  ["rate-limiter-flexible, at once", { msBeforeNext: 0, consumedPoints: 6 }, 429, "retry-after: 0"],
  [
    "rate-limiter-flexible, blocked for ever",
    { msBeforeNext: -1, consumedPoints: 6 },
    429,
    "retry-after: 0",
  ],
];

describe("errors of packages that everybody uses", () => {
  it.each(rows)("%s", async (_what, error, status, ...fields) => {
    const response = await answered(error, ["Content-Type: application/json"]);
    expect(response.status).toBe(status);
    for (const field of fields) expect(head(response)).toContain(field);
    expect(JSON.parse(response.body.toString())).toMatchObject({ type: "about:blank", status });
    expect(transcript(response)).not.toContain("hunter");
    expect(value(response, "cache-control")).toBe("no-store");
    expect(onError).toHaveBeenCalledTimes(status < 500 ? 0 : 1);
    // RFC 9110 section 12.5.3: only where the coding was at fault.
    if (!/coding|raw-body/.test(_what)) expect(value(response, "accept-encoding")).toBeUndefined();
  });

  it("9110 15.5.16 a 415 does not offer the coding that it refuses", async () => {
    const error = createError(415, 'unsupported content encoding "br"', {
      type: "encoding.unsupported",
      encoding: "br",
    });
    const response = await answered(error, ["Content-Encoding: BR"]);
    expect(value(response, "accept-encoding")).toBe("gzip, deflate, identity");
  });

  it("a 413 says how much would do, if the error does", async () => {
    const [, error] = rows[1] ?? [];
    expect(JSON.parse((await answered(error)).body.toString())).toMatchObject({ limit: 100 });
  });

  it.each([
    ["express-jwt", named("UnauthorizedError", "a", { status: 401, code: "invalid_token" })],
    ["passport", named("AuthenticationError", "a", { status: 401 })],
  ])("%s keeps the challenge that was set", async (_what, error) => {
    const response = await answered(error, ["X-Challenge: 1"]);
    expect(value(response, "www-authenticate")).toBe('Bearer realm="Users"');
  });

  it("zlib's, of a request that is coded", async () => {
    const error = thrown("incorrect header check", { code: "Z_DATA_ERROR", errno: -3 });
    expect((await answered(error, ["Content-Encoding: gzip"])).status).toBe(400);
    expect((await answered(error)).status).toBe(500);
  });

  it.each<[what: string, error: unknown]>([
    ["zod", named("ZodError", canary, { issues: [{ path: [canary] }] })],
    ["joi", named("ValidationError", canary, { details: [] })],
    ["mongoose", named("CastError", canary, { path: "_id" })],
    ["pg", thrown(canary, { code: "23505", constraint: canary })],
    ["Prisma", thrown(canary, { code: "P2025" })],
    ["fs", thrown(`ENOENT: ${canary}`, { code: "ENOENT", path: canary })],
    ["axios", thrown(canary, { status: 401, isAxiosError: true, response: { headers: {} } })],
    ["stripe", thrown(canary, { statusCode: 402, headers: { "set-cookie": canary } })],
    ["a SyntaxError of our own", new SyntaxError(canary)],
    ["a SyntaxError with a status", Object.assign(new SyntaxError(canary), { status: 400 })],
    ["a URIError of our own", new URIError(canary)],
    ["an HTTP client that timed out", thrown(canary, { code: "ETIMEDOUT", status: 503 })],
    ["a timeout of a socket", thrown(canary, { code: "ETIMEDOUT", timeout: 5 })],
    ["a name alone", { name: "UnauthorizedError" }],
    ["a limiter's result, in part", { msBeforeNext: 5 }],
    ["numbers that are text", { msBeforeNext: "5", consumedPoints: "6" }],
  ])("%s is a 500: nobody knows whose fault it is", async (_what, error) => {
    const response = await answered(error);
    expect(response.status).toBe(500);
    expect(transcript(response)).not.toContain("hunter");
    expect(onError).toHaveBeenCalledOnce();
  });

  it("a wait that no field can hold is a 500, and nothing escapes", async () => {
    const response = await answered({ msBeforeNext: 1e300, consumedPoints: 6 });
    expect(response.status).toBe(500);
  });

  it.each<[what: string, error: unknown]>([
    [
      "body-parser",
      createError(400, "request aborted", { code: "ECONNABORTED", type: "request.aborted" }),
    ],
    ["multer", thrown("Request aborted")],
    ["multer 2", thrown("Request closed")],
  ])("%s: the client went, so nothing is sent and nobody is told", async (_what, error) => {
    const server = await listen(
      (req, res) => void fail(req, res, error, { onError, trust: isHttpError }),
    );
    const connection = await server.connect();
    connection.send(request("GET /"));
    expect(await connection.broken()).toBe("");
    expect(onError).not.toHaveBeenCalled();
  });
});

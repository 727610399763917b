import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AnyReply,
  badRequest,
  bearer,
  type Challenge,
  contentTooLarge,
  forbidden,
  serviceUnavailable,
  tooManyRequests,
  unauthorized,
  unsupportedMediaType,
} from "@rightstatus/core";
import { contentType, wwwAuthenticate } from "@rightstatus/core/fields";
import { wholeSeconds } from "../whole-seconds.ts";
import { decodable } from "./decodable.ts";
import type { Facts } from "./facts.ts";

/** One kind of error that a well-known package throws, and the reply that is due. */
interface Known {
  readonly of: string;
  matches(error: Facts, req: IncomingMessage): boolean;
  /** `undefined` if the client has gone, so that nothing is sent. */
  reply(error: Facts, req: IncomingMessage, res: ServerResponse): AnyReply | undefined;
}

const gone = (): undefined => undefined;

/** The limits of multer that say "too much" rather than "wrong" (RFC 9110 section 15.5.14). */
const multerSizes: ReadonlySet<string | undefined> = new Set([
  "LIMIT_FILE_SIZE",
  "LIMIT_FILE_COUNT",
  "LIMIT_PART_COUNT",
  "LIMIT_FIELD_COUNT",
  "LIMIT_FIELD_VALUE",
]);

/** What multer and busboy say about a broken multipart body, in errors that have nothing but a message. */
const brokenMultipart: ReadonlySet<string | undefined> = new Set([
  "Malformed part header",
  "Multipart: Boundary not found",
  "Unexpected end of form",
  "Unexpected end of file",
]);

/**
 * Codes of zlib. body-parser adds a status; other errors with them concern the request only if it is encoded.
 */
const corrupt: ReadonlySet<string | undefined> = new Set(["Z_BUF_ERROR", "Z_DATA_ERROR"]);

/** Codes of express-jwt, whose errors have the same name that http-errors gives to every 401. */
const jwtCodes: ReadonlySet<string | undefined> = new Set([
  "credentials_bad_format",
  "credentials_bad_scheme",
  "credentials_required",
  "invalid_token",
  "revoked_token",
]);

/** Codes for a request without a token, or with another scheme, which is told no error (RFC 6750 section 3.1). */
const noToken: ReadonlySet<string | undefined> = new Set([
  "credentials_bad_scheme",
  "credentials_required",
]);

/**
 * The first match counts. Errors that http-errors made and that need nothing more are not in the table: they
 * are trusted as they are.
 */
const table: readonly Known[] = [
  {
    of: "body-parser and raw-body: the client went away",
    matches: (error) => error.text("type") === "request.aborted",
    reply: gone,
  },
  {
    of: "multer: the client went away",
    matches: (error) => ["Request aborted", "Request closed"].includes(error.text("message") ?? ""),
    reply: gone,
  },
  {
    of: "body-parser: the application's own check of the body, whose message is not for the client",
    matches: (error) => error.text("type") === "entity.verify.failed",
    reply: () => forbidden(),
  },
  {
    of: "body-parser and raw-body: too large",
    matches: (error) => error.text("type") === "entity.too.large",
    reply: (error) => contentTooLarge({ ...limit(error.number("limit")) }),
  },
  {
    of: "body-parser and raw-body: a charset",
    matches: (error) =>
      error.text("type") === "charset.unsupported" ||
      error.text("message") === "specified encoding unsupported",
    reply: (_, req) => unsupportedMediaType({ accept: [`${typeOf(req)};charset=utf-8`] }),
  },
  {
    of: "body-parser and co-body: a content coding",
    matches: (error) =>
      error.text("type") === "encoding.unsupported" ||
      (error.number("status") === 415 &&
        error.text("message")?.startsWith("Unsupported Content-Encoding") === true),
    reply: (error, req) => unsupportedMediaType({ acceptEncoding: decodable(error, req) }),
  },
  {
    of: "zlib, under co-body: content that is not coded as it says",
    matches: (error, req) =>
      req.headers["content-encoding"] !== undefined && corrupt.has(error.text("code")),
    reply: () => badRequest("The content is not coded as Content-Encoding says."),
  },
  {
    of: "co-body: JSON",
    matches: (error) =>
      error.text("name") === "SyntaxError" &&
      error.number("status") === 400 &&
      error.text("body") !== undefined,
    reply: () => badRequest("The content is not valid JSON."),
  },
  {
    of: "the routers: a path that is no percent-encoded UTF-8",
    matches: (error) => error.text("name") === "URIError" && error.number("status") === 400,
    reply: () => badRequest("The path is not valid percent-encoded UTF-8."),
  },
  {
    of: "multer: a limit",
    matches: (error) => error.text("name") === "MulterError",
    reply: (error) => {
      const detail = error.text("message");
      const problem = detail === undefined ? {} : { detail };
      return multerSizes.has(error.text("code")) ? contentTooLarge(problem) : badRequest(problem);
    },
  },
  {
    of: "multer: a broken body",
    matches: (error) =>
      error.text("name") === "Error" && brokenMultipart.has(error.text("message")),
    reply: () => badRequest("The multipart content is malformed."),
  },
  {
    of: "connect-timeout",
    matches: (error) =>
      error.text("code") === "ETIMEDOUT" &&
      error.number("status") === 503 &&
      error.number("timeout") !== undefined,
    reply: (error) => serviceUnavailable({ retryAfter: wholeSeconds(error.number("timeout")) }),
  },
  {
    of: "express-jwt",
    matches: (error) =>
      error.text("name") === "UnauthorizedError" && jwtCodes.has(error.text("code")),
    reply: (error, _, res) =>
      challenged(res, bearer(noToken.has(error.text("code")) ? {} : { error: "invalid_token" })),
  },
  {
    of: "passport",
    matches: (error) =>
      error.text("name") === "AuthenticationError" && error.number("status") === 401,
    reply: (_, __, res) => challenged(res, bearer()),
  },
  {
    of: "rate-limiter-flexible, which rejects with a plain object",
    matches: (error) =>
      error.number("msBeforeNext") !== undefined && error.number("consumedPoints") !== undefined,
    reply: (error) => tooManyRequests({ retryAfter: wholeSeconds(error.number("msBeforeNext")) }),
  },
];

/** The reply to an error of a known package; `undefined` for any other error. */
export function knownReply(
  error: Facts,
  req: IncomingMessage,
  res: ServerResponse,
): { readonly reply: AnyReply | undefined } | undefined {
  const known = table.find((row) => row.matches(error, req));
  return known && { reply: known.reply(error, req, res) };
}

/** A 401 with the challenges that other middleware has set already, else with this one. */
export function challenged(res: ServerResponse, otherwise: Challenge): AnyReply {
  const line = res.getHeader("www-authenticate");
  const [first, ...more] = (line === undefined ? [] : wwwAuthenticate.parse(String(line))) ?? [];
  return unauthorized(first === undefined ? otherwise : [first, ...more]);
}

function limit(octets: number | undefined): { readonly limit?: number } {
  return octets === undefined ? {} : { limit: octets };
}

/** The media type of the request, which was fine but for its charset. */
function typeOf(req: IncomingMessage): string {
  return contentType.parse(req.headers["content-type"] ?? "")?.type ?? "*/*";
}

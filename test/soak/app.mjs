// One route for each helper, so that a soak goes through all of them.
import * as core from "@rightstatus/core";

const { basic, bearer, etag } = core;
const problem = "Not today.";
const LARGE = 16 * 1024; // Octets.

/** By the name of the helper: how a handler calls it. */
const calls = {
  ok: () => core.ok({ a: 1, text: "x".repeat(200) }, { etag: etag("v1") }),
  created: () => core.created("/notes/7", { id: 7 }),
  accepted: () => core.accepted({ queued: true }, { statusUrl: "/jobs/7" }),
  nonAuthoritativeInformation: () => core.nonAuthoritativeInformation("told"),
  noContent: () => core.noContent(),
  resetContent: () => core.resetContent(),
  multiStatus: () => core.multiStatus([{ status: 200 }]),
  imUsed: () => core.imUsed("feed", "delta", { etag: etag("v2") }),
  multipleChoices: () => core.multipleChoices(["/a", "/b"], { preferred: "/a" }),
  movedPermanently: () => core.movedPermanently("/a"),
  found: () => core.found("/a"),
  seeOther: () => core.seeOther("/a"),
  temporaryRedirect: () => core.temporaryRedirect("/a"),
  permanentRedirect: () => core.permanentRedirect("/a"),
  unauthorized: () => core.unauthorized([bearer(), basic("a")]),
  methodNotAllowed: () => core.methodNotAllowed(["GET"]),
  notAcceptable: () => core.notAcceptable(["text/plain"]),
  proxyAuthenticationRequired: () => core.proxyAuthenticationRequired(basic("a")),
  unsupportedMediaType: () => core.unsupportedMediaType({ accept: ["application/json"] }),
  rangeNotSatisfiable: () => core.rangeNotSatisfiable(7),
  locked: () => core.locked({ by: "someone" }),
  upgradeRequired: () => core.upgradeRequired(["websocket"]),
  tooManyRequests: () => core.tooManyRequests({ retryAfter: 1 }),
  unavailableForLegalReasons: () => core.unavailableForLegalReasons(),
  serviceUnavailable: () => core.serviceUnavailable({ retryAfter: 1 }),
  networkAuthenticationRequired: () => core.networkAuthenticationRequired("https://login.example/"),
};

/** Those that want no argument, and may be given a problem. 408 ends its connection. */
const plain = {
  badRequest: core.badRequest,
  paymentRequired: core.paymentRequired,
  forbidden: core.forbidden,
  notFound: core.notFound,
  conflict: core.conflict,
  gone: core.gone,
  lengthRequired: core.lengthRequired,
  preconditionFailed: core.preconditionFailed,
  contentTooLarge: core.contentTooLarge,
  uriTooLong: core.uriTooLong,
  expectationFailed: core.expectationFailed,
  misdirectedRequest: core.misdirectedRequest,
  unprocessableContent: core.unprocessableContent,
  failedDependency: core.failedDependency,
  tooEarly: core.tooEarly,
  preconditionRequired: core.preconditionRequired,
  requestHeaderFieldsTooLarge: core.requestHeaderFieldsTooLarge,
  internalServerError: core.internalServerError,
  notImplemented: core.notImplemented,
  badGateway: core.badGateway,
  gatewayTimeout: core.gatewayTimeout,
  httpVersionNotSupported: core.httpVersionNotSupported,
  variantAlsoNegotiates: core.variantAlsoNegotiates,
  insufficientStorage: core.insufficientStorage,
  loopDetected: core.loopDetected,
};
for (const [name, helper] of Object.entries(plain)) calls[name] = () => helper(problem);

/** By path. Beside the helpers: what a body over time, a throw and a promise do. */
export const routes = {
  ...Object.fromEntries(Object.entries(calls).map(([name, call]) => [`/${name}`, call])),
  "/thrown": () => {
    throw core.conflict(problem);
  },
  "/defect": () => {
    throw new TypeError("no such note");
  },
  "/later": async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return core.ok("later");
  },
  "/streamed": () => core.ok(chunks(), { type: "text/plain" }),
  "/large": () => core.ok("x".repeat(LARGE), { type: "text/plain" }),
};

/** By path as well: each of the same size, and of other text. */
export const numbered = Object.fromEntries(
  Array.from({ length: 10 }, (_, i) => [
    `/large/${i}`,
    () => core.ok(String(i).repeat(LARGE), { type: "text/plain" }),
  ]),
);

/** What a client may ask for, in fields that are read and a key of its own. */
export const offers = {
  type: ["text/html", "application/json"],
  language: ["en", "de", "zh-Hant"],
};

/** Another value in each field for each number. */
export const distinct = (i) => ({
  accept: `a/b;v=${i};q=0.5, */*;q=0.1`,
  "accept-language": `x-${i};q=0.5, *;q=0.1`,
  "accept-encoding": `x-${i}, *;q=0.1`,
  "if-none-match": `"${i}"`,
  "if-range": `"${i}"`,
  range: `bytes=${i}-`,
  prefer: `wait=${i}, a${i}`,
  "idempotency-key": `"${i}"`,
  origin: `https://a${i}.example`,
});

/** Reads all of them; `req` is a request, or a context of Koa that has one. */
export function negotiated(req) {
  const choice = core.negotiate(req.req ?? req, offers);
  if (core.isReply(choice)) return choice;
  return core.ok("x".repeat(100), { vary: choice.vary, etag: etag("v1"), type: "text/plain" });
}

async function* chunks() {
  for (let i = 0; i < 4; i++) yield "x".repeat(1000);
}

import { basic, bearer } from "@rightstatus/core";
import type { Refusal, Row } from "./row.ts";

const noon = new Date("1994-11-06T08:49:37Z");
const imfNoon = "Sun, 06 Nov 1994 08:49:37 GMT";

/** Errors that go out as a problem, with what they say beyond its common fields and members. */
export const refusals: readonly Refusal[] = [
  ["9110 15.5.1", (r) => r.badRequest(), "400 Bad Request"],
  [
    "9110 15.5.2 a challenge",
    (r) => r.unauthorized(bearer()),
    "401 Unauthorized",
    "www-authenticate: Bearer",
  ],
  [
    "9110 11.6.1 a line for each challenge",
    (r) =>
      r.unauthorized([
        bearer({ realm: "a", error: "invalid_token" }),
        basic("b", { charset: "UTF-8" }),
      ]),
    "401 Unauthorized",
    'www-authenticate: Bearer realm="a", error="invalid_token"',
    'www-authenticate: Basic realm="b", charset="UTF-8"',
  ],
  ["9110 15.5.3", (r) => r.paymentRequired(), "402 Payment Required"],
  ["9110 15.5.4", (r) => r.forbidden(), "403 Forbidden"],
  ["9110 15.5.5", (r) => r.notFound(), "404 Not Found"],
  [
    "9110 15.5.6 Allow",
    (r) => r.methodNotAllowed(["GET", "HEAD"]),
    "405 Method Not Allowed",
    "allow: GET, HEAD",
  ],
  [
    "9110 10.2.1 Allow, present and empty",
    (r) => r.methodNotAllowed([]),
    "405 Method Not Allowed",
    "allow:",
  ],
  [
    "9110 15.5.8 a challenge",
    (r) => r.proxyAuthenticationRequired(basic("proxy")),
    "407 Proxy Authentication Required",
    'proxy-authenticate: Basic realm="proxy"',
  ],
  ["9110 15.5.9, 9112 9.6", (r) => r.requestTimeout(), "408 Request Timeout", "connection: close"],
  ["9110 15.5.10", (r) => r.conflict(), "409 Conflict"],
  ["9110 15.5.11", (r) => r.gone(), "410 Gone"],
  ["9110 15.5.12", (r) => r.lengthRequired(), "411 Length Required"],
  ["9110 15.5.13", (r) => r.preconditionFailed(), "412 Precondition Failed"],
  ["9110 15.5.14 the phrase of RFC 9110", (r) => r.contentTooLarge(), "413 Content Too Large"],
  [
    "9110 15.5.14 temporary",
    (r) => r.contentTooLarge(undefined, { retryAfter: 60 }),
    "413 Content Too Large",
    "retry-after: 60",
  ],
  ["9110 15.5.15", (r) => r.uriTooLong(), "414 URI Too Long"],
  [
    "9110 15.5.16 types",
    (r) => r.unsupportedMediaType({ accept: ["application/json"] }),
    "415 Unsupported Media Type",
    "accept: application/json",
  ],
  [
    "9110 12.5.3 codings",
    (r) => r.unsupportedMediaType({ acceptEncoding: ["gzip", "br"] }),
    "415 Unsupported Media Type",
    "accept-encoding: gzip, br",
  ],
  [
    "5789 2.2 patches",
    (r) => r.unsupportedMediaType({ acceptPatch: ["application/merge-patch+json"] }),
    "415 Unsupported Media Type",
    "accept-patch: application/merge-patch+json",
  ],
  [
    "9110 14.4",
    (r) => r.rangeNotSatisfiable(100),
    "416 Range Not Satisfiable",
    "content-range: bytes */100",
  ],
  ["9110 15.5.18", (r) => r.expectationFailed(), "417 Expectation Failed"],
  ["9110 15.5.20", (r) => r.misdirectedRequest(), "421 Misdirected Request"],
  [
    "9110 15.5.21 the phrase of RFC 9110",
    (r) => r.unprocessableContent(),
    "422 Unprocessable Content",
  ],
  ["4918 11.4", (r) => r.failedDependency(), "424 Failed Dependency"],
  ["8470 5.2", (r) => r.tooEarly(), "425 Too Early"],
  [
    "9110 15.5.22 both halves",
    (r) => r.upgradeRequired(["websocket"]),
    "426 Upgrade Required",
    "connection: upgrade",
    "upgrade: websocket",
  ],
  ["6585 3", (r) => r.preconditionRequired(), "428 Precondition Required"],
  ["6585 4", (r) => r.tooManyRequests(), "429 Too Many Requests"],
  [
    "6585 4, 9110 10.2.3 seconds",
    (r) => r.tooManyRequests({ retryAfter: 30 }),
    "429 Too Many Requests",
    "retry-after: 30",
  ],
  ["6585 5", (r) => r.requestHeaderFieldsTooLarge(), "431 Request Header Fields Too Large"],
  [
    "7725 4 who blocks",
    (r) => r.unavailableForLegalReasons({ blockedBy: "https://isp.example/" }),
    "451 Unavailable For Legal Reasons",
    "link: <https://isp.example/>; rel=blocked-by",
  ],
  ["9110 15.6.1", (r) => r.internalServerError(), "500 Internal Server Error"],
  ["9110 15.6.2", (r) => r.notImplemented(), "501 Not Implemented"],
  ["9110 15.6.3", (r) => r.badGateway(), "502 Bad Gateway"],
  [
    "9110 10.2.3 an instant",
    (r) => r.serviceUnavailable({ retryAfter: noon }),
    "503 Service Unavailable",
    `retry-after: ${imfNoon}`,
  ],
  ["9110 15.6.5", (r) => r.gatewayTimeout(), "504 Gateway Timeout"],
  ["9110 15.6.6", (r) => r.httpVersionNotSupported(), "505 HTTP Version Not Supported"],
  ["2295 8.1", (r) => r.variantAlsoNegotiates(), "506 Variant Also Negotiates"],
  ["4918 11.5", (r) => r.insufficientStorage(), "507 Insufficient Storage"],
  ["5842 7.2", (r) => r.loopDetected(), "508 Loop Detected"],
  [
    "9457 3.1.4 a detail",
    (r) => r.conflict("That title is taken."),
    "409 Conflict",
    { detail: "That title is taken." },
  ],
  [
    "9457 3.2 extensions beside the standard members",
    (r) => r.unprocessableContent({ type: "/problems/fields", title: "Bad fields", errors: [1] }),
    "422 Unprocessable Content",
    { type: "/problems/fields", title: "Bad fields", errors: [1] },
  ],
  [
    "9457 3.1.2 the status member is the status sent",
    (r) => r.forbidden({ status: 200, detail: "No." }),
    "403 Forbidden",
    { detail: "No." },
  ],
  [
    "9110 15.5.7 lists what is there",
    (r) => r.notAcceptable(["text/csv"]),
    "406 Not Acceptable",
    { available: ["text/csv"] },
  ],
  [
    "6585 6 where to log in",
    (r) => r.networkAuthenticationRequired("https://login.example/"),
    "511 Network Authentication Required",
    { login: "https://login.example/" },
  ],
];

/** Errors with a body of the application's own. */
export const ownRefusals: readonly Row[] = [
  {
    rule: "9110 15.5.10 a body of one's own",
    make: (r) => r.conflict({ body: { code: "DUP" } }),
    wire: `
      HTTP/1.1 409 Conflict
      cache-control: no-store
      content-length: 14
      content-type: application/json
      x-content-type-options: nosniff

      {"code":"DUP"}`,
  },
  {
    rule: "4918 11.3",
    make: (r) => r.locked('<error xmlns="DAV:"/>', { type: "application/xml" }),
    wire: `
      HTTP/1.1 423 Locked
      cache-control: no-store
      content-length: 21
      content-type: application/xml
      x-content-type-options: nosniff

      <error xmlns="DAV:"/>`,
  },
];

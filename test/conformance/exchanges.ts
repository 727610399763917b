import type { Exchange, FieldLines } from "@rightstatus/conformance";
import fc, { type Arbitrary } from "fast-check";
import { anyText, madeOf } from "../support/any-text.ts";

/** Names that rules ask for, on either side, and one that none does. */
const names = (
  "accept accept-encoding accept-patch accept-post accept-query accept-ranges age allow authorization " +
  "cache-control connection content-digest content-disposition content-encoding content-language " +
  "content-length content-location content-range content-type cookie date etag expires host if-match " +
  "if-modified-since if-none-match if-range if-unmodified-since im last-modified link location " +
  "proxy-authenticate range repr-digest retry-after set-cookie trailer transfer-encoding upgrade vary " +
  "www-authenticate x-other"
).split(" ");

const value = fc.oneof(
  madeOf(
    ...[
      '"a"',
      'W/"a"',
      "*",
      ",",
      ";",
      "=",
      " ",
      '"',
      "\\",
      "<",
      ">",
      "/",
      "a",
      "q=0.5",
      "rel=next",
    ],
    ...["bytes", "bytes=", "0-1", "0-1/5", "*/5", "-2", "gzip", "br", "identity", "text/html"],
    ...["multipart/byteranges; boundary=b", "application/json", "application/problem+json"],
    ...["Basic", 'realm="a"', "charset=utf-8", "sha-256=:AA==:", "close", "upgrade", "websocket"],
    ...["Thu, 26 Nov 2026 08:00:00 GMT", "Thu Nov 26 08:00:00 2026", "http://", "a.example", "@"],
    ...[
      "max-age=5",
      "no-store",
      "chunked",
      "GET",
      "PATCH",
      "5",
      "attachment",
      "filename*=UTF-8''a",
    ],
  ),
  anyText,
);

const lines: Arbitrary<FieldLines> = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: anyText },
    ),
    value,
  ),
  { maxLength: 8 },
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  madeOf(
    ...[
      '{"',
      "status",
      '":',
      "404",
      '"',
      "}",
      "[",
      "null",
      "type",
      "title",
      "<problem",
      " xmlns",
      ">",
    ],
    ...[
      "--b",
      "--b--",
      "\r\n",
      "\n",
      "Content-Range: bytes 0-1/5",
      "ab",
      "<?",
      "<!--",
      "-->",
      "<form",
    ],
  ).map((text) => new TextEncoder().encode(text)),
);

const method = fc.oneof(
  fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"),
  anyText,
);
const version = fc.constantFrom("1.0", "1.1", "2", "3", "");
const target = fc.oneof(fc.constantFrom("/", "*", "/a?next=//b", "http://a.example/"), anyText);
const status = fc.oneof(
  fc.constantFrom(101, 200, 201, 204, 206, 226, 302, 304, 400, 401, 404, 405, 406, 408, 412, 415),
  fc.constantFrom(416, 426, 428, 429, 431, 451, 511, 503),
  fc.integer(),
);

const plain: Arbitrary<Exchange> = fc.record(
  {
    request: fc.record(
      { method, target, headers: lines, body, httpVersion: version },
      { requiredKeys: ["method", "target", "headers"] },
    ),
    response: fc.record(
      {
        status,
        headers: lines,
        phrase: anyText,
        body,
        trailers: lines,
        interim: fc.array(fc.oneof(status, fc.record({ status, headers: lines })), {
          maxLength: 2,
        }),
        httpVersion: version,
        raw: anyText,
        closed: fc.boolean(),
        surplus: anyText,
      },
      { requiredKeys: ["status", "headers"] },
    ),
    circumstances: fc.record(
      {
        role: fc.constantFrom("origin" as const, "gateway" as const, "proxy" as const),
        clock: fc.boolean(),
        secure: fc.boolean(),
        received: fc.date(),
        existed: fc.boolean(),
        negotiatedBy: fc.array(fc.constantFrom("accept", "accept-language")),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["request", "response"] },
);

/** What anybody may have recorded: near to exchanges that are, and far from them. */
export const anyExchange: Arbitrary<Exchange> = fc
  .tuple(plain, fc.option(plain, { nil: undefined }), fc.boolean())
  .map(([own, other, isAlike]) => {
    if (other === undefined) return own;
    // A pair has the same request but for some fields, or rules that compare never begin.
    return { ...own, pair: isAlike ? { ...other, request: own.request } : other };
  });

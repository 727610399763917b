import type { Row } from "../row.ts";
import { exchange, received } from "../wire.ts";

export const limits: readonly Row[] = [
  {
    rule: "deprecation/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: true`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: Sun, 06 Nov 1994 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: 1767225600`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: @1767225600`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: @1767225600;why=old`),
    ],
  },
  {
    rule: "deprecation/sunset-order",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: @1767225600
        < Sunset: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: @1767225600
        < Sunset: Thu, 01 Jan 2026 00:00:00 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Deprecation: @1767225600`),
    ],
  },
  {
    rule: "sunset/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Sunset: 2026-11-26`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Sunset: Sunday, 06-Nov-94 08:49:37 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Sunset: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
  },
  {
    rule: "ratelimit/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit: limit=100, remaining=50, reset=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit: "default";t=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit-Policy: "default";q=100;w=0`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit: default;r=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit: "default";r=50;t=30, "day";r=0
        < RateLimit-Policy: "default";q=100;w=60, "day";q=1000;pk=:YQ==:`),
    ],
  },
  {
    rule: "ratelimit/retry-after",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 429 Too Many Requests
        < RateLimit: "a";r=5;t=90, "b";r=0;t=30
        < Retry-After: 29`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 429 Too Many Requests
        < RateLimit: "a";r=5;t=90, "b";r=0;t=30
        < Retry-After: 30`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 429 Too Many Requests
        < RateLimit: "a";r=0;t=90
        < Retry-After: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
  },
  {
    rule: "ratelimit/trailer",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { trailers: [["RateLimit", '"a";r=1']] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < RateLimit: "a";r=1`,
        { trailers: [["ETag", '"a"']] },
      ),
    ],
  },
  {
    rule: "preference-applied/known",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Prefer: wait=5
        < HTTP/1.1 200 OK
        < Preference-Applied: return=minimal`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Preference-Applied: return=minimal`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Prefer: wait=5, Return=minimal
        < HTTP/1.1 200 OK
        < Preference-Applied: return=minimal`),
    ],
  },
  {
    rule: "cookie/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a b=1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: =1; Path=/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1
        < Set-Cookie: b={"c": 1}; Path=/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a="1; Path=/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=caf\u00e9`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: __Host-a="b=c"; Secure; Path=/
        < Set-Cookie: b=
        < Set-Cookie: c=%7B%22d%22%3A1%7D:./?@[]{}~`),
    ],
  },
  {
    rule: "cookie/name-duplicate",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1
        < Set-Cookie: a=2; Path=/b`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1
        < Set-Cookie: A=2`),
    ],
  },
  {
    rule: "cookie/attribute-duplicate",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Path=/; HttpOnly; path=/b`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Path=/; HttpOnly;
        < Set-Cookie: path=1; Path=/;; Secure`),
    ],
  },
  {
    rule: "cookie/expires-format",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; expires=0`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT
        < Set-Cookie: expires=0`),
    ],
  },
  {
    rule: "cookie/prefix",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: __Secure-a=1; Path=/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: __Host-a=1; Secure; Path=/; Domain=a.example`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: __host-a=1; Secure; Path=/b`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: __Secure-a=1; secure
        < Set-Cookie: __Host-a=1; Secure; Path=/
        < Set-Cookie: a=__Host-`),
    ],
  },
  {
    rule: "hsts/over-http",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1`,
        { circumstances: { secure: false } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1`,
        { circumstances: { secure: true } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1`),
    ],
  },
  {
    rule: "hsts/max-age",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: includeSubDomains`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1; Max-Age=2`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1 day`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1, includeSubDomains`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: Max-Age="31536000" ; includeSubDomains; preload;`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: own="max-age; a"; max-age=0`),
    ],
  },
  {
    rule: "cors/credentials-true",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Credentials: True`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Credentials: false`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Credentials: true`),
    ],
  },
  {
    rule: "cors/origin-single",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example, https://b.example`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: *.a.example`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: *
        < Access-Control-Allow-Credentials: true`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example
        < Access-Control-Allow-Credentials: true`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example:8443`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: *`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: null`),
    ],
  },
  {
    rule: "cors/max-age",
    breaks: [
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Access-Control-Max-Age: -1`),
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Access-Control-Max-Age: 1h`),
    ],
    keeps: [
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Access-Control-Max-Age: 86400`),
    ],
  },
  {
    rule: "cors/preflight-only",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Methods: GET`),
    ],
    keeps: [
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Access-Control-Allow-Methods: GET
        < Access-Control-Max-Age: 5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Expose-Headers: ETag`),
    ],
  },
  {
    rule: "nosniff/value",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Content-Type-Options: sniff`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Content-Type-Options: nosniff, nosniff`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Content-Type-Options: NoSniff`),
    ],
  },
];

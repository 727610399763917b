import type { Row } from "../row.ts";
import { exchange } from "../wire.ts";

export const caching: readonly Row[] = [
  {
    rule: "date/present",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 404`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 500 Internal Server Error`),
      exchange(`
        > GET / HTTP/1.1
        > Upgrade: a
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: a`),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { circumstances: { clock: false } },
      ),
    ],
  },
  {
    rule: "date/accurate",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`,
        { circumstances: { received: new Date("1994-11-06T08:49:44Z") } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`,
        { circumstances: { received: new Date("1994-11-06T08:48:37Z") } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Age: 60`,
        { circumstances: { received: new Date("1994-11-06T08:49:37Z") } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`,
        { circumstances: { received: new Date("1994-11-06T08:49:42Z") } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Age: 60`,
        { circumstances: { received: new Date("1994-11-06T08:50:38Z") } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT`,
        { circumstances: { received: new Date(Number.NaN) } },
      ),
    ],
  },
  {
    rule: "last-modified/not-future",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Last-Modified: Sun, 06 Nov 2094 08:49:37 GMT`),
    ],
  },
  {
    rule: "last-modified/needs-date",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
  },
  {
    rule: "etag/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: abc`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: w/"abc"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a b"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag:`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: W/"a,b\xe4"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: ""`),
    ],
  },
  {
    rule: "etag/no-backslash",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a\\b"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a/b"`),
    ],
  },
  {
    rule: "etag/strong-per-coding",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        <
        < one
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < two`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: W/"a"
        <
        < one
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: W/"a"
        = <
        = < two`),
      exchange(`
        > GET /1 HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        <
        < one
        = > GET /2 HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < two`),
      exchange(`
        > GET / HTTP/1.1
        > Range: bytes=0-0
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-0/3
        < ETag: "a"
        <
        < o
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < one`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < one`),
    ],
  },
  {
    rule: "etag/stable",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        <
        < one
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "b"
        = <
        = < one`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        <
        < one
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "b"
        = <
        = < two`),
      exchange(`
        > GET / HTTP/1.1
        > Accept: text/plain
        < HTTP/1.1 200 OK
        < ETag: "a"
        <
        < one
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "b"
        = <
        = < one`),
    ],
  },
  {
    rule: "validators/get",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-store`),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 404 Not Found`),
    ],
  },
  {
    rule: "validators/put",
    breaks: [
      exchange(`
        > PUT / HTTP/1.1
        >
        > one
        < HTTP/1.1 204 No Content
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < One`),
    ],
    keeps: [
      exchange(`
        > PUT / HTTP/1.1
        >
        > one
        < HTTP/1.1 204 No Content
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < one`),
      exchange(`
        > PUT / HTTP/1.1
        >
        > one
        < HTTP/1.1 204 No Content
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "b"
        = <
        = < One`),
      exchange(`
        > PUT / HTTP/1.1
        >
        > one
        < HTTP/1.1 204 No Content
        < ETag: "a"`),
    ],
  },
  {
    rule: "age/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Age: -1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Age: 5, 6`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Age: 99999999999999999999`),
    ],
  },
  {
    rule: "age/origin",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Age: 1`,
        { circumstances: { role: "origin" } },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Age: 1`),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { circumstances: { role: "origin" } },
      ),
    ],
  },
  {
    rule: "expires/valid",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: 0`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: -1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: Thu, 01 Jan 1970 00:00:00 GMT`),
    ],
  },
  {
    rule: "expires/with-max-age",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: Thu, 01 Jan 1970 00:00:00 GMT
        < Cache-Control: Max-Age=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: Thu, 01 Jan 1970 00:00:00 GMT
        < Cache-Control: no-cache`),
    ],
  },
  {
    rule: "cc/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age = 5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: private; max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache="a`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: private="a, b", MAX-AGE=5, own="x;y"
        < Cache-Control: must-revalidate`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control:`),
    ],
  },
  {
    rule: "cc/delta-token",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age="5"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: public, S-MaxAge=-1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=1.5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5, stale-while-revalidate`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5, stale-if-error=1h`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=0, s-maxage=31536000, own="max-age=a"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5, stale-while-revalidate=60, stale-if-error=0`),
    ],
  },
  {
    rule: "cc/qualified-quoted",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache=set-cookie`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache="set-cookie, a", private`),
    ],
  },
  {
    rule: "cc/argument-not-allowed",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-store=1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: Public="a"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-store, immutable=1, private="a"`),
    ],
  },
  {
    rule: "cc/duplicate",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5
        < Cache-Control: Max-Age=6`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5, s-maxage=5, own="max-age=6"`),
    ],
  },
  {
    rule: "cc/conflict",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: public, private`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-store, max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache, max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: private, s-maxage=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-store, no-cache, max-age=0, must-revalidate`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: public, max-age=5, private="set-cookie"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: must-understand, no-store, max-age=5`),
    ],
  },
  {
    rule: "cc/request-directive",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: only-if-cached`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache`),
    ],
  },
  {
    rule: "cc/must-understand-no-store",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: must-understand, max-age=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: must-understand, no-store, max-age=5`),
    ],
  },
  {
    rule: "cc/never-stored-status",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 429 Too Many Requests
        < Cache-Control: max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 428 Precondition Required
        < Date: Thu, 01 Jan 1970 00:00:00 GMT
        < Expires: Thu, 01 Jan 1970 00:00:01 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 429 Too Many Requests
        < Cache-Control: no-store`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 404 Not Found
        < Cache-Control: max-age=5`),
    ],
  },
  {
    rule: "cc/heuristic",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 404 Not Found`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 301 Moved Permanently
        < Location: /a`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 404 Not Found
        < Cache-Control: no-cache`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 302 Found
        < Location: /a`),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "cc/method-uncacheable",
    breaks: [
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Cache-Control: max-age=5`),
    ],
    keeps: [
      exchange(`
        > DELETE / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=0`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5`),
    ],
  },
  {
    rule: "cc/post-content-location",
    breaks: [
      exchange(`
        > POST /a HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5`),
      exchange(`
        > PATCH /a HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5
        < Content-Location: /b`),
    ],
    keeps: [
      exchange(`
        > POST /a HTTP/1.1
        > Host: a.example
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5
        < Content-Location: a`),
      exchange(`
        > POST /a HTTP/1.1
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "cc/no-cache-validator",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache
        < ETag: "a"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache="set-cookie"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache, no-store`),
    ],
  },
  {
    rule: "cc/authorization",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Authorization: Bearer a
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Authorization: Bearer a
        < HTTP/1.1 200 OK
        < Cache-Control: private, max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: max-age=5`),
      exchange(`
        > GET / HTTP/1.1
        > Authorization: Bearer a
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "vary/syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept Origin`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept
        < Vary: "Origin"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept, accept, *`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary:`),
    ],
  },
  {
    rule: "vary/negotiated",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip`),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept`,
        { circumstances: { negotiatedBy: ["accept", "accept-language"] } },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip
        < Vary: Origin
        < Vary: Accept-Encoding`),
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip
        < Cache-Control: no-store`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip`),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: *`,
        { circumstances: { negotiatedBy: ["accept"] } },
      ),
    ],
  },
  {
    rule: "vary/negotiated-paired",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Language: de
        < HTTP/1.1 200 OK
        < Content-Language: de
        < Vary: Accept-Language
        = > GET / HTTP/1.1
        = > Accept-Language: en
        = < HTTP/1.1 200 OK
        = < Content-Language: en`),
      exchange(`
        > GET / HTTP/1.1
        > Accept: text/html
        < HTTP/1.1 200 OK
        < Content-Type: text/html
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < Content-Type: application/json`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Language: de
        < HTTP/1.1 200 OK
        < Content-Language: de
        < Vary: Accept-Language
        = > GET / HTTP/1.1
        = > Accept-Language: en
        = < HTTP/1.1 200 OK
        = < Content-Language: en
        = < Vary: accept-language`),
      exchange(`
        > GET / HTTP/1.1
        > Accept: text/html
        > Cookie: a=1
        < HTTP/1.1 200 OK
        < Content-Type: text/html
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < Content-Type: application/json`),
    ],
  },
  {
    rule: "vary/prefer",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Prefer: return=minimal
        < HTTP/1.1 200 OK
        < Preference-Applied: return=minimal`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Prefer: return=minimal
        < HTTP/1.1 200 OK
        < Preference-Applied: return=minimal
        < Vary: prefer`),
      exchange(`
        > POST / HTTP/1.1
        > Prefer: return=minimal
        < HTTP/1.1 201 Created
        < Preference-Applied: return=minimal`),
      exchange(`
        > GET / HTTP/1.1
        > Prefer: wait=5
        < HTTP/1.1 200 OK
        < Preference-Applied: wait=5`),
    ],
  },
  {
    rule: "vary/dictionary",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: dcb
        < HTTP/1.1 200 OK
        < Content-Encoding: dcb
        < Vary: Accept-Encoding`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: dcb
        < HTTP/1.1 200 OK
        < Content-Encoding: dcb
        < Vary: Accept-Encoding, Available-Dictionary`),
      exchange(`
        > GET / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip
        < Vary: Accept-Encoding`),
    ],
  },
  {
    rule: "vary/origin",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Origin: https://a.example
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Origin: https://a.example
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: https://a.example
        < Vary: Origin`),
      exchange(`
        > GET / HTTP/1.1
        > Origin: https://a.example
        < HTTP/1.1 200 OK
        < Access-Control-Allow-Origin: *`),
    ],
  },
  {
    rule: "vary/unneeded",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept, Authorization`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Cookie`),
    ],
  },
  {
    rule: "304/requires-condition",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 304 Not Modified`),
      exchange(`
        > GET / HTTP/1.1
        > If-Modified-Since: yesterday
        < HTTP/1.1 304 Not Modified`),
      exchange(`
        > GET / HTTP/1.1
        > If-Match: "a"
        < HTTP/1.1 304 Not Modified`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        > If-Modified-Since: yesterday
        < HTTP/1.1 304 Not Modified`),
      exchange(`
        > GET / HTTP/1.1
        > If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT
        < HTTP/1.1 304 Not Modified`),
    ],
  },
  {
    rule: "304/method",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified`),
    ],
    keeps: [
      exchange(`
        > HEAD / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified`),
      exchange(`
        > QUERY / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified`),
    ],
  },
  {
    rule: "304/required-fields",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = < Vary: Accept`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Vary: Accept
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = < Vary: Accept
        = < Content-Type: text/plain`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        > Accept: text/html
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < Vary: Accept`),
    ],
  },
  {
    rule: "304/no-representation-metadata",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Content-Type: text/plain`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT
        < HTTP/1.1 304 Not Modified
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT
        < Cache-Control: no-cache`),
    ],
  },
  {
    rule: "304/etag-matches",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a", "b"
        < HTTP/1.1 304 Not Modified
        < ETag: "c"`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a,b"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "b", W/"a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: *
        < HTTP/1.1 304 Not Modified
        < ETag: "a"`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: a
        < HTTP/1.1 304 Not Modified
        < ETag: "a"`),
    ],
  },
];

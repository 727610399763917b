import type { Row } from "../row.ts";
import { exchange, received } from "../wire.ts";

export const fields: readonly Row[] = [
  {
    rule: "field/name-token",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X Trace: a`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["", "a"]] },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Lin\u212a: </a>; rel=preload
        <
        < HTTP/1.1 200 OK`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { trailers: [["a/b", "c"]] },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X_!#$%&'*+-.^|~1: a`),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { headers: [[":status", "200"]] },
      ),
    ],
  },
  {
    rule: "field/value-no-crlf-nul",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a\rb`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["X-A", "a\r\nSet-Cookie: b=c"]] },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a\0b`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a	b`),
    ],
  },
  {
    rule: "field/value-no-ctl",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a\x7fb`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: \x1b[31m`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a	b`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-A: a\x80b`),
    ],
  },
  {
    rule: "field/value-trimmed",
    breaks: [
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { headers: [["x-a", "b "]] },
      ),
      received(
        `
        > GET / HTTP/3
        < HTTP/3 200`,
        { headers: [["x-a", "\tb"]] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["X-A", " b "]] },
      ),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        {
          headers: [
            ["x-a", ""],
            ["x-b", "a b"],
          ],
        },
      ),
    ],
  },
  {
    rule: "field/non-ascii",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Name: Zo\xeb`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Name: \u4e2d`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Name: Zo%C3%AB`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Name: a\x01`),
    ],
  },
  {
    rule: "field/obs-fold",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\r\n b\r\n\r\n" },
      ),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\r\n\tb\r\n\r\n" },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\r\nX-B:  b\r\n\r\n" },
      ),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\n X-A: a\r\n\r\n" },
      ),
    ],
  },
  {
    rule: "field/bare-cr",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\rX-B: b\r\n\r\n" },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\r\n\r\n" },
      ),
    ],
  },
  {
    rule: "field/no-space-before-colon",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A : a\r\n\r\n" },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a :b\r\n\r\n" },
      ),
    ],
  },
  {
    rule: "field/no-space-after-startline",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\n X-A: a\r\n\r\n" },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { raw: "HTTP/1.1 200 OK\r\nX-A: a\r\n b\r\n\r\n" },
      ),
    ],
  },
  {
    rule: "field/h2-lowercase",
    breaks: [
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        < Content-Type: text/plain`),
      received(
        `
        > GET / HTTP/3
        < HTTP/3 200`,
        { trailers: [["ETag", "a"]] },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        < content-type: text/plain`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: text/plain`),
    ],
  },
  {
    rule: "field/h2-no-colon",
    breaks: [
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { headers: [["x:a", "b"]] },
      ),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { headers: [[":path", "/"]] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { headers: [[":status", "200"]] },
      ),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["x:a", "b"]] },
      ),
    ],
  },
  {
    rule: "field/h2-connection-specific",
    breaks: [
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        < connection: keep-alive`),
      exchange(`
        > GET / HTTP/3
        < HTTP/3 426
        < upgrade: websocket`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: keep-alive
        < Keep-Alive: timeout=5`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200`),
    ],
  },
  {
    rule: "field/singleton-duplicate",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        < etag: "b"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Strict-Transport-Security: max-age=1
        < Strict-Transport-Security: max-age=1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        < Vary: Accept
        < Vary: Origin
        < Set-Cookie: a=1
        < Set-Cookie: b=1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Location: /a,/b`),
    ],
  },
  {
    rule: "field/set-cookie-not-combined",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; HttpOnly, b=2`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Path=/, b=2; Path=/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT, b=2`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Path=/
        < Set-Cookie: b=2; HttpOnly; SameSite=Lax`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1,b=2,c=3; Path=/a,b=1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Set-Cookie: a=1; Path=/, b=2`),
    ],
  },
  {
    rule: "field/empty-list-member",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 405 Method Not Allowed
        < Allow: GET,, HEAD`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Vary: Accept, `),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: , max-age=1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Link: </a,,b>; rel=a, , </c>; rel=c`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 405 Method Not Allowed
        < Allow:`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: private="a,,b", ext="\\",,"
        < Link: </a,,b>; title=",,"; rel=a
        < WWW-Authenticate: Basic realm=", ,"
        < X-List: a,,b`),
    ],
  },
  {
    rule: "field/list-of-tokens",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: keep alive`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Encoding: gzip/br`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked, "gzip"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Access-Control-Expose-Headers: ETag Link`),
      exchange(`
        > PUT / HTTP/1.1
        < HTTP/1.1 415 Unsupported Media Type
        < Accept-Encoding: gzip, b r;q=0.5`),
    ],
    keeps: [
      exchange(`
        > OPTIONS / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Access-Control-Allow-Headers: *
        < Access-Control-Allow-Methods: GET, PROPFIND,
        < Connection: close`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: a ; b="c, d", chunked
        < Accept-Encoding: gzip;q=0.5, *, identity ;q=0
        < Trailer:`),
    ],
  },
  {
    rule: "field/no-bws",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 401 Unauthorized
        < WWW-Authenticate: Basic realm ="a"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 401 Unauthorized
        < WWW-Authenticate: Digest realm="a", nonce= "b"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Link: </a>; rel = next`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 401 Unauthorized
        < WWW-Authenticate: Basic realm="a = b", Bearer error="c"
        < WWW-Authenticate: Negotiate YII= , Digest realm="x"
        < Link: </a?b = c>; title="d = e"; rel=next`),
    ],
  },
  {
    rule: "field/param-no-space-equals",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: text/html; charset = utf-8`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 415 Unsupported Media Type
        < Accept: text/html;level= 1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: text/html ; charset=utf-8; a="b = c"`),
    ],
  },
  {
    rule: "field/param-duplicate",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: text/html; charset=utf-8; Charset=latin1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Type: text/html; charset=utf-8; level="1;charset=a"; ;`),
    ],
  },
  {
    rule: "field/quoted-pair-minimal",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Disposition: attachment; filename="a\\b.txt"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 401 Unauthorized
        < WWW-Authenticate: Basic realm="a", Bearer realm="\\x"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Disposition: attachment; filename="a\\"b\\\\c.txt"
        < ETag: "a\\b"`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Link: <a\\b>; rel=c`),
    ],
  },
  {
    rule: "field/connection-lists-hop-fields",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 426 Upgrade Required
        < Upgrade: websocket`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: close
        < Keep-Alive: timeout=5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 426 Upgrade Required
        < Connection: Keep-Alive
        < Connection: Upgrade
        < Upgrade: websocket
        < Keep-Alive: timeout=5
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "field/connection-no-end-to-end",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: close, Set-Cookie`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: cache-control`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: keep-alive, X-Own`),
    ],
  },
  {
    rule: "field/request-only",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Authorization: Bearer a`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Host: a.example`),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 415 Unsupported Media Type
        < Accept: text/csv
        < Accept-Encoding: gzip
        < Via: 1.1 a`),
    ],
  },
  {
    rule: "field/obsolete",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Pragma: no-cache`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Warning: 110 - "stale"`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Control: no-cache`),
    ],
  },
  {
    rule: "field/proxy-status-origin",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Proxy-Status: a; error=dns_error`,
        { circumstances: { role: "origin" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Proxy-Status: a; error=dns_error`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Proxy-Status: a; error=dns_error`),
    ],
  },
  {
    rule: "field/via-proxy",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { circumstances: { role: "proxy" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Via: 1.1 a`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 502 Bad Gateway`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(
        `
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 OK`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { circumstances: { role: "gateway" } },
      ),
    ],
  },
  {
    rule: "field/date-format",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sunday, 06-Nov-94 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Expires: Sun Nov  6 08:49:37 1994`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Last-Modified: 1994-11-06T08:49:37Z`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 503 Service Unavailable
        < Retry-After: Sunday, 06-Nov-94 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: sun, 06 nov 1994 08:49:37 gmt`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 503 Service Unavailable
        < Date: Sun, 06 Nov 1994 08:49:37 GMT
        < Retry-After: 5
        < Expires: 0`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Mon, 06 Nov 1994 08:49:37 GMT`),
    ],
  },
  {
    rule: "field/date-weekday",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Last-Modified: Mon, 06 Nov 1994 08:49:37 GMT`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Sunset: Sun, 31 Apr 2026 08:49:37 GMT`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT
        < Expires: 0`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Date: Sat, 31 Dec 2016 23:59:60 GMT`),
    ],
  },
  {
    rule: "field/structured-parse",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Priority: u=1,`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Repr-Digest: SHA-256=:uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=:`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Cache-Status: "a`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Digest: sha-256=:a b c:`),
      exchange(`
        > PUT / HTTP/1.1
        < HTTP/1.1 204 No Content
        < Want-Repr-Digest: SHA-256;q=1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Priority: u=1, i
        < Cache-Status: a; hit
        < Cache-Status: "b"; fwd=miss
        < Repr-Digest: sha-256=:uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=:
        < Want-Content-Digest: sha-512=3, sha-256=10, unixsum=0
        < Origin-Agent-Cluster: ?1`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Priority: u=1, since=@1659578233, i
        < Cache-Status: a;at=@1659578233;hit, b`),
    ],
  },
  {
    rule: "field/server-syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: (own)`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own/`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own (a(b)`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own, other`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own/2 (a (b) \\) c)  other`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own`),
    ],
  },
  {
    rule: "field/server-verbose",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: Apache/2.4.57 (Debian)`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: nginx/1.22.1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: nginx`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Server: own/2`),
    ],
  },
  {
    rule: "field/unnecessary",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Powered-By: Express`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < X-Request-Id: 7`),
    ],
  },
  {
    rule: "field/size",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["X-A", "a".repeat(9000)]] },
      ),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: Array.from({ length: 5 }, () => ["X-A", "a".repeat(8000)] as const) },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { headers: [["X-A", "a".repeat(8000)]] },
      ),
    ],
  },
  {
    rule: "trailer/allowed",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`,
        { trailers: [["Content-Type", "text/plain"]] },
      ),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { trailers: [["set-cookie", "a=1"]] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`,
        {
          trailers: [
            ["ETag", '"a"'],
            ["Server-Timing", "a"],
            ["grpc-status", "0"],
          ],
        },
      ),
    ],
  },
  {
    rule: "trailer/announced",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Trailer: Server-Timing`,
        { trailers: [["ETag", '"a"']] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Trailer: Server-Timing, etag`,
        { trailers: [["ETag", '"a"']] },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "trailer/accepted",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK`,
        { trailers: [["ETag", '"a"']] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        > TE: Trailers
        < HTTP/1.1 200 OK`,
        { trailers: [["ETag", '"a"']] },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`),
    ],
  },
];

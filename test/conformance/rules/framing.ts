import type { Row } from "../row.ts";
import { exchange, received } from "../wire.ts";

export const framing: readonly Row[] = [
  {
    rule: "framing/content-length-syntax",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: +5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5, 5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 0x5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length:`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 005`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 99999999999999999999999`),
    ],
  },
  {
    rule: "framing/content-length-single",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5
        < content-length: 5`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5`),
    ],
  },
  {
    rule: "framing/content-length-correct",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5
        <
        < four`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 3
        <
        < four`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 404 Not Found
        < Content-Length: 1
        <`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 4
        <
        < four`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 2
        <
        < é`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 5
        <`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < Content-Length: 5
        <`),
    ],
  },
  {
    rule: "framing/content-length-with-te",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 4
        < Transfer-Encoding: chunked
        <
        < four`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked
        <
        < four`),
    ],
  },
  {
    rule: "framing/content-length-1xx",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a.css>; rel=preload
        < Content-Length: 0
        <
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/1.1
        > Upgrade: websocket
        < HTTP/1.1 101 Switching Protocols
        < Content-Length: 0`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a.css>; rel=preload
        <
        < HTTP/1.1 200 OK
        < Content-Length: 0`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 0`,
        { interim: [103] },
      ),
    ],
  },
  {
    rule: "framing/content-length-204",
    breaks: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        < Content-Length: 0`),
      exchange(`
        > HEAD /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        < content-length: 5`),
    ],
    keeps: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content`),
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Content-Length: 0`),
    ],
  },
  {
    rule: "framing/content-length-connect",
    breaks: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 Connection Established
        < Content-Length: 0`),
    ],
    keeps: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 Connection Established`),
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 405 Method Not Allowed
        < Allow: GET
        < Content-Length: 0`),
    ],
  },
  {
    rule: "framing/content-length-missing",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Range: bytes=0-3
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-3/10
        <
        < four`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        <
        < four
        = > HEAD / HTTP/2
        = < HTTP/2 200
        = < content-length: 4`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Range: bytes=0-3
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-3/10
        < Content-Length: 4
        <
        < four`),
      exchange(`
        > GET / HTTP/1.1
        > Range: bytes=0-3
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-3/10
        < Transfer-Encoding: chunked
        <
        < four`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        <
        < four`),
      exchange(`
        > GET / HTTP/2
        > Accept-Encoding: gzip
        < HTTP/2 200
        < content-encoding: gzip
        = > HEAD / HTTP/2
        = < HTTP/2 200
        = < content-length: 4`),
    ],
  },
  {
    rule: "framing/te-1xx",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a.css>; rel=preload
        < Transfer-Encoding: chunked
        <
        < HTTP/1.1 200 OK`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a.css>; rel=preload
        <
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "framing/te-204",
    breaks: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        < Transfer-Encoding: chunked`),
    ],
    keeps: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "framing/te-connect",
    breaks: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 204 No Content
        < Transfer-Encoding: chunked`),
    ],
    keeps: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 501 Not Implemented
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "framing/te-http10",
    breaks: [
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "framing/te-h2-h3",
    breaks: [
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200
        < transfer-encoding: chunked`),
      exchange(`
        > GET / HTTP/3
        < HTTP/3 200
        < transfer-encoding: chunked`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200`),
    ],
  },
  {
    rule: "framing/chunked-once",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked, Chunked`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked
        < Transfer-Encoding: chunked`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, chunked`),
    ],
  },
  {
    rule: "framing/chunked-last",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked, gzip`,
        { closed: false },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, Chunked`,
        { closed: false },
      ),
      received(
        `
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip`,
        { closed: true },
      ),
      exchange(`
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip`),
      received(
        `
        > HEAD / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip`,
        { closed: false },
      ),
    ],
  },
  {
    rule: "framing/te-unrequested",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, chunked`),
      exchange(`
        > GET / HTTP/1.1
        > TE: trailers, gzip;q=0
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, chunked`),
      exchange(`
        > GET / HTTP/1.1
        > TE: gzip ; q=0.000
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, chunked`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > TE: trailers, GZIP;q=0.5
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip, chunked`),
      exchange(`
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: x-gzip, chunked`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "framing/chunked-params",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked;size=10`),
      exchange(`
        > GET / HTTP/1.1
        > TE: gzip
        < HTTP/1.1 200 OK
        < Transfer-Encoding: gzip ; level=9, chunked`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > TE: x-own
        < HTTP/1.1 200 OK
        < Transfer-Encoding: x-own;a="b,c;d", chunked`),
    ],
  },
  {
    rule: "framing/te-identity",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: Identity`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`),
    ],
  },
  {
    rule: "framing/close-delimited",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: close
        <
        < four`,
        { closed: true },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Connection: close
        < Content-Length: 4
        <
        < four`,
        { closed: true },
      ),
      received(
        `
        > GET / HTTP/1.0
        < HTTP/1.1 200 OK
        <
        < four`,
        { closed: true },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        <
        < four`),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200
        <
        < four`,
        { closed: true },
      ),
    ],
  },
  {
    rule: "framing/head-no-content",
    breaks: [
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        <
        < content`),
      received(
        `
        > HEAD / HTTP/1.1
        < HTTP/1.1 404 Not Found
        < Content-Length: 7`,
        { surplus: "content" },
      ),
    ],
    keeps: [
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 7
        <`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 7`),
      exchange(`
        > head / HTTP/1.1
        < HTTP/1.1 501 Not Implemented
        <
        < content`),
    ],
  },
  {
    rule: "framing/1xx-no-content",
    breaks: [
      {
        request: { method: "GET", target: "/", headers: [] },
        response: { status: 103, headers: [], body: new Uint8Array(1) },
      },
    ],
    keeps: [
      {
        request: { method: "GET", target: "/", headers: [] },
        response: { status: 103, headers: [], body: new Uint8Array() },
      },
      {
        request: { method: "GET", target: "/", headers: [["Upgrade", "a"]] },
        response: { status: 101, headers: [], body: new Uint8Array(1) },
      },
    ],
  },
  {
    rule: "framing/204-no-content",
    breaks: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        <
        < gone`),
      received(
        `
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content`,
        { surplus: "0\r\n\r\n" },
      ),
    ],
    keeps: [
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content
        <`),
      exchange(`
        > DELETE /7 HTTP/1.1
        < HTTP/1.1 204 No Content`),
    ],
  },
  {
    rule: "framing/205-no-content",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Content-Length: 1
        <
        < x`),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Content-Length: 1`),
      exchange(`
        > POST / HTTP/2
        < HTTP/2 205
        < content-length: 1`),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Transfer-Encoding: chunked`),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Content-Length: 0
        <`),
    ],
  },
  {
    rule: "framing/205-framed-empty",
    breaks: [
      received(
        `
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content`,
        { closed: false },
      ),
    ],
    keeps: [
      received(
        `
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Content-Length: 0`,
        { closed: false },
      ),
      received(
        `
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Transfer-Encoding: chunked`,
        { closed: false },
      ),
      received(
        `
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content
        < Connection: close`,
        { closed: true },
      ),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 205 Reset Content`),
      received(
        `
        > POST / HTTP/2
        < HTTP/2 205`,
        { closed: false },
      ),
    ],
  },
  {
    rule: "framing/304-no-content",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        <
        < content`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Content-Length: 7
        <`),
    ],
  },
  {
    rule: "framing/connect-no-content",
    breaks: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 OK
        <
        < hello`),
    ],
    keeps: [
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 OK
        <`),
      received(
        `
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 200 OK`,
        { surplus: "220 mail.example ESMTP\r\n" },
      ),
      exchange(`
        > CONNECT a.example:443 HTTP/1.1
        < HTTP/1.1 403 Forbidden
        <
        < no`),
    ],
  },
  {
    rule: "framing/no-trailers-on-bodyless",
    breaks: [
      received(
        `
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`,
        { trailers: [["ETag", '"a"']] },
      ),
      received(
        `
        > DELETE / HTTP/2
        < HTTP/2 204`,
        { trailers: [["server-timing", "db;dur=1"]] },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Transfer-Encoding: chunked`,
        { trailers: [["ETag", '"a"']] },
      ),
      received(
        `
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Trailer: ETag`,
        { trailers: [] },
      ),
    ],
  },
  {
    rule: "framing/head-content-length",
    breaks: [
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 0
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = <
        = < content`),
    ],
    keeps: [
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 7
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < Content-Length: 7
        = <
        = < content`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = <
        = < content`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < ETag: "a"
        < Content-Length: 9
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "b"
        = <
        = < content`),
      exchange(`
        > HEAD / HTTP/1.1
        > Accept-Encoding: gzip
        < HTTP/1.1 200 OK
        < Content-Length: 5
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = <
        = < content`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 500 Internal Server Error
        < Content-Length: 0
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = <
        = < content`),
    ],
  },
  {
    rule: "framing/304-content-length",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Content-Length: 0
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < content`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        < Content-Length: 7
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < content`),
      exchange(`
        > GET / HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 304 Not Modified
        < ETag: "a"
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < content`),
    ],
  },
];

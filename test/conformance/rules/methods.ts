import { knowing, type Row, row } from "../row.ts";

export const methods: readonly Row[] = [
  row("method/405-allow", {
    breaks: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed`,
    ],
    keeps: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow:`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 404 Not Found`,
    ],
  }),
  row("method/405-allow-contradiction", {
    breaks: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, PUT`,
    ],
    keeps: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD`,
      // Methods are case-sensitive.
      `
      > put / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: PUT`,
    ],
  }),
  row("method/allow-syntax", {
    breaks: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: GET HEAD`,
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: "GET"`,
    ],
    keeps: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: GET
      < Allow: HEAD,, X-FOO`,
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow:`,
    ],
  }),
  row("method/allow-head", {
    breaks: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: POST, GET`,
    ],
    keeps: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: GET, HEAD`,
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 200 OK
      < Allow: POST`,
    ],
  }),
  row("method/501-unknown", {
    breaks: [
      `
      > FOO / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD`,
      `
      > get / HTTP/1.1
      < HTTP/1.1 400 Bad Request`,
      `
      > FOO / HTTP/1.1
      < HTTP/1.1 404 Not Found`,
    ],
    keeps: [
      `
      > FOO / HTTP/1.1
      < HTTP/1.1 501 Not Implemented`,
      // Who answers 200 knows it.
      `
      > FOO / HTTP/1.1
      < HTTP/1.1 200 OK`,
      `
      > PROPFIND / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD`,
    ],
  }),
  row("method/405-known", {
    breaks: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 404 Not Found
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK`,
    ],
    keeps: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 404 Not Found`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 404 Not Found
      = > GET / HTTP/1.1
      = < HTTP/1.1 404 Not Found`,
      // 9.1: what is not implemented at all is a 501.
      `
      > PATCH / HTTP/1.1
      < HTTP/1.1 501 Not Implemented
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK`,
    ],
  }),
  row("method/options-allow", {
    breaks: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 204 No Content`,
    ],
    keeps: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 204 No Content
      < Allow: GET, HEAD`,
      `
      > OPTIONS * HTTP/1.1
      < HTTP/1.1 204 No Content`,
      `
      > OPTIONS / HTTP/1.1
      > Origin: https://b.example
      > Access-Control-Request-Method: PUT
      < HTTP/1.1 204 No Content
      < Access-Control-Allow-Methods: PUT`,
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 404 Not Found`,
    ],
  }),
  row("method/head-parity", {
    breaks: [
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 200 OK
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 404 Not Found
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK`,
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 200 OK
      < X-Other: 1
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK`,
    ],
    keeps: [
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 200 OK
      < ETag: "a"
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK
      = < Transfer-Encoding: chunked
      = < Vary: Accept
      = < etag: "a"`,
      // Whether to code it may be decided while it is made.
      `
      > HEAD / HTTP/1.1
      > Accept-Encoding: gzip
      < HTTP/1.1 200 OK
      = > GET / HTTP/1.1
      = > Accept-Encoding: gzip
      = < HTTP/1.1 200 OK
      = < Content-Encoding: gzip`,
      // Another request may get another response.
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 401 Unauthorized
      < WWW-Authenticate: Bearer
      = > GET / HTTP/1.1
      = > Authorization: Bearer abc
      = < HTTP/1.1 200 OK`,
      `
      > HEAD / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 200 OK
      = > GET / HTTP/1.1
      = > Range: bytes=0-1
      = < HTTP/1.1 206 Partial Content
      = < Content-Range: bytes 0-1/5`,
    ],
  }),
  row("method/201-safe", {
    breaks: [
      `
      > GET /new HTTP/1.1
      < HTTP/1.1 201 Created`,
      `
      > QUERY /new HTTP/1.1
      > Content-Type: application/sql
      < HTTP/1.1 201 Created`,
    ],
    keeps: [
      `
      > POST /new HTTP/1.1
      < HTTP/1.1 201 Created`,
    ],
  }),
  row("method/put-created", {
    breaks: [
      knowing(
        `
        > PUT /a HTTP/1.1
        < HTTP/1.1 204 No Content`,
        { existed: false },
      ),
    ],
    keeps: [
      knowing(
        `
        > PUT /a HTTP/1.1
        < HTTP/1.1 201 Created`,
        { existed: false },
      ),
      knowing(
        `
        > PUT /a HTTP/1.1
        < HTTP/1.1 202 Accepted`,
        { existed: false },
      ),
      `
      > PUT /a HTTP/1.1
      < HTTP/1.1 204 No Content`,
    ],
  }),
  row("method/put-replaced", {
    breaks: [
      knowing(
        `
        > PUT /a HTTP/1.1
        < HTTP/1.1 201 Created`,
        { existed: true },
      ),
    ],
    keeps: [
      knowing(
        `
        > PUT /a HTTP/1.1
        < HTTP/1.1 200 OK`,
        { existed: true },
      ),
      `
      > PUT /a HTTP/1.1
      < HTTP/1.1 201 Created`,
    ],
  }),
  row("method/delete-status", {
    breaks: [
      `
      > DELETE /a HTTP/1.1
      < HTTP/1.1 201 Created`,
      `
      > DELETE /a HTTP/1.1
      < HTTP/1.1 205 Reset Content`,
    ],
    keeps: [
      `
      > DELETE /a HTTP/1.1
      < HTTP/1.1 204 No Content`,
      `
      > DELETE /a HTTP/1.1
      < HTTP/1.1 207 Multi-Status`,
      `
      > DELETE /a HTTP/1.1
      < HTTP/1.1 409 Conflict`,
    ],
  }),
  row("method/post-created-location", {
    breaks: [
      `
      > POST /a HTTP/1.1
      < HTTP/1.1 201 Created`,
    ],
    keeps: [
      `
      > POST /a HTTP/1.1
      < HTTP/1.1 201 Created
      < Location: /a/7`,
      // Of a PUT it is the target.
      `
      > PUT /a/7 HTTP/1.1
      < HTTP/1.1 201 Created`,
    ],
  }),
  row("method/trace-sensitive", {
    breaks: [
      `
      > TRACE / HTTP/1.1
      > Cookie: id=1234
      < HTTP/1.1 200 OK
      < Content-Type: message/http
      <
      < TRACE / HTTP/1.1
      < Cookie: id=1234`,
    ],
    keeps: [
      `
      > TRACE / HTTP/1.1
      > Cookie: id=1234
      < HTTP/1.1 200 OK
      < Content-Type: message/http
      <
      < TRACE / HTTP/1.1`,
      `
      > TRACE / HTTP/1.1
      > Cookie: id=1234
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD`,
      `
      > TRACE / HTTP/1.1
      > Cookie: id=1234
      < HTTP/1.1 200 OK`,
    ],
  }),
  row("method/query-content-type", {
    breaks: [
      `
      > QUERY / HTTP/1.1
      < HTTP/1.1 200 OK`,
    ],
    keeps: [
      `
      > QUERY / HTTP/1.1
      < HTTP/1.1 400 Bad Request`,
      `
      > QUERY / HTTP/1.1
      > Content-Type: application/sql
      < HTTP/1.1 200 OK`,
      `
      > QUERY / HTTP/1.1
      < HTTP/1.1 308 Permanent Redirect
      < Location: /b`,
    ],
  }),
];

import type { Row } from "../row.ts";
import { exchange, received } from "../wire.ts";

export const statusLine: readonly Row[] = [
  {
    rule: "status/range",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 600 Own`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 99 Low`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200.5 Half`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 NaN`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 599 Own`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "status/registered",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 499 Client Closed Request`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 199 Own
        <
        < HTTP/1.1 200 OK`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 451 Unavailable For Legal Reasons`),
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 104 Upload Resumption Supported
        <
        < HTTP/1.1 201 Created`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 600 Own`),
    ],
  },
  {
    rule: "status/reserved",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 418 I'm a teapot`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 306 Switch Proxy`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 400 Bad Request`),
    ],
  },
  {
    rule: "status/deprecated-305",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 305 Use Proxy`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 307 Temporary Redirect`),
    ],
  },
  {
    rule: "status/reserved-402",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 402 Payment Required`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 403 Forbidden`),
    ],
  },
  {
    rule: "status/obsolete-510",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 510 Not Extended`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 501 Not Implemented`),
    ],
  },
  {
    rule: "status/deprecated-102",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 102 Processing
        <
        < HTTP/1.1 200 OK`),
      received(
        `
        > POST / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { interim: [102] },
      ),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 202 Accepted`),
    ],
  },
  {
    rule: "status/208-toplevel",
    breaks: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 208 Already Reported`),
    ],
    keeps: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status`),
    ],
  },
  {
    rule: "status/207-xml",
    breaks: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Content-Type: application/json`),
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status`),
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Content-Type: text/xml; charset=utf-8
        <
        < <?xml version="1.0"?><!-- <multistatus> --><a/>`),
    ],
    keeps: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Content-Type: Application/XML
        <
        < <?xml version="1.0"?><!-- > --><D:multistatus xmlns:D="DAV:"/>`),
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Content-Type: application/xml;charset="utf-8"`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Content-Type: application/xml
        <`),
    ],
  },
  {
    rule: "status/207-location",
    breaks: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status
        < Location: /a`),
    ],
    keeps: [
      exchange(`
        > PROPFIND / HTTP/1.1
        < HTTP/1.1 207 Multi-Status`),
    ],
  },
  {
    rule: "status/origin-203",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 203 Non-Authoritative Information`,
        { circumstances: { role: "origin" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 203 Non-Authoritative Information`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 203 Non-Authoritative Information`),
    ],
  },
  {
    rule: "status/origin-407",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 407 Proxy Authentication Required`,
        { circumstances: { role: "origin" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 407 Proxy Authentication Required`,
        { circumstances: { role: "proxy" } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 407 Proxy Authentication Required`),
    ],
  },
  {
    rule: "status/origin-511",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 511 Network Authentication Required`,
        { circumstances: { role: "origin" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 511 Network Authentication Required`,
        { circumstances: { role: "gateway" } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 511 Network Authentication Required`),
    ],
  },
  {
    rule: "status/proxy-421",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 421 Misdirected Request`,
        { circumstances: { role: "proxy" } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 421 Misdirected Request`,
        { circumstances: { role: "origin" } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 421 Misdirected Request`),
    ],
  },
  {
    rule: "status/425-early-data",
    breaks: [
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 425 Too Early`,
        { circumstances: { secure: false } },
      ),
    ],
    keeps: [
      exchange(
        `
        > GET / HTTP/1.1
        > Early-Data: 1
        < HTTP/1.1 425 Too Early`,
        { circumstances: { secure: false } },
      ),
      exchange(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 425 Too Early`,
        { circumstances: { secure: true } },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 425 Too Early`),
    ],
  },
  {
    rule: "status/early-data-in-response",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        > Early-Data: 1
        < HTTP/1.1 200 OK
        < Early-Data: 1`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Early-Data: 1
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "status/phrase-chars",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 O\x01K`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 \u4e2d`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200`,
        { raw: "HTTP/1.1 200 O\x7fK\r\n\r\n" },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 Tr\xe8s	bien`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200`,
        { raw: "HTTP/1.1 200 OK\r\n\r\n" },
      ),
    ],
  },
  {
    rule: "status/phrase-standard",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 413 Payload Too Large`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200 Fine`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 413 Content Too Large`),
      exchange(`
        > GET / HTTP/2
        < HTTP/2 200`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 499 Own`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 418 I'm a Teapot`),
    ],
  },
  {
    rule: "status/phrase-space",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200`,
        { raw: "HTTP/1.1 200\r\nDate: x\r\n\r\n" },
      ),
    ],
    keeps: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200`,
        { raw: "HTTP/1.1 200 \r\nDate: x\r\n\r\n" },
      ),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 200`),
    ],
  },
  {
    rule: "interim/http10",
    breaks: [
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 103 Early Hints
        < Link: </a>; rel=preload
        <
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: a`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a>; rel=preload
        <
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "interim/101-http2",
    breaks: [
      exchange(`
        > GET / HTTP/2
        < HTTP/2 101`),
      received(
        `
        > GET / HTTP/3
        < HTTP/3 200`,
        { interim: [101] },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        > Upgrade: a
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: a`),
      received(
        `
        > GET / HTTP/2
        < HTTP/2 200`,
        { interim: [103] },
      ),
    ],
  },
  {
    rule: "interim/100-unrequested",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 100 Continue
        <
        < HTTP/1.1 200 OK`),
      received(
        `
        > POST / HTTP/1.1
        > Expect: 200-ok
        < HTTP/1.1 200 OK`,
        { interim: [100] },
      ),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        > Expect: 100-Continue
        < HTTP/1.1 100 Continue
        <
        < HTTP/1.1 200 OK`),
    ],
  },
  {
    rule: "interim/100-before-101",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        > Upgrade: websocket
        > Expect: 100-continue
        > Content-Length: 5
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`),
      exchange(`
        > POST / HTTP/1.1
        > Upgrade: websocket
        > Expect: 100-continue
        > Transfer-Encoding: chunked
        < HTTP/1.1 103 Early Hints
        < Link: </a>; rel=preload
        <
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        > Upgrade: websocket
        > Expect: 100-continue
        > Content-Length: 5
        < HTTP/1.1 100 Continue
        <
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`),
      received(
        `
        > POST / HTTP/1.1
        > Upgrade: websocket
        > Expect: 100-continue
        > Content-Length: 5
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`,
        { interim: undefined },
      ),
      exchange(`
        > GET / HTTP/1.1
        > Upgrade: websocket
        > Expect: 100-continue
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`),
      exchange(`
        > POST / HTTP/1.0
        > Upgrade: websocket
        > Expect: 100-continue
        > Content-Length: 5
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: websocket`),
    ],
  },
  {
    rule: "interim/single-final",
    breaks: [
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK
        < Content-Length: 0`,
        { surplus: "HTTP/1.1 500 Internal Server Error\r\n\r\n" },
      ),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { interim: [500] },
      ),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a>; rel=preload
        <
        < HTTP/1.1 200 OK`),
      received(
        `
        > GET / HTTP/1.1
        > Upgrade: h2c
        < HTTP/1.1 101 Switching Protocols
        < Upgrade: h2c`,
        { surplus: "HTTP/1.1 200 OK\r\n\r\n" },
      ),
      received(
        `
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { surplus: "content" },
      ),
    ],
  },
  {
    rule: "interim/417-reason",
    breaks: [
      exchange(`
        > POST / HTTP/1.1
        < HTTP/1.1 417 Expectation Failed`),
      exchange(`
        > POST / HTTP/1.1
        > Expect: 100-continue
        < HTTP/1.1 417 Expectation Failed`),
    ],
    keeps: [
      exchange(`
        > POST / HTTP/1.1
        > Expect: 200-ok
        < HTTP/1.1 417 Expectation Failed`),
      exchange(`
        > POST / HTTP/1.1
        > Expect: a="b"
        < HTTP/1.1 417 Expectation Failed`),
      exchange(`
        > POST / HTTP/1.1
        > Expect: 100-continue, own
        < HTTP/1.1 417 Expectation Failed`),
    ],
  },
  {
    rule: "interim/early-hints-link",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        <
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < Link: </a>; rel=preload
        <
        < HTTP/1.1 103 Early Hints
        < Content-Security-Policy: style-src: self
        <
        < HTTP/1.1 200 OK`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 103 Early Hints
        < link: </a>; rel=preload
        <
        < HTTP/1.1 200 OK`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/1.1 200 OK`,
        { interim: [103] },
      ),
    ],
  },
  {
    rule: "version/major",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/2 200`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.0
        < HTTP/1.1 200 OK`),
      exchange(`
        > GET / HTTP/2
        < HTTP/1.1 505 HTTP Version Not Supported`),
      received(
        `
        > GET / HTTP/1.1
        < HTTP/2 200`,
        { httpVersion: undefined },
      ),
    ],
  },
  {
    rule: "version/505-body",
    breaks: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 505 HTTP Version Not Supported
        <`),
    ],
    keeps: [
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 505 HTTP Version Not Supported
        <
        < Try HTTP/1.1.`),
      exchange(`
        > HEAD / HTTP/1.1
        < HTTP/1.1 505 HTTP Version Not Supported
        <`),
      exchange(`
        > GET / HTTP/1.1
        < HTTP/1.1 505 HTTP Version Not Supported`),
    ],
  },
];

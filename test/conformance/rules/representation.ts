import { createHash } from "node:crypto";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { type Row, row, withBody } from "../row.ts";

const GET = `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK`;

function digest(algorithm: string, text: string): string {
  return `:${createHash(algorithm).update(text).digest("base64")}:`;
}

/** The response with these field lines. */
function answer(...lines: readonly string[]): string {
  return [GET, ...lines.map((line) => `      < ${line}`)].join("\n");
}

const gzipped = answer("Content-Type: text/plain", "Content-Encoding: gzip");

export const representation: readonly Row[] = [
  row("content-type/present", {
    breaks: [withBody(GET, "hello")],
    keeps: [
      withBody(answer("Content-Type: text/plain"), "hello"),
      withBody(GET, ""),
      GET,
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 200 OK`,
    ],
  }),
  row("content-type/syntax", {
    breaks: [
      answer("Content-Type: text"),
      answer("Content-Type: text/*"),
      answer("Content-Type: text/html, text/plain"),
      answer("Content-Type: text/html; charset = utf-8"),
      answer("Content-Type: text/html; charset="),
      answer('Content-Type: text/html; title="a'),
      answer("Content-Type:"),
    ],
    keeps: [
      answer("Content-Type: text/html;charset=UTF-8"),
      answer('Content-Type: Text/HTML ; a="b,c;d\\"e" ;'),
      answer("Content-Type: application/vnd.a+json"),
    ],
  }),
  row("content-type/registrable", {
    breaks: [
      answer("Content-Type: text/x~y"),
      answer(`Content-Type: text/${"a".repeat(128)}`),
      answer("Content-Type: .a/b"),
    ],
    keeps: [answer("Content-Type: application/vnd.a.b-c+json"), answer("Content-Type: *")],
  }),
  row("content-type/on-empty", {
    breaks: [
      `
      > DELETE / HTTP/1.1
      < HTTP/1.1 204 No Content
      < Content-Type: text/plain`,
    ],
    keeps: [
      `
      > DELETE / HTTP/1.1
      < HTTP/1.1 204 No Content`,
      answer("Content-Type: text/plain"),
    ],
  }),
  row("content-type/matches-content", {
    breaks: [
      withBody(answer("Content-Type: application/json"), "<p>"),
      withBody(answer("Content-Type: application/vnd.a+json"), "{'a':1}"),
      withBody(answer("Content-Type: text/plain; charset=UTF-8"), new Uint8Array([0x61, 0xe9])),
      withBody(answer("Content-Type: image/png"), "<html>"),
      withBody(
        answer("Content-Type: text/html"),
        new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
      ),
      withBody(answer("Content-Type: application/json", "Content-Encoding: gzip"), gzipSync("<p>")),
    ],
    keeps: [
      withBody(answer("Content-Type: application/json"), "[1]"),
      withBody(
        answer("Content-Type: application/json", "Content-Encoding: br"),
        brotliCompressSync("{}"),
      ),
      withBody(answer("Content-Type: text/plain; charset=utf-8"), "中文"),
      // Another charset, and none at all.
      withBody(answer("Content-Type: text/plain; charset=big5"), new Uint8Array([0xa4, 0xa4])),
      withBody(answer("Content-Type: text/plain"), new Uint8Array([0xe9])),
      withBody(answer("Content-Type: image/gif"), "GIF89a..."),
      withBody(answer("Content-Type: application/x-unknown"), "%PDF-1"),
      // A part need not parse.
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=0-1
        < HTTP/1.1 206 Partial Content
        < Content-Type: application/json
        < Content-Range: bytes 0-1/5`,
        '{"',
      ),
      // Nor does what was cut off.
      withBody(answer("Content-Type: application/json", "Content-Length: 9"), '{"'),
      answer("Content-Type: application/json"),
    ],
  }),
  row("content-encoding/no-identity", {
    breaks: [answer("Content-Encoding: Identity"), answer("Content-Encoding: gzip, identity")],
    keeps: [answer("Content-Encoding: gzip"), answer("Content-Encoding: x-identity")],
  }),
  row("content-encoding/decodes", {
    breaks: [
      withBody(gzipped, "hello"),
      withBody(answer("Content-Encoding: br"), gzipSync("hello")),
      // 8.4.1.2: "deflate" is the zlib format.
      withBody(answer("Content-Encoding: deflate"), deflateRawSync("hello")),
      withBody(gzipped, gzipSync("hello").subarray(0, 20)),
      // In reverse of the order in which they are listed.
      withBody(answer("Content-Encoding: gzip, br"), gzipSync(brotliCompressSync("hello"))),
    ],
    keeps: [
      withBody(gzipped, gzipSync("hello")),
      withBody(answer("Content-Encoding: X-GZIP"), gzipSync("hello")),
      withBody(answer("Content-Encoding: deflate"), deflateSync("hello")),
      withBody(
        answer("Content-Encoding: gzip", "Content-Encoding: br"),
        brotliCompressSync(gzipSync("hello")),
      ),
      withBody(answer("Content-Encoding: x-unknown"), "hello"),
      withBody(gzipped, ""),
      gzipped,
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 200 OK
      < Content-Encoding: gzip`,
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=0-1
        < HTTP/1.1 206 Partial Content
        < Content-Encoding: gzip
        < Content-Range: bytes 0-1/50`,
        gzipSync("hello").subarray(0, 2),
      ),
    ],
  }),
  row("content-encoding/acceptable", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Accept-Encoding: gzip
      < HTTP/1.1 200 OK
      < Content-Encoding: br`,
      `
      > GET / HTTP/1.1
      > Accept-Encoding: br, gzip;q=0
      < HTTP/1.1 200 OK
      < Content-Encoding: gzip`,
      `
      > GET / HTTP/1.1
      > Accept-Encoding: identity
      < HTTP/1.1 404 Not Found
      < Content-Encoding: gzip`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Accept-Encoding: br, *;q=0.1
      < HTTP/1.1 200 OK
      < Content-Encoding: gzip`,
      `
      > GET / HTTP/1.1
      > Accept-Encoding: gzip
      < HTTP/1.1 200 OK
      < Content-Encoding: x-gzip`,
      gzipped,
      // Where identity is refused too there is no right response.
      `
      > GET / HTTP/1.1
      > Accept-Encoding: br, *;q=0
      < HTTP/1.1 200 OK
      < Content-Encoding: gzip`,
    ],
  }),
  row("content-encoding/empty-accept", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Accept-Encoding:
      < HTTP/1.1 200 OK
      < Content-Encoding: gzip`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Accept-Encoding:
      < HTTP/1.1 200 OK`,
      gzipped,
    ],
  }),
  row("content-language/syntax", {
    breaks: [answer("Content-Language: en_GB"), answer("Content-Language: en, *")],
    keeps: [
      answer("Content-Language: en, zh-Hant"),
      answer("Content-Language: mi", "Content-Language: en"),
      answer("Content-Language:"),
    ],
  }),
  row("content-location/syntax", {
    breaks: [
      answer("Content-Location: /a#b"),
      answer("Content-Location: /a b"),
      answer("Content-Location: /中"),
    ],
    keeps: [
      answer("Content-Location: /a?b"),
      answer("Content-Location: a.en"),
      answer("Content-Location: https://a.example/%E4%B8%AD"),
    ],
  }),
  row("content-disposition/syntax", {
    breaks: [
      answer('Content-Disposition: filename="a.txt"'),
      answer("Content-Disposition: attachment; filename=a b.txt"),
      answer("Content-Disposition: attachment; filename=a.txt; filename=b.txt"),
      answer("Content-Disposition: attachment; filename*=a.txt"),
      answer("Content-Disposition: attachment; filename*=\"UTF-8''a.txt\""),
      answer("Content-Disposition: attachment; filename"),
    ],
    keeps: [
      answer("Content-Disposition: inline"),
      answer('Content-Disposition: Attachment; filename="a;b\\".txt"'),
      answer(
        "Content-Disposition: attachment; filename=\"-.txt\"; filename*=UTF-8'en'%E4%B8%AD.txt",
      ),
    ],
  }),
  row("content-disposition/filename-safe", {
    breaks: [
      answer('Content-Disposition: attachment; filename="../a.txt"'),
      answer('Content-Disposition: attachment; filename="a%20b.txt"'),
      answer('Content-Disposition: attachment; filename="a\\\\b.txt"'),
    ],
    keeps: [
      answer('Content-Disposition: attachment; filename="a b.txt"'),
      answer("Content-Disposition: attachment; filename*=UTF-8''a%20b.txt"),
    ],
  }),
  row("content-digest/correct", {
    breaks: [
      withBody(answer(`Content-Digest: sha-256=${digest("sha256", "hello")}`), "hallo"),
      withBody(
        answer(
          `Content-Digest: sha-256=${digest("sha256", "hello")}`,
          `Content-Digest: sha-512=${digest("sha512", "hallo")}`,
        ),
        "hello",
      ),
    ],
    keeps: [
      withBody(
        answer(
          `Content-Digest: sha-256=${digest("sha256", "hello")}, sha-512=${digest("sha512", "hello")}`,
        ),
        "hello",
      ),
      // Of a coded content it is that of the coded octets.
      withBody(
        answer(
          "Content-Encoding: deflate",
          `Content-Digest: sha-256=:${createHash("sha256").update(deflateSync("hello")).digest("base64")}:`,
        ),
        deflateSync("hello"),
      ),
      withBody(answer(`Content-Digest: md5=${digest("md5", "hallo")}`), "hello"),
      withBody(answer("Content-Digest: sha-256=abc"), "hello"),
      answer(`Content-Digest: sha-256=${digest("sha256", "hello")}`),
    ],
  }),
  row("repr-digest/correct", {
    breaks: [
      withBody(answer(`Repr-Digest: sha-256=${digest("sha256", "hello")}`), "hallo"),
      // The digest of the part.
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=0-1
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-1/5
        < Repr-Digest: sha-256=${digest("sha256", "he")}`,
        "he",
      ),
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=0-1
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-1/5
        < ETag: "a"
        < Repr-Digest: sha-256=${digest("sha256", "hallo")}
        = > GET / HTTP/1.1
        = < HTTP/1.1 200 OK
        = < ETag: "a"
        = <
        = < hello`,
        "he",
      ),
    ],
    keeps: [
      withBody(answer(`Repr-Digest: sha-256=${digest("sha256", "hello")}`), "hello"),
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=0-1
        < HTTP/1.1 206 Partial Content
        < Content-Range: bytes 0-1/5
        < Repr-Digest: sha-256=${digest("sha256", "hello")}`,
        "he",
      ),
      // A HEAD tells it without the content.
      withBody(
        `
        > HEAD / HTTP/1.1
        < HTTP/1.1 200 OK
        < Repr-Digest: sha-256=${digest("sha256", "hello")}`,
        "",
      ),
    ],
  }),
  row("link/syntax", {
    breaks: [
      answer("Link: /a; rel=next"),
      answer("Link: <a b>; rel=next"),
      answer("Link: </a>; rel=next </b>; rel=prev"),
      answer('Link: </a>; rel="next'),
    ],
    keeps: [
      answer('Link: </a,b;c>; rel="next"; title="a, b", <>; rel=self'),
      answer("Link: </a>; rel = next", "Link: </b>;rel=prev"),
      answer("Link: </a>;; rel=next;"),
    ],
  }),
  row("link/rel-once", {
    breaks: [
      answer("Link: </a>; title=a"),
      answer("Link: </a>; rel=next; Rel=prev"),
      answer("Link: </a>; rel=next, </b>"),
      answer("Link: </a>; rel"),
      answer('Link: </a>; rel=" "'),
    ],
    keeps: [
      answer('Link: </a>; rel="next prev"'),
      answer("Link: </a>; REL=next"),
      answer("Link: /a"),
    ],
  }),
  row("link/rel-absolute", {
    breaks: [
      answer("Link: </a>; rel=my_rel"),
      answer('Link: </a>; rel="next /rels/a"'),
      answer('Link: </a>; rel="caf\u00e9"'),
    ],
    keeps: [
      answer('Link: </a>; rel="next https://a.example/rels/a"'),
      answer("Link: </a>; rel=apple-touch-icon"),
      answer('Link: </a>; rel="next  prev"'),
      answer("Link: </a>; rel"),
    ],
  }),
  row("link/rev", {
    breaks: [answer("Link: </a>; rel=next; rev=made")],
    keeps: [answer("Link: </a>; rel=next; title=rev")],
  }),
  row("neg/406-needs-negotiation", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Host: a.example
      < HTTP/1.1 406 Not Acceptable`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 406 Not Acceptable`,
      `
      > GET / HTTP/1.1
      > Accept-Charset: utf-7
      < HTTP/1.1 406 Not Acceptable`,
    ],
  }),
  row("neg/406-list", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 406 Not Acceptable
      < Content-Length: 0`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 406 Not Acceptable
      < Content-Type: text/plain
      <
      < text/html`,
      `
      > HEAD / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 406 Not Acceptable
      < Content-Length: 0`,
    ],
  }),
  row("neg/accept-satisfied", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Accept: text/html, text/plain;q=0
      < HTTP/1.1 200 OK
      < Content-Type: text/plain; charset=utf-8`,
      `
      > GET / HTTP/1.1
      > Accept: image/*
      < HTTP/1.1 200 OK
      < Content-Type: text/html`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Accept: text/*, */*;q=0
      < HTTP/1.1 200 OK
      < Content-Type: Text/HTML; Charset=utf-8`,
      `
      > GET / HTTP/1.1
      > Accept:
      < HTTP/1.1 200 OK
      < Content-Type: text/html`,
      `
      > GET / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 404 Not Found
      < Content-Type: application/problem+json`,
      `
      > GET / HTTP/1.1
      > Accept: image/png
      < HTTP/1.1 200 OK
      < Content-Type: text`,
    ],
  }),
  row("neg/qvalue", {
    breaks: [
      answer("Accept: text/html;q=0.1234"),
      answer("Accept-Encoding: gzip;q=0.5, br;q=1.5"),
      answer("Accept: text/html; Q=.5"),
    ],
    keeps: [
      answer("Accept: text/html;q=0.123, */*;q=1.000"),
      answer("Accept-Encoding: gzip"),
      answer('Accept: text/html;a=";q=2"'),
    ],
  }),
  row("neg/415-accept-encoding", {
    breaks: [
      `
      > POST / HTTP/1.1
      > Content-Type: text/csv
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding: gzip`,
      `
      > POST / HTTP/1.1
      > Content-Type: text/csv
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding:`,
    ],
    keeps: [
      `
      > POST / HTTP/1.1
      > Content-Type: text/csv
      > Content-Encoding: zstd
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding: gzip`,
      `
      > POST / HTTP/1.1
      > Content-Type: text/csv
      < HTTP/1.1 415 Unsupported Media Type
      < Accept: application/json`,
      // It wants a coding.
      `
      > POST / HTTP/1.1
      > Content-Type: text/csv
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding: gzip, identity;q=0`,
    ],
  }),
  row("neg/415-coding-advertised", {
    breaks: [
      `
      > POST / HTTP/1.1
      > Content-Encoding: zstd
      < HTTP/1.1 415 Unsupported Media Type`,
    ],
    keeps: [
      `
      > POST / HTTP/1.1
      > Content-Encoding: zstd
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding: gzip`,
      // The type was the cause.
      `
      > POST / HTTP/1.1
      > Content-Encoding: gzip
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Post: application/json`,
    ],
  }),
  row("neg/415-hint", {
    breaks: [
      `
      > POST / HTTP/1.1
      < HTTP/1.1 415 Unsupported Media Type`,
    ],
    keeps: [
      `
      > QUERY / HTTP/1.1
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Query: "application/sql"`,
    ],
  }),
  row("neg/415-accept-patch", {
    breaks: [
      `
      > PATCH / HTTP/1.1
      < HTTP/1.1 415 Unsupported Media Type
      < Accept: application/json`,
    ],
    keeps: [
      `
      > PATCH / HTTP/1.1
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Patch: application/json-patch+json`,
      `
      > PATCH / HTTP/1.1
      > Content-Encoding: zstd
      < HTTP/1.1 415 Unsupported Media Type
      < Accept-Encoding: gzip`,
    ],
  }),
  row("neg/accept-patch-syntax", {
    breaks: [
      answer("Accept-Patch: application/*"),
      answer("Accept-Patch:"),
      answer("Accept-Patch: json"),
    ],
    keeps: [answer("Accept-Patch: application/json-patch+json, text/x-diff;charset=utf-8")],
  }),
  row("neg/accept-post-syntax", {
    breaks: [answer("Accept-Post: json"), answer("Accept-Post: text/html text/plain")],
    keeps: [answer("Accept-Post: text/*, */*"), answer("Accept-Post:")],
  }),
  row("neg/accept-query-syntax", {
    breaks: [
      answer("Accept-Query: application/sql; charset=utf-8,"),
      answer("Accept-Query: 1"),
      answer("Accept-Query: json"),
      answer('Accept-Query: application/sql;charset="utf-8'),
    ],
    keeps: [
      answer('Accept-Query: "application/jsonpath", application/sql;charset="UTF-8", */*'),
      answer('Accept-Query: "application/jsonpath"', "Accept-Query: text/*"),
    ],
  }),
  row("neg/accept-patch-options", {
    breaks: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 204 No Content
      < Allow: GET, HEAD, PATCH`,
    ],
    keeps: [
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 204 No Content
      < Allow: GET, PATCH
      < Accept-Patch: application/merge-patch+json`,
      `
      > OPTIONS / HTTP/1.1
      < HTTP/1.1 204 No Content
      < Allow: GET, HEAD`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 405 Method Not Allowed
      < Allow: PATCH`,
    ],
  }),
];

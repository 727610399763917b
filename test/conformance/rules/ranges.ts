import { type Row, row, withBody } from "../row.ts";

/** A 206 with the first two of five octets, as far as nothing else is said. */
const PART = `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`;

/** Multipart for two ranges of ten octets. */
const PARTS = `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 8-9
      < HTTP/1.1 206 Partial Content
      < Content-Type: multipart/byteranges; boundary=b`;

const first = "--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/10\r\n\r\nab\r\n";
const second = "--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 8-9/10\r\n\r\nij\r\n";
const end = "--b--\r\n";

const WHOLE = `
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK`;

export const ranges: readonly Row[] = [
  row("range/206-needs-range", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
    ],
    keeps: [
      PART,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK`,
    ],
  }),
  row("range/206-method", {
    breaks: [
      `
      > HEAD / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
      `
      > POST / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
    ],
    keeps: [
      PART,
      // RFC 10008 section 2.8 defines it for QUERY, others may for theirs.
      `
      > QUERY / HTTP/1.1
      > Range: bytes=0-1
      > Content-Type: application/sql
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
      `
      > REPORT / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
    ],
  }),
  row("range/206-content-range", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content`,
    ],
    keeps: [PART, PARTS],
  }),
  row("range/206-multipart-no-content-range", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 8-9
      < HTTP/1.1 206 Partial Content
      < Content-Type: Multipart/ByteRanges; boundary=b
      < Content-Range: bytes 0-9/10`,
    ],
    keeps: [PARTS, PART],
  }),
  row("range/206-boundary", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 8-9
      < HTTP/1.1 206 Partial Content
      < Content-Type: multipart/byteranges`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 8-9
      < HTTP/1.1 206 Partial Content
      < Content-Type: multipart/byteranges; boundary=""`,
    ],
    keeps: [PARTS],
  }),
  row("range/206-boundary-unquoted", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 8-9
      < HTTP/1.1 206 Partial Content
      < Content-Type: multipart/byteranges; Boundary="b"`,
    ],
    keeps: [PARTS],
  }),
  row("range/206-multipart-single-request", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Type: multipart/byteranges; boundary=b`,
    ],
    keeps: [
      PARTS,
      // Of two ranges one may be left.
      withBody(PARTS, first + end),
      PART,
    ],
  }),
  row("range/206-part-content-range", {
    breaks: [
      withBody(PARTS, `${first}--b\r\n\r\nij\r\n${end}`),
      withBody(PARTS, `--b\r\nContent-Range: bytes 0-2/10\r\n\r\nab\r\n${end}`),
      withBody(PARTS, "abij"),
    ],
    keeps: [
      withBody(PARTS, first + second + end),
      // RFC 2046: what stands before the first boundary and behind the last does not count.
      withBody(PARTS, `preamble\r\n${first}${second}${end}epilogue`),
      // A boundary is at the start of a line, and fills it.
      withBody(
        PARTS,
        "--b\r\nContent-Range: bytes 0-3/10\r\n\r\n--bc\r\n--b\r\ncontent-range: bytes 8-9/10\r\n\r\nij\r\n--b--",
      ),
      withBody(PARTS, "--b\r\nContent-Range: pages 0-1/10\r\n\r\nabcdef\r\n--b--"),
      PARTS,
    ],
  }),
  row("range/206-part-content-type", {
    breaks: [
      withBody(
        `${PARTS}${WHOLE}
      = < Content-Type: text/html`,
        first + second + end,
      ),
      withBody(
        `${PARTS}${WHOLE}
      = < Content-Type: text/plain`,
        `--b\r\nContent-Range: bytes 0-1/10\r\n\r\nab\r\n${second}${end}`,
      ),
    ],
    keeps: [
      withBody(
        `${PARTS}${WHOLE}
      = < Content-Type: text/plain`,
        first + second + end,
      ),
      withBody(PARTS, `--b\r\nContent-Range: bytes 0-1/10\r\n\r\nab\r\n${end}`),
    ],
  }),
  row("range/206-part-order", {
    breaks: [withBody(PARTS, second + first + end)],
    keeps: [
      withBody(PARTS, first + second + end),
      // The middle one was coalesced into the last, which was asked for first.
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=7-9, 0-1, 6-8
        < HTTP/1.1 206 Partial Content
        < Content-Type: multipart/byteranges; boundary=b`,
        `--b\r\nContent-Range: bytes 6-9/10\r\n\r\nghij\r\n${first}${end}`,
      ),
      withBody(
        `
        > GET / HTTP/1.1
        > Range: bytes=-2, 0-1
        < HTTP/1.1 206 Partial Content
        < Content-Type: multipart/byteranges; boundary=b`,
        second + first + end,
      ),
    ],
  }),
  row("range/206-part-crlf", {
    breaks: [
      withBody(PARTS, (first + second + end).replaceAll("\r\n", "\n")),
      withBody(PARTS, `${first.slice(0, -2)}\n${second}${end}`),
      withBody(PARTS, first.replace("--b\r\n", "--b\n") + end),
    ],
    keeps: [
      withBody(PARTS, first + second + end),
      // Line breaks in the parts are content.
      withBody(PARTS, `--b\r\nContent-Range: bytes 0-3/10\r\n\r\na\nb\n\r\n${end}`),
      withBody(PARTS, `\r\n${first}${end}`),
    ],
  }),
  row("range/206-length", {
    breaks: [
      withBody(PART, "abc"),
      `${PART}
      < Content-Length: 5`,
    ],
    keeps: [
      withBody(PART, "ab"),
      `${PART}
      < Content-Length: 2`,
      PART,
      withBody(
        `
        > GET / HTTP/1.1
        > Range: pages=1-2
        < HTTP/1.1 206 Partial Content
        < Content-Range: pages 1-2/5`,
        "many octets",
      ),
    ],
  }),
  row("range/206-within-request", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-4/10`,
      `
      > GET / HTTP/1.1
      > Range: bytes=-2
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 7-9/10`,
      withBody(PARTS, `${first}--b\r\nContent-Range: bytes 4-5/10\r\n\r\nef\r\n${end}`),
    ],
    keeps: [
      PART,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-99
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-9/10`,
      `
      > GET / HTTP/1.1
      > Range: bytes=5-
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 5-9/*`,
      // 14.2: not all need be sent.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-8
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-3/10`,
      // 15.3.7.2: a gap that is smaller than the overhead may be filled.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1, 4-5
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-5/10`,
      `
      > GET / HTTP/1.1
      > Range: pages=1-2
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-5/10`,
    ],
  }),
  row("range/206-not-unsatisfied", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes */5`,
    ],
    keeps: [
      PART,
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
  }),
  row("range/206-copy-fields", {
    breaks: [
      `${PART}${WHOLE}
      = < ETag: "a"`,
      `${PART}
      < Date: Thu, 26 Nov 2026 08:00:00 GMT${WHOLE}
      = < Date: Thu, 26 Nov 2026 08:00:00 GMT
      = < Vary: Accept`,
    ],
    keeps: [
      `${PART}
      < etag: "a"${WHOLE}
      = < ETag: "a"
      = < Set-Cookie: a=b`,
      PART,
      // Another request may get another representation.
      `${PART}
      = > GET / HTTP/1.1
      = > Accept: text/html
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      `${PART}
      = > GET / HTTP/1.1
      = < HTTP/1.1 404 Not Found
      = < ETag: "a"`,
    ],
  }),
  row("range/206-all-representation-fields", {
    breaks: [
      `${PART}${WHOLE}
      = < Content-Type: text/plain`,
      `${PART}
      < Content-Type: text/plain${WHOLE}
      = < Content-Type: text/plain
      = < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
    ],
    keeps: [
      `${PART}
      < Content-Type: text/plain${WHOLE}
      = < Content-Type: text/plain
      = < Content-Length: 5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < ETag: "a"${WHOLE}
      = < ETag: "a"
      = < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
    ],
  }),
  row("range/206-if-range-minimal", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < ETag: "a"
      < Content-Language: en`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < ETag: "a"
      < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: Wed, 25 Nov 2026 08:00:00 GMT
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < Content-Type: text/plain
      < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
      `${PART}
      < Content-Language: en`,
    ],
  }),
  row("range/206-complete-length", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/*${WHOLE}
      = < Content-Length: 5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/*${WHOLE}
      = < Transfer-Encoding: chunked`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/*`,
      PART,
    ],
  }),
  row("range/if-range-mismatch", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < ETag: "b"`,
      // The strong comparison: a weak tag is never true.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: W/"a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
      // Exactly that date, not one that is later.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: Thu, 26 Nov 2026 08:00:00 GMT
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: Wednesday, 25-Nov-26 08:00:00 GMT
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < Last-Modified: Wed, 25 Nov 2026 08:00:00 GMT`,
      // With what it was compared is not known.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
    ],
  }),
  row("range/content-range-syntax", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes=0-1/5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 1-0/5`,
      // The complete length is greater than the last position.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-5
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-5/5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */*`,
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: */5`,
    ],
    keeps: [
      PART,
      // The example of section 14.6: another unit has positions of its own.
      `
      > GET / HTTP/1.1
      > Range: exampleunit=1.2-4.3
      < HTTP/1.1 206 Partial Content
      < Content-Range: exampleunit 1.2-4.3/25`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/99999999999999999999`,
    ],
  }),
  row("range/content-range-status", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Content-Range: items 0-9/100`,
    ],
    keeps: [
      PART,
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
  }),
  row("range/416-content-range", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      `
      > GET / HTTP/1.1
      > Range: pages=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
  }),
  row("range/416-form", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes 0-4/5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
  }),
  row("range/416-needs-range", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
      `
      > PUT / HTTP/1.1
      > Content-Range: bytes 9-9/5
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
  }),
  row("range/416-method", {
    breaks: [
      `
      > HEAD / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      `
      > PUT / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
      `
      > QUERY / HTTP/1.1
      > Range: bytes=9-
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
  }),
  row("range/416-unknown-unit", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: x-parts=0-1
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: BYTES=9-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      // It knows the unit, or may.
      `
      > GET / HTTP/1.1
      > Range: x-parts=7-8
      < HTTP/1.1 416 Range Not Satisfiable
      < Accept-Ranges: bytes, X-Parts
      < Content-Range: bytes */5`,
      `
      > GET / HTTP/1.1
      > Range: x-parts=7-8
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: x-parts */5`,
      `
      > GET / HTTP/1.1
      > Range: x-parts=7-8
      < HTTP/1.1 416 Range Not Satisfiable`,
      // Section 14.2 asks it of origin servers alone.
      `
      > GET / HTTP/1.1
      > Range: x-parts=7-8
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5
      < Via: 1.1 varnish`,
    ],
  }),
  row("range/416-satisfiable", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Range: bytes=0-9
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=9-, -1
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > Range: bytes=5-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=-0
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
      `
      > GET / HTTP/1.1
      > Range: bytes=0-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */0`,
      // 14.2: many overlapping ranges may be refused.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-,0-,0-
      < HTTP/1.1 416 Range Not Satisfiable
      < Content-Range: bytes */5`,
    ],
  }),
  row("range/accept-ranges-syntax", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges:`,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: bytes; max=1`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: bytes
      < Accept-Ranges: pages`,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: none`,
    ],
  }),
  row("range/accept-ranges-known", {
    breaks: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: octets`,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: bytes, none`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: Bytes`,
      `
      > GET / HTTP/1.1
      < HTTP/1.1 200 OK
      < Accept-Ranges: none`,
    ],
  }),
  row("range/head-ignored", {
    breaks: [
      `
      > HEAD / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5`,
      `
      > HEAD / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 200 OK
      < Content-Range: bytes 0-1/5`,
    ],
    keeps: [
      `
      > HEAD / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 200 OK
      < Content-Length: 5`,
      PART,
    ],
  }),
  row("range/post-status", {
    breaks: [
      `
      > POST / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 304 Not Modified
      < ETag: "a"`,
      `
      > POST / HTTP/1.1
      > Range: bytes=0-1
      < HTTP/1.1 416 Range Not Satisfiable`,
    ],
    keeps: [
      `
      > POST / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 412 Precondition Failed`,
      `
      > PATCH / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 304 Not Modified`,
    ],
  }),
];

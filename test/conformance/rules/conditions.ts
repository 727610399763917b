import { knowing, type Row, row } from "../row.ts";

const MODIFIED = "Wed, 25 Nov 2026 08:00:00 GMT";
const LATER = "Thu, 26 Nov 2026 08:00:00 GMT";
const EARLIER = "Tue, 24 Nov 2026 08:00:00 GMT";

export const conditions: readonly Row[] = [
  row("cond/inm-not-honoured", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      // 13.1.2: the weak comparison, in both directions.
      `
      > HEAD / HTTP/1.1
      > If-None-Match: "x", W/"a"
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 200 OK
      < ETag: W/"a"`,
      // A comma inside of a tag, and a list over two lines.
      `
      > GET / HTTP/1.1
      > If-None-Match: "x"
      > If-None-Match: "a,b"
      < HTTP/1.1 200 OK
      < ETag: "a,b"`,
      // 14.2: Range comes after the conditions.
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < ETag: "a"
      < Content-Range: bytes 0-1/5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 304 Not Modified
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 200 OK
      < ETag: "b"`,
      // The tags are a and b here, not one with a comma.
      `
      > GET / HTTP/1.1
      > If-None-Match: "a", "b"
      < HTTP/1.1 200 OK
      < ETag: "a,b"`,
      // What malformed means is not defined.
      `
      > GET / HTTP/1.1
      > If-None-Match: a
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      // 13.2.1: only where the response would be a 2xx.
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 404 Not Found
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 200 OK`,
      // RFC 9110 knows If-None-Match of QUERY only as that of other methods.
      `
      > QUERY / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      // A proxy may not evaluate.
      knowing(
        `
        > GET http://a.example/ HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 200 OK
        < ETag: "a"`,
        { role: "proxy" },
      ),
    ],
  }),
  row("cond/inm-star", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 200 OK`,
      `
      > HEAD / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 200 OK
      < ETag: "a"`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 304 Not Modified`,
      `
      > GET / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 404 Not Found`,
      // A "*" in a list is malformed.
      `
      > GET / HTTP/1.1
      > If-None-Match: *, "a"
      < HTTP/1.1 200 OK`,
      `
      > POST / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 200 OK`,
    ],
  }),
  row("cond/inm-unsafe", {
    breaks: [
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-None-Match: *
        < HTTP/1.1 204 No Content`,
        { existed: true },
      ),
      `
      > PUT /a HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 200 OK
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK`,
      `
      > DELETE /a HTTP/1.1
      > If-None-Match: W/"a"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
    ],
    keeps: [
      `
      > PUT /a HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 204 No Content`,
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-None-Match: *
        < HTTP/1.1 412 Precondition Failed`,
        { existed: true },
      ),
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-None-Match: *
        < HTTP/1.1 201 Created`,
        { existed: false },
      ),
      // Which tag it had is not known.
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-None-Match: "a"
        < HTTP/1.1 204 No Content`,
        { existed: true },
      ),
      `
      > PUT /a HTTP/1.1
      > If-None-Match: "b"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      // Accepted is not performed.
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-None-Match: *
        < HTTP/1.1 202 Accepted`,
        { existed: true },
      ),
    ],
  }),
  row("cond/ims-not-honoured", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-Modified-Since: ${MODIFIED}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      // 13.1.3: earlier or equal, in all three forms of a date.
      `
      > GET / HTTP/1.1
      > If-Modified-Since: Thursday, 26-Nov-26 08:00:00 GMT
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > HEAD / HTTP/1.1
      > If-Modified-Since: Thu Nov 26 08:00:00 2026
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-Modified-Since: ${EARLIER}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Modified-Since: ${MODIFIED}
      < HTTP/1.1 304 Not Modified
      < Last-Modified: ${MODIFIED}`,
      // To be ignored: no date, two dates, beside If-None-Match, with POST.
      `
      > GET / HTTP/1.1
      > If-Modified-Since: 2026-11-26
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Modified-Since: ${LATER}
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "b"
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > POST / HTTP/1.1
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
    ],
  }),
  row("cond/ims-with-inm", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-None-Match: "b"
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 304 Not Modified
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "b"
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 304 Not Modified
      = > GET / HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-None-Match: W/"a"
      > If-Modified-Since: ${EARLIER}
      < HTTP/1.1 304 Not Modified
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: *
      > If-Modified-Since: ${EARLIER}
      < HTTP/1.1 304 Not Modified
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-None-Match: "b"
      > If-Modified-Since: ${LATER}
      < HTTP/1.1 304 Not Modified`,
    ],
  }),
  row("cond/if-match-failed", {
    breaks: [
      // 15.3.2: without Location the target is what was created. So there was none to match.
      `
      > PUT /a HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 201 Created`,
      `
      > PUT /a HTTP/1.1
      > Host: a.example
      > If-Match: *
      < HTTP/1.1 201 Created
      < Location: /a`,
      knowing(
        `
        > PUT /a HTTP/1.1
        > If-Match: *
        < HTTP/1.1 204 No Content`,
        { existed: false },
      ),
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      // The strong comparison.
      `
      > DELETE /a HTTP/1.1
      > If-Match: W/"a"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: W/"a"`,
    ],
    keeps: [
      `
      > PUT /a HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 204 No Content`,
      `
      > PUT /a HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 201 Created
      < Location: /a/versions/2`,
      // Section 13.1.1 lets a PUT that seems done already be answered so.
      `
      > PUT /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b", "a"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed
      = > GET /a HTTP/1.1
      = < HTTP/1.1 200 OK
      = < ETag: "a"`,
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 204 No Content
      = > GET /a HTTP/1.1
      = < HTTP/1.1 404 Not Found`,
    ],
  }),
  row("cond/if-match-get", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-Match: W/"a"
      < HTTP/1.1 200 OK
      < ETag: W/"a"`,
      `
      > GET / HTTP/1.1
      > If-Match: "b"
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < ETag: "a"
      < Content-Range: bytes 0-1/5`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-Match: "b", "a"
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-Match: *
      < HTTP/1.1 200 OK
      < ETag: "a"`,
      `
      > GET / HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed
      < ETag: "a"`,
      // Section 13.1.1 lets intermediaries ignore it.
      knowing(
        `
        > GET / HTTP/1.1
        > If-Match: "b"
        < HTTP/1.1 200 OK
        < ETag: "a"`,
        { role: "gateway" },
      ),
      `
      > GET / HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 200 OK
      < Age: 0
      < ETag: "a"
      < Via: 1.1 varnish`,
    ],
  }),
  row("cond/ius-get", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: ${EARLIER}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: Tue Nov 24 08:00:00 2026
      > Range: bytes=0-1
      < HTTP/1.1 206 Partial Content
      < Content-Range: bytes 0-1/5
      < Last-Modified: ${MODIFIED}`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: ${MODIFIED}
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Match: "a"
      > If-Unmodified-Since: ${EARLIER}
      < HTTP/1.1 200 OK
      < ETag: "a"
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: yesterday
      < HTTP/1.1 200 OK
      < Last-Modified: ${MODIFIED}`,
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: ${EARLIER}
      < HTTP/1.1 200 OK`,
      // Section 13.1.4 lets intermediaries ignore it.
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: ${EARLIER}
      < HTTP/1.1 200 OK
      < Age: 7
      < Last-Modified: ${MODIFIED}`,
    ],
  }),
  row("cond/412-without-condition", {
    breaks: [
      `
      > GET / HTTP/1.1
      > Host: a.example
      > Accept: */*
      < HTTP/1.1 412 Precondition Failed`,
      // If-Range speaks of Range, and is never a reason for 412.
      `
      > GET / HTTP/1.1
      > Range: bytes=0-1
      > If-Range: "a"
      < HTTP/1.1 412 Precondition Failed`,
    ],
    keeps: [
      `
      > PUT / HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 412 Precondition Failed`,
      // RFC 4918 sections 10.4 and 10.6, and what an extension may add.
      `
      > COPY / HTTP/1.1
      > Destination: /b
      > Overwrite: F
      < HTTP/1.1 412 Precondition Failed`,
      `
      > PUT / HTTP/1.1
      > If-Schedule-Tag-Match: "a"
      < HTTP/1.1 412 Precondition Failed`,
    ],
  }),
  row("cond/412-method", {
    breaks: [
      `
      > OPTIONS / HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 412 Precondition Failed`,
      `
      > TRACE / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 412 Precondition Failed`,
    ],
    keeps: [
      `
      > OPTIONS / HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 204 No Content
      < Allow: GET`,
      `
      > DELETE / HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 412 Precondition Failed`,
    ],
  }),
  row("cond/412-if-none-match-get", {
    breaks: [
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 412 Precondition Failed`,
      `
      > HEAD / HTTP/1.1
      > If-Modified-Since: ${MODIFIED}
      < HTTP/1.1 412 Precondition Failed`,
    ],
    keeps: [
      `
      > GET / HTTP/1.1
      > If-None-Match: "a"
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed`,
      `
      > GET / HTTP/1.1
      > If-Unmodified-Since: ${MODIFIED}
      > If-Modified-Since: ${EARLIER}
      < HTTP/1.1 412 Precondition Failed`,
      `
      > PUT / HTTP/1.1
      > If-None-Match: *
      < HTTP/1.1 412 Precondition Failed`,
    ],
  }),
  row("cond/redirect-first", {
    breaks: [
      `
      > GET /old HTTP/1.1
      > If-Match: "a"
      < HTTP/1.1 412 Precondition Failed
      = > GET /old HTTP/1.1
      = < HTTP/1.1 301 Moved Permanently
      = < Location: /new`,
      `
      > DELETE /gone HTTP/1.1
      > If-Match: *
      < HTTP/1.1 412 Precondition Failed
      = > DELETE /gone HTTP/1.1
      = < HTTP/1.1 404 Not Found`,
      `
      > GET /secret HTTP/1.1
      > If-None-Match: "a"
      < HTTP/1.1 304 Not Modified
      < ETag: "a"
      = > GET /secret HTTP/1.1
      = < HTTP/1.1 401 Unauthorized
      = < WWW-Authenticate: Bearer`,
    ],
    keeps: [
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed
      = > DELETE /a HTTP/1.1
      = < HTTP/1.1 204 No Content`,
      // What 428 asks for is a condition.
      `
      > DELETE /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed
      = > DELETE /a HTTP/1.1
      = < HTTP/1.1 428 Precondition Required`,
      // Other credentials get another response.
      `
      > GET /secret HTTP/1.1
      > Authorization: Bearer abc
      > If-None-Match: "a"
      < HTTP/1.1 304 Not Modified
      < ETag: "a"
      = > GET /secret HTTP/1.1
      = < HTTP/1.1 401 Unauthorized
      = < WWW-Authenticate: Bearer`,
      // A 400 may come of content, which is read after the conditions.
      `
      > PUT /a HTTP/1.1
      > If-Match: "b"
      < HTTP/1.1 412 Precondition Failed
      = > PUT /a HTTP/1.1
      = < HTTP/1.1 400 Bad Request`,
    ],
  }),
  row("cond/428-explains", {
    breaks: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Length: 0`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Type: text/plain
      <
      < Please try again.`,
    ],
    keeps: [
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Type: application/problem+json
      <
      < {"detail":"Send If-Match with the ETag of the note."}`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Type: text/plain; charset=utf-8
      <
      < 請附上 If-Match。`,
      // Of an image nobody here knows what it says.
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Type: image/svg
      <
      < ...`,
      `
      > PUT / HTTP/1.1
      < HTTP/1.1 428 Precondition Required`,
      `
      > HEAD / HTTP/1.1
      < HTTP/1.1 428 Precondition Required
      < Content-Length: 0`,
    ],
  }),
];

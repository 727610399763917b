import { noonTag } from "../node/files/tree.ts";

/** One exchange with a server of files, whole and in wire notation. */
export interface FileRow {
  readonly rule: string;
  readonly request: readonly [line: string, ...fields: string[]];
  /** All that is sent but Date, and that the connection stays; "{b}" is the boundary of the parts. */
  readonly wire: string;
}

/** The files that the rows ask for, all of noon. */
export const tree = {
  "a.txt": "0123456789",
  "empty.txt": "",
  "with space.bin": "\0",
  "docs/index.html": "<p>docs",
  "docs/a b/index.html": "<p>a b",
  "hollow/a.txt": "",
} as const;

const tag = `"a-${noonTag}"`;
const noon = "Sun, 06 Nov 1994 08:49:37 GMT";

/** The fields of each response with content from a.txt. */
const described = `accept-ranges: bytes
  content-type: text/plain; charset=utf-8
  etag: ${tag}
  last-modified: ${noon}`;

const whole = `
  HTTP/1.1 200 OK
  content-length: 10
  ${described}

  0123456789`;

const headOfWhole = `
  HTTP/1.1 200 OK
  content-length: 10
  ${described}`;

const notModified = `
  HTTP/1.1 304 Not Modified
  etag: ${tag}`;

/** The 206 of one part. */
function part(range: string, content: string): string {
  return `
    HTTP/1.1 206 Partial Content
    content-length: ${content.length}
    content-range: bytes ${range}/10
    ${described}

    ${content}`;
}

/** The statuses that say no more than that: their problems are told elsewhere. */
export type StatusRow = Pick<FileRow, "rule" | "request"> & { readonly status: number };

export const rows: readonly FileRow[] = [
  { rule: "9110 9.3.1 GET", request: ["GET /a.txt"], wire: whole },
  { rule: "9110 9.3.2 HEAD: the same fields", request: ["HEAD /a.txt"], wire: headOfWhole },
  { rule: "a query chooses no other file", request: ["GET /a.txt?a=/../b"], wire: whole },
  {
    rule: "9110 4.2.3 an encoded letter is that letter: by one target only, which guards know",
    request: ["GET /%61%2Etxt?b=%61"],
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /a.txt?b=%61`,
  },
  {
    rule: "9110 15.4.2 both at once",
    request: ["GET /d%6fcs"],
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /docs/`,
  },
  { rule: "9112 3.2.2 absolute-form", request: ["GET http://b.example/a.txt"], wire: whole },
  {
    rule: "9110 8.6 an empty file has content of length zero",
    request: ["GET /empty.txt", "Range: bytes=0-0"],
    wire: `
      HTTP/1.1 200 OK
      accept-ranges: bytes
      content-length: 0
      content-type: text/plain; charset=utf-8
      etag: "0-${noonTag}"
      last-modified: ${noon}`,
  },
  {
    rule: "9110 8.3 a type that nobody knows",
    request: ["HEAD /with%20space.bin"],
    wire: `
      HTTP/1.1 200 OK
      accept-ranges: bytes
      content-length: 1
      content-type: application/octet-stream
      etag: "1-${noonTag}"
      last-modified: ${noon}`,
  },
  {
    rule: "a directory is its index",
    request: ["GET /docs/"],
    wire: `
      HTTP/1.1 200 OK
      accept-ranges: bytes
      content-length: 7
      content-type: text/html; charset=utf-8
      etag: "7-${noonTag}"
      last-modified: ${noon}

      <p>docs`,
  },
  {
    rule: "9110 15.4.2 a directory is at the path with the slash",
    request: ["GET /docs"],
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /docs/`,
  },
  {
    rule: "9110 15.4.2 and the query goes along",
    request: ["HEAD /docs/a%20b?x=1&y=/z"],
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /docs/a%20b/?x=1&y=/z`,
  },
  {
    rule: "9110 10.2.2 what a query cannot hold is encoded",
    request: ["GET /docs?a=\\[b]|"],
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /docs/?a=%5C%5Bb%5D%7C`,
  },
  {
    rule: "9110 13.1.2 If-None-Match: the client has it",
    request: ["GET /a.txt", `If-None-Match: "b,", ${tag}`],
    wire: notModified,
  },
  {
    rule: "9110 13.1.2 weak comparison",
    request: ["HEAD /a.txt", `If-None-Match: W/${tag}`],
    wire: notModified,
  },
  {
    rule: "9110 13.1.2 as Node's fetch asks",
    request: ["GET /a.txt", `If-None-Match: ${tag}`, "Cache-Control: no-cache"],
    wire: notModified,
  },
  {
    rule: "9110 13.1.3 If-Modified-Since",
    request: ["GET /a.txt", `If-Modified-Since: ${noon}`],
    wire: notModified,
  },
  {
    rule: "9110 13.1.3 If-Modified-Since, not an HTTP-date",
    request: ["GET /a.txt", "If-Modified-Since: 2030"],
    wire: whole,
  },
  {
    rule: "9110 13.1.1 If-Match holds",
    request: ["GET /a.txt", `If-Match: ${tag}`, "Range: bytes=0-0"],
    wire: part("0-0", "0"),
  },
  {
    rule: "9110 13.1.4 If-Unmodified-Since, not an HTTP-date",
    request: ["GET /a.txt", "If-Unmodified-Since: 1999"],
    wire: whole,
  },
  {
    rule: "9110 14.1.2 first to last",
    request: ["GET /a.txt", "Range: bytes=2-4"],
    wire: part("2-4", "234"),
  },
  {
    rule: "9110 14.1.2 to the end",
    request: ["GET /a.txt", "Range: bytes=7-"],
    wire: part("7-9", "789"),
  },
  {
    rule: "9110 14.1.2 past the end",
    request: ["GET /a.txt", "Range: bytes=7-99"],
    wire: part("7-9", "789"),
  },
  {
    rule: "9110 14.1.2 suffix",
    request: ["GET /a.txt", "Range: bytes=-3"],
    wire: part("7-9", "789"),
  },
  {
    rule: "9110 14.1.2 a suffix longer than the file is the file",
    request: ["GET /a.txt", "Range: bytes=-500"],
    wire: part("0-9", "0123456789"),
  },
  {
    rule: "9110 15.3.7.2 several parts",
    request: ["GET /a.txt", "Range: bytes=0-1,,-2"],
    wire: `
      HTTP/1.1 206 Partial Content
      accept-ranges: bytes
      content-length: 262
      content-type: multipart/byteranges; boundary={b}
      etag: ${tag}
      last-modified: ${noon}

      --{b}
      Content-Type: text/plain; charset=utf-8
      Content-Range: bytes 0-1/10

      01
      --{b}
      Content-Type: text/plain; charset=utf-8
      Content-Range: bytes 8-9/10

      89
      --{b}--
      `,
  },
  {
    rule: "9110 14.2 HEAD ignores Range",
    request: ["HEAD /a.txt", "Range: bytes=0-3"],
    wire: headOfWhole,
  },
  { rule: "9110 14.2 an unknown unit", request: ["GET /a.txt", "Range: items=0-1"], wire: whole },
  { rule: "9110 14.2 no Range at all", request: ["GET /a.txt", "Range: bytes=4-2"], wire: whole },
  {
    rule: "9110 17.15 too many ranges",
    request: ["GET /a.txt", `Range: bytes=${"0-0,".repeat(17)}`],
    wire: whole,
  },
  {
    rule: "9110 13.1.5 If-Range holds; what the client has is not said again",
    request: ["GET /a.txt", "Range: bytes=0-1", `If-Range: ${tag}`],
    wire: `
      HTTP/1.1 206 Partial Content
      accept-ranges: bytes
      content-length: 2
      content-range: bytes 0-1/10
      content-type: text/plain; charset=utf-8
      etag: ${tag}

      01`,
  },
  {
    rule: "9110 13.1.5 If-Range by date holds",
    request: ["GET /a.txt", "Range: bytes=0-1", `If-Range: ${noon}`],
    wire: `
      HTTP/1.1 206 Partial Content
      accept-ranges: bytes
      content-length: 2
      content-range: bytes 0-1/10
      content-type: text/plain; charset=utf-8
      etag: ${tag}

      01`,
  },
  ...[
    ["a weak tag", `W/${tag}`],
    ["a tag among others", `"zzz" ${tag}`],
    ["a later date", "Sun, 06 Nov 1994 08:49:38 GMT"],
    ["no date", "2038"],
  ].map(
    ([what, value]): FileRow => ({
      rule: `9110 13.1.5 If-Range: ${what}`,
      request: ["GET /a.txt", "Range: bytes=0-1", `If-Range: ${value}`],
      wire: whole,
    }),
  ),
];

type Short = readonly [rule: string, status: number, ...request: FileRow["request"]];

const short: readonly Short[] = [
  ["9110 13.1.1 If-Match by strong comparison", 412, "GET /a.txt", `If-Match: W/${tag}`],
  ["9110 13.1.1 another If-Match", 412, "HEAD /a.txt", 'If-Match: "b"'],
  [
    "9110 13.1.4 changed since",
    412,
    "GET /a.txt",
    "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT",
  ],
  ["9110 13.2.1 what is not there has no preconditions", 404, "GET /b.txt", "If-Match: *"],
  ["9110 15.5.17 nothing of it is there", 416, "GET /a.txt", "Range: bytes=10-"],
  ["9110 15.5.5 no such file", 404, "GET /b.txt"],
  ["a file is no directory", 404, "GET /a.txt/"],
  ["a directory without an index", 404, "GET /hollow"],
  ["a directory without an index", 404, "GET /hollow/"],
  ["the root without an index", 404, "GET /"],
  ["9110 15.5.6 POST to what can be read alone", 405, "POST /a.txt"],
  ["9110 15.5.6 PUT", 405, "PUT /a.txt"],
  ["9110 15.5.6 DELETE of an index", 405, "DELETE /docs/"],
  ["9110 15.5.5 POST to what is not there", 404, "POST /b.txt"],
  ["9110 9.3.7 OPTIONS", 204, "OPTIONS /a.txt"],
  ["9110 9.3.7 OPTIONS of what is not there", 404, "OPTIONS /b.txt"],
  ["9110 9.1 a method for no file", 404, "POST /hollow/"],
  ["3986 2.1 no percent-encoding", 404, "GET /%zz"],
  ["9110 15.5.15 a query that no Location holds", 414, `GET /docs?${"|".repeat(3000)}`],
];

export const statuses: readonly StatusRow[] = short.map(([rule, status, ...request]) => ({
  rule,
  status,
  request,
}));

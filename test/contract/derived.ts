import { type ETag, etagOf } from "@rightstatus/core";
import type { Row } from "./row.ts";

const v1 = '"v1"' as ETag;
const noon = new Date("1994-11-06T08:49:37Z");

/** What a GET becomes by its conditions: nobody builds a 304 by hand. */
export const derived: readonly Row[] = [
  {
    rule: "9110 13.1.2 matches: 304",
    request: ["GET /", 'If-None-Match: "v1"'],
    make: (r) => r.ok("x", { etag: v1, cacheControl: "max-age=60", contentLocation: "/x" }),
    wire: `
      HTTP/1.1 304 Not Modified
      cache-control: max-age=60
      content-location: /x
      etag: "v1"`,
  },
  {
    rule: "9110 13.1.2 matches the tag made of the bytes",
    request: ["GET /", `If-None-Match: ${etagOf("x")}`],
    make: (r) => r.ok("x"),
    wire: `
      HTTP/1.1 304 Not Modified
      etag: ${etagOf("x")}`,
  },
  {
    rule: "9110 13.1.2 a request of Node's fetch",
    request: ["GET /", 'If-None-Match: "v1"', "Cache-Control: no-cache"],
    make: (r) => r.ok("x", { etag: v1 }),
    wire: `
      HTTP/1.1 304 Not Modified
      etag: "v1"`,
  },
  {
    rule: "9110 13.1.3 not a date: as absent",
    request: ["GET /", "If-Modified-Since: 2030"],
    make: (r) => r.ok("", { etag: v1, lastModified: noon }),
    wire: `
      HTTP/1.1 200 OK
      content-length: 0
      content-type: text/plain; charset=utf-8
      etag: "v1"
      last-modified: Sun, 06 Nov 1994 08:49:37 GMT`,
  },
];

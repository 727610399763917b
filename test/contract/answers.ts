import { type ETag, etagOf } from "@rightstatus/core";
import type { Row } from "./row.ts";

const v1 = '"v1"' as ETag;
const noon = new Date("1994-11-06T08:49:37Z");

/** Successes and redirections. Date stands in all of them; it is checked apart. */
export const answers: readonly Row[] = [
  {
    rule: "9110 15.3.1 JSON, strong validator",
    make: (r) => r.ok({ a: 1 }),
    wire: `
      HTTP/1.1 200 OK
      content-length: 7
      content-type: application/json
      etag: ${etagOf('{"a":1}')}

      {"a":1}`,
  },
  {
    rule: "9110 8.3 text says its charset",
    make: (r) => r.ok("é"),
    wire: `
      HTTP/1.1 200 OK
      content-length: 2
      content-type: text/plain; charset=utf-8
      etag: ${etagOf("é")}

      é`,
  },
  {
    rule: "9110 8.6 empty text",
    make: (r) => r.ok(""),
    wire: `
      HTTP/1.1 200 OK
      content-length: 0
      content-type: text/plain; charset=utf-8
      etag: ${etagOf("")}`,
  },
  {
    rule: "9110 15.3.1 null is JSON",
    make: (r) => r.ok(null),
    wire: `
      HTTP/1.1 200 OK
      content-length: 4
      content-type: application/json
      etag: ${etagOf("null")}

      null`,
  },
  {
    rule: "9110 15.3.1 a number is no status",
    make: (r) => r.ok(404),
    wire: `
      HTTP/1.1 200 OK
      content-length: 3
      content-type: application/json
      etag: ${etagOf("404")}

      404`,
  },
  {
    rule: "9110 8.3 bytes",
    make: (r) => r.ok(new Uint8Array([104, 105])),
    wire: `
      HTTP/1.1 200 OK
      content-length: 2
      content-type: application/octet-stream
      etag: ${etagOf("hi")}

      hi`,
  },
  {
    rule: "9110 9.3.3 no validator on a POST",
    request: ["POST /"],
    make: (r) => r.ok({ a: 1 }),
    wire: `
      HTTP/1.1 200 OK
      content-length: 7
      content-type: application/json

      {"a":1}`,
  },
  {
    rule: "9110 8.8 validators said",
    make: (r) => r.ok([], { etag: v1, lastModified: noon }),
    wire: `
      HTTP/1.1 200 OK
      content-length: 2
      content-type: application/json
      etag: "v1"
      last-modified: Sun, 06 Nov 1994 08:49:37 GMT

      []`,
  },
  {
    rule: "9111 5.2, 9110 12.5.5 options",
    make: (r) =>
      r.ok("<p>", {
        etag: v1,
        type: "text/html; charset=utf-8",
        language: "de",
        cacheControl: "max-age=60",
        vary: ["Accept-Language"],
        contentLocation: "/de",
      }),
    wire: `
      HTTP/1.1 200 OK
      cache-control: max-age=60
      content-language: de
      content-length: 3
      content-location: /de
      content-type: text/html; charset=utf-8
      etag: "v1"
      vary: accept-language

      <p>`,
  },
  {
    rule: "8288 3 a line for each link",
    make: (r) =>
      r.ok("", {
        etag: v1,
        links: [
          { href: "/1", rel: "prev" },
          { href: "/3", rel: "next" },
        ],
      }),
    wire: `
      HTTP/1.1 200 OK
      content-length: 0
      content-type: text/plain; charset=utf-8
      etag: "v1"
      link: </1>; rel=prev
      link: </3>; rel=next`,
  },
  {
    rule: "9110 15.3.2 Location names what was made",
    request: ["POST /"],
    make: (r) => r.created("/users/7", { id: 7 }),
    wire: `
      HTTP/1.1 201 Created
      content-length: 8
      content-type: application/json
      location: /users/7

      {"id":7}`,
  },
  {
    rule: "9110 10.2.2 Location is ASCII",
    request: ["POST /"],
    make: (r) => r.created("/é", ""),
    wire: `
      HTTP/1.1 201 Created
      content-length: 0
      content-type: text/plain; charset=utf-8
      location: /%C3%A9`,
  },
  {
    rule: "9110 15.3.2 created without content",
    request: ["POST /"],
    make: (r) => r.created("/users/7"),
    wire: `
      HTTP/1.1 201 Created
      content-length: 0
      location: /users/7`,
  },
  {
    rule: "9110 9.3.4 PUT made the target itself",
    request: ["PUT /"],
    make: (r) => r.created.here({ id: 7 }, { etag: v1 }),
    wire: `
      HTTP/1.1 201 Created
      content-length: 8
      content-type: application/json
      etag: "v1"

      {"id":7}`,
  },
  {
    rule: "9110 15.3.3 where and when to look",
    request: ["POST /"],
    make: (r) => r.accepted({ state: "queued" }, { retryAfter: 5, statusUrl: "/jobs/1" }),
    wire: `
      HTTP/1.1 202 Accepted
      content-length: 18
      content-type: application/json
      link: </jobs/1>; rel=status
      retry-after: 5

      {"state":"queued"}`,
  },
  {
    rule: "9110 15.3.4",
    request: ["POST /"],
    make: (r) => r.nonAuthoritativeInformation("x"),
    wire: `
      HTTP/1.1 203 Non-Authoritative Information
      content-length: 1
      content-type: text/plain; charset=utf-8

      x`,
  },
  {
    rule: "9110 8.6 neither length nor type",
    request: ["DELETE /"],
    make: (r) => r.noContent(),
    wire: `
      HTTP/1.1 204 No Content`,
  },
  {
    rule: "9110 15.3.5 validators after a PUT",
    request: ["PUT /"],
    make: (r) => r.noContent({ etag: v1 }),
    wire: `
      HTTP/1.1 204 No Content
      etag: "v1"`,
  },
  {
    rule: "9110 15.3.6 framed as empty",
    request: ["POST /"],
    make: (r) => r.resetContent(),
    wire: `
      HTTP/1.1 205 Reset Content
      content-length: 0`,
  },
  {
    rule: "4918 13",
    make: (r) => r.multiStatus('<multistatus xmlns="DAV:"/>', { type: "application/xml" }),
    wire: `
      HTTP/1.1 207 Multi-Status
      content-length: 27
      content-type: application/xml

      <multistatus xmlns="DAV:"/>`,
  },
  {
    rule: "3229 10.4.1",
    request: ["GET /", "A-IM: feed"],
    make: (r) => r.imUsed("feed", "<e/>", { etag: v1, type: "application/xml" }),
    wire: `
      HTTP/1.1 226 IM Used
      content-length: 4
      content-type: application/xml
      etag: "v1"
      im: feed

      <e/>`,
  },
  {
    rule: "9110 15.4.1",
    make: (r) => r.multipleChoices(["/a", "/b"], { preferred: "/a" }),
    wire: `
      HTTP/1.1 300 Multiple Choices
      content-length: 11
      content-type: application/json
      location: /a

      ["/a","/b"]`,
  },
  {
    rule: "9110 15.4.2",
    make: (r) => r.movedPermanently("/n"),
    wire: `
      HTTP/1.1 301 Moved Permanently
      content-length: 0
      location: /n`,
  },
  {
    rule: "9110 15.4.3",
    make: (r) => r.found("/n"),
    wire: `
      HTTP/1.1 302 Found
      content-length: 0
      location: /n`,
  },
  {
    rule: "9110 15.4.4",
    request: ["POST /"],
    make: (r) => r.seeOther("/n#f"),
    wire: `
      HTTP/1.1 303 See Other
      content-length: 0
      location: /n#f`,
  },
  {
    rule: "9110 15.4.8",
    request: ["POST /"],
    make: (r) => r.temporaryRedirect("https://b.example/n?q=1"),
    wire: `
      HTTP/1.1 307 Temporary Redirect
      content-length: 0
      location: https://b.example/n?q=1`,
  },
  {
    rule: "9110 15.4.9",
    make: (r) => r.permanentRedirect(new URL("https://b.example")),
    wire: `
      HTTP/1.1 308 Permanent Redirect
      content-length: 0
      location: https://b.example/`,
  },
  {
    rule: "9110 10.2.3 wait before following",
    make: (r) => r.found("/n", { retryAfter: 3 }),
    wire: `
      HTTP/1.1 302 Found
      content-length: 0
      location: /n
      retry-after: 3`,
  },
];

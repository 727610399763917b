import { earlyHints } from "@rightstatus/core";
import type { Exchange } from "../support/servers.ts";

/**
 * One probe: what is asked, and what the response has to be. The request is in wire notation on one line:
 * the method, the target, the fields, and behind " | " the content. `{etag}` and `{date}` are those of
 * the target. Of the response the table names the status and whatever counts: lines that are there, "no"
 * and a name for a field that is not, the "content", the "parts" of a multipart content, the "error"
 * that the application hears of, and that the write was "written", which it else was not.
 */
export type Row = [probe: string, request: string, status: number, ...said: string[]];

/** A call that is wrong: what it is told, and how it is made. */
export type WrongCall = readonly [
  probe: string,
  error: string,
  call: (r: Exchange["reply"]) => unknown,
];

const json = { a: 1 };
const nothing = { headers: {}, body: undefined };
const nowhere = { headers: { location: undefined }, body: undefined };
const hints = earlyHints({ href: "/a", rel: "preload" });

/** Where TypeScript refuses the call, JavaScript gets a TypeError, and the client a 500. */
export const wrongCalls: readonly WrongCall[] = [
  // @ts-expect-error 204 has no content.
  ["15.3.5 a 204 with content", "options: noContent()", (r) => r.noContent(json)],
  // @ts-expect-error 205 has no content.
  ["15.3.6 a 205 with content", "options: resetContent()", (r) => r.resetContent(json)],
  [
    "8.6 a 204 with Content-Length",
    "content-length: not allowed with 204",
    (r) => r.noContent({ headers: { "content-length": "7" } }),
  ],
  // @ts-expect-error A 401 demands a challenge.
  ["15.5.2 a 401 without a challenge", "www-authenticate: want", (r) => r.unauthorized()],
  // @ts-expect-error At least one.
  ["15.5.2 a 401 with none", "www-authenticate: want", (r) => r.unauthorized([])],
  // @ts-expect-error A 405 demands the methods.
  ["15.5.6 a 405 without Allow", "allow: want a list", (r) => r.methodNotAllowed()],
  // @ts-expect-error 304 is what a read becomes, and has no helper.
  ["15.4.5 304 by a helper", "notModified is not a function", (r) => r.notModified("/x")],
  // @ts-expect-error A status is no option.
  ["15.4.3 a redirect with status 304", "options: want an object", (r) => r.found("/x", 304)],
  // @ts-expect-error A redirect demands a location.
  ["10.2.2 a redirect to undefined", "location: want a URL", (r) => r.found(undefined)],
  // @ts-expect-error A redirect demands a location.
  ["10.2.2 a redirect to null", "location: want a URL", (r) => r.seeOther(null)],
  // @ts-expect-error A redirect demands a location.
  ["10.2.2 a redirect to nowhere", "location: want a URL", (r) => r.permanentRedirect()],
];

/** The same without helpers, from bare parts, which are for `res.reply` and `ctx.reply` alone. */
export const bareParts: readonly WrongCall[] = [
  ["8.6 a 204 with content", "body: 204", (r) => r({ ...nothing, status: 204, body: json })],
  ["15.3.6 a 205 with content", "body: 205", (r) => r({ ...nothing, status: 205, body: json })],
  // @ts-expect-error An interim reply is no reply.
  ["15.2 earlyHints() as the final reply", "status: 103 is interim", (r) => r(hints)],
  ["15.2 status 103", "status: 103 is interim", (r) => r({ ...nothing, status: 103 })],
  ["15.2.1 status 100", "status: 100 is interim", (r) => r({ ...nothing, status: 100 })],
  ["15.2.2 status 101", "status: 101 is sent by", (r) => r({ ...nothing, status: 101 })],
  ["15 status 99", "status: want an integer", (r) => r({ ...nothing, status: 99 })],
  ["15 status 600", "status: want an integer", (r) => r({ ...nothing, status: 600 })],
  ["15 status 200.5", "status: want an integer", (r) => r({ ...nothing, status: 200.5 })],
  ["15.5.2 status 401", "www-authenticate: 401", (r) => r({ ...nothing, status: 401 })],
  ["15.5.6 status 405", "allow: 405", (r) => r({ ...nothing, status: 405 })],
  // @ts-expect-error A field has a value.
  ["10.2.2 status 302", "location: want a string", (r) => r({ ...nowhere, status: 302 })],
];

const problem500 = '{"type":"about:blank","title":"Internal Server Error","status":500}';

/** Of the response that was meant nothing is sent. */
const bare500 = [
  "no www-authenticate",
  "no allow",
  "no location",
  "no link",
  `content: ${problem500}`,
] as const;

const xml = "content-type: text/xml";
const jsonType = "content-type: application/json";

/** The probes of what other packages get wrong. */
export const scorecard: readonly Row[] = [
  ...wrongCalls.flatMap(([probe, error], index): Row[] => [
    [`${probe}, returned`, `GET /returned/${index}`, 500, `error: ${error}`, ...bare500],
    [`${probe}, sent`, `GET /sent/${index}`, 500, `error: ${error}`, ...bare500],
  ]),
  ...bareParts.flatMap(([probe, error], index): Row[] => [
    [`${probe}, sent`, `GET /bare/${index}`, 500, `error: ${error}`, ...bare500],
    [`${probe}, returned`, `GET /bare-returned/${index}`, 500, "error: handle: want", ...bare500],
  ]),
  ["8.6 204 has no Content-Length", "GET /no-content", 204, "no content-length", "no content-type"],
  ["15.3.6 205 says that it is empty", "GET /reset", 205, "content-length: 0", "no content-type"],
  [
    "15.5.2 a 401 from elsewhere without a challenge gets one",
    "GET /thrown/bare-401",
    401,
    "www-authenticate: Bearer",
  ],
  ["15.5.6 a 405 from elsewhere without Allow gets one", "GET /thrown/bare-405", 405, "allow:"],
  ["10.2.1 which does not list what it refuses", "GET /refusing", 405, "allow:"],
  [
    "15.5.6 and lists what the router knows: allowedMethods({ throw: true })",
    "DELETE /strict",
    405,
    "allow: GET, HEAD, OPTIONS",
  ],

  ["15.5.6 a method that the table lacks", "DELETE /note", 405, "allow: GET, HEAD, PUT, OPTIONS"],
  ["15.5.6 a method that no route has", "DELETE /routed", 405, "allow: GET, HEAD, PUT, OPTIONS"],
  ["15.6.2 a method nobody knows, of a table", "PURGE /note", 501, "no allow"],
  ["15.6.2 a method nobody knows, of routes", "PURGE /routed", 501, "no allow"],
  ["15.5.5 a path nobody knows", "GET /nowhere", 404, "no allow"],
  ["15.5.5 a path nobody knows, and its method", "PURGE /nowhere", 404, "no allow"],
  ["9.3.7 OPTIONS of a table", "OPTIONS /note", 204, "allow: GET, HEAD, PUT, OPTIONS"],
  ["9.3.7 OPTIONS of routes", "OPTIONS /routed", 204, "allow: GET, HEAD, PUT, OPTIONS"],

  ["13.1.1 PUT, a stale If-Match", 'PUT /note if-match: "v0" | new', 412],
  ["13.1.1 PUT, the If-Match that holds", 'PUT /note if-match: "v1" | new', 204, "written"],
  ["13.1.1 PUT, If-Match by strong comparison", 'PUT /note if-match: W/"v1" | new', 412],
  ["13.1.1 PUT of what is not there", "PUT /missing if-match: * | new", 412],
  [
    "13.1.4 PUT, changed since",
    "PUT /note if-unmodified-since: Sun, 06 Nov 1994 08:49:36 GMT | new",
    412,
  ],
  ["13.1.2 PUT, If-None-Match that matches", 'PUT /note if-none-match: "v1" | new', 412],
  ["13.1.2 PUT, If-None-Match: *", "PUT /note if-none-match: * | new", 412],
  ["13.1.2 PUT, another tag", 'PUT /note if-none-match: "v0" | new', 204, "written"],
  ["13.1.2 PUT to make it", "PUT /missing if-none-match: * | new", 204, "written"],

  ["13.1.2 If-None-Match, a list", 'GET /both if-none-match: "x", {etag}', 304, "etag: {etag}"],
  ["13.1.2 If-None-Match: *", "GET /both if-none-match: *", 304, "etag: {etag}"],
  ["13.1.2 If-None-Match, none of the list", 'GET /both if-none-match: "x", "y"', 200],
  [
    "13.1.3 If-None-Match matches, If-Modified-Since is stale",
    "GET /both if-none-match: {etag}; if-modified-since: Sun, 06 Nov 1994 08:49:37 GMT",
    304,
    "etag: {etag}",
  ],
  [
    "9111 5.2.1.4 If-None-Match matches, no-cache",
    "GET /both if-none-match: {etag}; cache-control: no-cache",
    304,
    "etag: {etag}",
  ],
  ["13.1.3 If-Modified-Since: 2030", "GET /both if-modified-since: 2030", 200],

  [
    "14.1.2 a suffix longer than the file",
    "GET /a.txt range: bytes=-500",
    206,
    "content-range: bytes 0-99/100",
  ],
  ["14.2 HEAD ignores Range", "HEAD /a.txt range: bytes=0-3", 200, "content-length: 100"],
  ["13.1.5 If-Range, a weak tag", "GET /a.txt range: bytes=0-3; if-range: W/{etag}", 200],
  ["14.2 an unknown unit", "GET /a.txt range: items=0-1", 200],
  [
    "15.3.7.2 two ranges",
    "GET /a.txt range: bytes=0-1,90-91",
    206,
    "parts: 0-1/100 is 01, 90-91/100 is 01",
  ],

  ...["thrown", "rejected", "thrown-by-plain"].flatMap((way): Row[] => [
    [
      `9111 3 a cacheable success became a 503, a reply ${way}`,
      `GET /${way}/reply`,
      503,
      "cache-control: no-store",
      "retry-after: 5",
      "access-control-allow-origin: https://app.example",
      "vary: origin, accept",
    ],
    [
      `9111 3 a cacheable success became a 503, an error of http-errors ${way}`,
      `GET /${way}/http-error`,
      503,
      "cache-control: no-store",
      "access-control-allow-origin: https://app.example",
      "vary: origin, accept",
    ],
    [
      `15.6.1 a 500 in production, ${way}`,
      `GET /${way}/error`,
      500,
      "cache-control: no-store",
      "access-control-allow-origin: https://app.example",
      `content: ${problem500}`,
    ],
    [`15.6.1 as HTML, ${way}`, `GET /${way}/error accept: text/html`, 500, "no etag"],
    [`15.6.1 as text, ${way}`, `GET /${way}/error accept: text/plain`, 500, "no etag"],
  ]),

  ["15.5.1 malformed JSON", `POST /json ${jsonType} | {"a":`, 400, "no accept"],
  ["15.5.1 JSON as it should be", `POST /json ${jsonType} | {"a":1}`, 204, "written"],
  ["15.5.16 XML where JSON is wanted", `POST /json ${xml} | <a/>`, 415, "accept: application/json"],
  [
    "12.5.3 a coding nobody knows",
    `POST /json ${jsonType}; content-encoding: x | {}`,
    415,
    "accept-encoding: gzip, deflate, br, identity",
    "no accept",
  ],
];

/** Each of them, wherever the server stands. */
export const zones = ["UTC", "America/New_York", "Asia/Tokyo"] as const;

/** What `fresh` gets wrong. */
export const conditions: readonly Row[] = [
  [
    "13.1.2, 9111 5.2.1.4 as Node's fetch asks",
    'GET /tagged if-none-match: "a"; cache-control: no-cache',
    304,
    'etag: "a"',
  ],
  ["8.8.3 a comma in a tag", 'GET /comma if-none-match: "a,b"', 304, 'etag: "a,b"'],
  ["8.8.3 half of such a tag", 'GET /comma if-none-match: "a"', 200],
  ["5.6.3 a list with a tab", 'GET /tagged if-none-match: "x",\t"a"', 304, 'etag: "a"'],
  ["13.1.3 a year is no date", "GET /dated if-modified-since: 2030", 200],
  ["13.1.3 nor is ISO 8601", "GET /dated if-modified-since: 2030-01-01T00:00:00Z", 200],
  ["13.1.3 nor are words", "GET /dated if-modified-since: yesterday 2027", 200],
  [
    "5.6.7 asctime is UTC, before",
    "GET /asctime if-modified-since: Sun Nov  6 08:49:37 1994",
    200,
    "last-modified: Sun, 06 Nov 1994 11:49:37 GMT",
  ],
  [
    "5.6.7 asctime is UTC, the same",
    "GET /asctime if-modified-since: Sun Nov  6 11:49:37 1994",
    304,
  ],
  ["5.6.7 asctime is UTC, after", "GET /asctime if-modified-since: Sun Nov  6 14:49:37 1994", 304],
  [
    "5.6.7 the 50 years of rfc850: 2060",
    "GET /dated if-modified-since: Thursday, 01-Jan-60 00:00:00 GMT",
    304,
  ],
  [
    "13.1.3 ignored beside If-None-Match",
    'GET /both if-none-match: "a"; if-modified-since: Sun, 06 Nov 1994 08:49:37 GMT',
    304,
  ],
  ["13.1.1 If-Match, a read", 'GET /tagged if-match: "b"', 412],
  ["13.1.1 If-Match, a write", 'PUT /note if-match: "b"', 412],
  [
    "13.1.4 If-Unmodified-Since, a read",
    "GET /dated if-unmodified-since: Sun, 06 Nov 1994 08:49:37 GMT",
    412,
  ],
  [
    "13.1.4, 5.6.7 If-Unmodified-Since in asctime, a write",
    "PUT /note if-unmodified-since: Sun Nov  6 08:49:36 1994",
    412,
  ],
  [
    "13.1.4, 5.6.7 the time itself in asctime, a write",
    "PUT /note if-unmodified-since: Sun Nov  6 08:49:37 1994",
    204,
    "written",
  ],
  ["13.1.2 If-None-Match, a write", 'PUT /note if-none-match: "v1"', 412],
  ["13.1.3 MUST ignore: a write", "PUT /note if-modified-since: {date}", 204, "written"],
];

/** What `range-parser` gets wrong. */
export const ranges: readonly Row[] = [
  ["14.1.2 all of it", "GET /a.txt range: bytes=-500", 206, "content-range: bytes 0-99/100"],
  [
    "14.1.2 a byte, and all of it",
    "GET /a.txt range: bytes=0-0,-500",
    206,
    "content-range: bytes 0-99/100",
  ],
  [
    "5.6.1.2 an empty member",
    "GET /a.txt range: bytes=0-1,,3-4",
    206,
    "parts: 0-1/100 is 01, 3-4/100 is 34",
  ],
  ["14.1.1 no number", "GET /a.txt range: bytes=abc-5", 200],
  ["14.1.1 more than a number", "GET /a.txt range: bytes=0-4abc", 200],
  ["14.1.1 hexadecimal", "GET /a.txt range: bytes=0x10-0x20", 200],
  ["14.1.1 an exponent", "GET /a.txt range: bytes=1e1-20", 200],
  ["17.15 all of it, five times", "GET /a.txt range: bytes=0-,0-,0-,0-,0-", 200],
  ["14.1 a space in the unit", "GET /a.txt range: bytes = 0-4", 200],
];

/** What `send` gets wrong. */
export const files: readonly Row[] = [
  ["14.2 HEAD ignores Range", "HEAD /a.txt range: bytes=0-3", 200, "no content-range"],
  ["13.1.5 If-Range, a weak tag", "GET /a.txt range: bytes=0-3; if-range: W/{etag}", 200],
  ["13.1.5 If-Range, a substring", 'GET /a.txt range: bytes=0-3; if-range: "zzz" {etag}', 200],
  [
    "13.1.5 If-Range, a later date",
    "GET /a.txt range: bytes=0-3; if-range: Sun, 06 Nov 1994 08:49:38 GMT",
    200,
  ],
  ["13.1.5 If-Range, no date", "GET /a.txt range: bytes=0-3; if-range: 2038", 200],
  [
    "8.8.1 If-Range, the tag of a file is strong",
    "GET /a.txt range: bytes=0-3; if-range: {etag}",
    206,
    "content-range: bytes 0-3/100",
  ],
  [
    "13.1.5 If-Range, the date itself",
    "GET /a.txt range: bytes=0-3; if-range: {date}",
    206,
    "content-range: bytes 0-3/100",
  ],
  ["13.1.1 If-Match, a weak tag", "GET /a.txt if-match: W/{etag}", 412],
  ["13.1.4 If-Unmodified-Since, no date", "GET /a.txt if-unmodified-since: 1999", 200],
  ["15.5.6 POST is no read", "POST /a.txt", 405, "no accept-ranges", "allow: GET, HEAD, OPTIONS"],
  [
    "15.3.7.2 two ranges",
    "GET /a.txt range: bytes=0-1,4-5",
    206,
    "parts: 0-1/100 is 01, 4-5/100 is 45",
  ],
];

/** What `negotiator` gets wrong. The offers stand in the query. */
export const negotiation: readonly Row[] = [
  ...(
    [
      ["4647 3.3.1 more special", "zh-Hant", "en,zh-Hant-TW", "zh-Hant-TW"],
      ["4647 3.4 more general", "zh-Hant-TW", "en,zh-Hant", "zh-Hant"],
      ["4647 3.4 more general, as it always was", "en-US", "fr,en", "en"],
      ["4647 3.3.1 a grandfathered tag", "en-GB, fr;q=0.1", "en-GB-oed,fr", "en-GB-oed"],
      ["the same, the other way round", "en-GB, fr;q=0.1", "fr,en-GB-oed", "en-GB-oed"],
      ["12.5.4 the variant that is named", "zh, zh-CN;q=0.9", "zh-CN,zh-TW", "zh-CN"],
      ["the same, the other way round", "zh, zh-CN;q=0.9", "zh-TW,zh-CN", "zh-CN"],
      [
        "12.5.4 a variant that is named, not one that is not",
        "en-CA,en;q=0.9,en-GB;q=0.8,en-US;q=0.7",
        "en-US,en-x-pirate",
        "en-US",
      ],
      [
        "the same, the other way round",
        "en-CA,en;q=0.9,en-GB;q=0.8,en-US;q=0.7",
        "en-x-pirate,en-US",
        "en-US",
      ],
    ] as const
  ).map(
    ([probe, wanted, offers, chosen]): Row => [
      `${probe}: ${wanted} of ${offers}`,
      `GET /languages?${offers} accept-language: ${wanted}`,
      200,
      `content-language: ${chosen}`,
      "vary: accept-language",
    ],
  ),
  ...(
    [
      ["12.4.2 a weight above 1", "text/html;q=1.5, application/json", "application/json"],
      ["12.4.2 a weight that is none", "text/html;q=abc", "text/html; charset=utf-8"],
      ["12.5.1 no media range", "*/json", "text/html; charset=utf-8"],
    ] as const
  ).map(
    ([probe, wanted, chosen]): Row => [
      `${probe}: ${wanted}`,
      `GET /types?text/html,application/json accept: ${wanted}`,
      200,
      `content-type: ${chosen}`,
      "vary: accept",
    ],
  ),
  [
    "8.4.1.3 x-gzip is gzip",
    "GET /encodings?gzip accept-encoding: x-gzip",
    200,
    "content-encoding: gzip",
    "vary: accept-encoding",
  ],
];

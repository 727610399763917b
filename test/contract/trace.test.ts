import { etag, guardWrite, isReply, noContent, ok, serve } from "@rightstatus/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { values } from "../support/response-parser.ts";
import { frameworks, type Route, start } from "../support/servers.ts";

const state = { exists: true, etag: etag("v1") };

const routes: readonly Route[] = [
  { path: "/served", handle: ({ req }) => serve(req, { ...state, body: "note" }) },
  {
    path: "/guarded",
    handle({ req }) {
      const guard = guardWrite(req, state, { require: true });
      return isReply(guard) ? guard : noContent();
    },
  },
  { path: "/note", handle: () => ok("note", { etag: etag("v1") }) },
  {
    path: "/timed",
    handle: ({ res }) => {
      res.setHeader("Server-Timing", "db;dur=3");
      return ok("note", { etag: etag("v1") });
    },
  },
];

describe.each(frameworks)("replies({ trace: true }), %s", (framework) => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ["GET /note", [], 200, ['answer;desc="200 OK (RFC 9110 section 15.3.1)"']],
    [
      "GET /note",
      ['If-None-Match: "v1"'],
      304,
      [
        'if-none-match;desc="false (RFC 9110 section 13.1.2)", ' +
          'answer;desc="304 Not Modified (RFC 9110 section 15.4.5)"',
      ],
    ],
    [
      "GET /note",
      ['If-Match: "v2"'],
      412,
      [
        'if-match;desc="false (RFC 9110 section 13.1.1)", ' +
          'answer;desc="412 Precondition Failed (RFC 9110 section 15.5.13)"',
      ],
    ],
    [
      "GET /note",
      ["Range: bytes=0-1"],
      206,
      [
        'range;desc="counts (RFC 9110 section 14.2)", ' +
          'answer;desc="206 Partial Content (RFC 9110 section 15.3.7)"',
      ],
    ],
    ["GET /timed", [], 200, ["db;dur=3", 'answer;desc="200 OK (RFC 9110 section 15.3.1)"']],
    ["POST /note", [], 200, []],
    [
      "GET /served",
      ['If-Match: "v2"'],
      412,
      [
        'if-match;desc="false (RFC 9110 section 13.1.1)", ' +
          'answer;desc="412 Precondition Failed (RFC 9110 section 15.5.13)"',
      ],
    ],
    [
      "PUT /guarded",
      ['If-Match: "v1"'],
      204,
      [
        'if-match;desc="true (RFC 9110 section 13.1.1)", ' +
          'answer;desc="204 No Content (RFC 9110 section 15.3.5)"',
      ],
    ],
    [
      "PUT /guarded",
      ['If-Match: "v2"'],
      412,
      [
        'if-match;desc="false (RFC 9110 section 13.1.1)", ' +
          'answer;desc="412 Precondition Failed (RFC 9110 section 15.5.13)"',
      ],
    ],
    ["PUT /guarded", [], 428, ['answer;desc="428 Precondition Required (RFC 6585 section 3)"']],
  ] as const)("%s %j", async (line, fields, status, told) => {
    const app = await start(framework, { routes, options: { trace: true } });
    const response = await app.exchange(request(line, fields));
    expect([response.status, values(response, "server-timing")]).toEqual([status, told]);
  });

  it("tells nothing in production", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const app = await start(framework, { routes, options: { trace: true } });
    const response = await app.exchange(request("GET /note"));
    expect(values(response, "server-timing")).toEqual([]);
  });
});

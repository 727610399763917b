import { accepted, etag, noContent, ok, preferred } from "@rightstatus/core";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Route, start } from "../support/servers.ts";

const routes: readonly Route[] = [
  {
    path: "/note",
    handle: ({ req }) =>
      preferred(req, {
        representation: () => ok("note", { etag: etag("v2") }),
        minimal: () => noContent({ etag: etag("v2") }),
        respondAsync: () => accepted(undefined, { statusUrl: "/jobs/7" }),
      }),
  },
];

describe.each(frameworks)("RFC 7240 on %s", (framework) => {
  it.each([
    ["4.2", "PUT", ["Prefer: return=minimal"], 204, "return=minimal", ""],
    ["4.2", "PUT", ["Prefer: return=representation"], 200, "return=representation", "note"],
    ["4.1", "PUT", ["Prefer: respond-async, wait=10"], 202, "respond-async", ""],
    [
      "2 several lines",
      "PUT",
      ["Prefer: depth=1", "Prefer: return=minimal"],
      204,
      "return=minimal",
      "",
    ],
    ["2 malformed: ignored", "PUT", ["Prefer: return=minimal;="], 200, undefined, "note"],
    ["2 Vary where none was stated", "GET", [], 200, undefined, "note"],
    [
      "3 of a 304: it chose what the client has",
      "GET",
      ['If-None-Match: "v2"', "Prefer: return=representation"],
      304,
      "return=representation",
      "",
    ],
  ] as const)("%s: %s %j", async (_rule, method, fields, status, applied, body) => {
    const app = await start(framework, { routes });
    const response = await app.exchange(request(`${method} /note`, fields));
    expect([
      response.status,
      value(response, "preference-applied"),
      value(response, "vary"),
      response.body.toString(),
    ]).toEqual([status, applied, "Prefer", body]);
  });
});

import { bearer, conflict, ok, unauthorized } from "@rightstatus/core";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Exchange, frameworks, type Running, start } from "../support/servers.ts";
import { head } from "../support/transcript.ts";

/** They speak of the client, the connection or a policy: true of any response. */
const kept = [
  "access-control-allow-origin: https://app.example",
  "access-control-expose-headers: etag",
  "ratelimit: 10;w=60",
  "ratelimit-policy: 10;w=60",
  "retry-after: 9",
  "server-timing: db;dur=3",
  "set-cookie: a=1",
  "set-cookie: b=2",
  "strict-transport-security: max-age=60",
  "vary: origin",
  "x-request-id: 7",
] as const;

/** They speak of content that an error replaces. */
const stale = [
  "accept-ranges: bytes",
  "cache-control: public, max-age=600",
  "content-disposition: attachment",
  "content-language: de",
  "content-location: /de",
  'etag: "old"',
  "expires: Sun, 06 Nov 1994 08:49:37 GMT",
  "last-modified: Sun, 06 Nov 1994 08:49:37 GMT",
  "location: /elsewhere",
] as const;

/** Wrong for whatever content goes out. */
const framing = ["content-encoding: gzip", "content-length: 999", "content-range: bytes 0-1/2"];

function setAll({ res }: Exchange): void {
  for (const line of [...kept, ...stale, ...framing]) {
    const [name = "", text = ""] = line.split(": ");
    res.appendHeader(name, text);
  }
}

describe.each(frameworks)("fields that other middleware set, on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    const routes = [
      {
        path: "/success",
        handle: (exchange: Exchange) => {
          setAll(exchange);
          return ok("new", { cacheControl: "no-cache" });
        },
      },
      {
        path: "/returned",
        handle: (exchange: Exchange) => {
          setAll(exchange);
          return conflict();
        },
      },
      {
        path: "/thrown",
        plain: (exchange: Exchange) => {
          setAll(exchange);
          throw new Error("unknown");
        },
      },
      {
        path: "/challenge",
        handle: ({ res }: Exchange) => {
          res.setHeader("WWW-Authenticate", 'Basic realm="theirs"');
          return unauthorized(bearer());
        },
      },
      { path: "/read", method: "get" as const, handle: () => ok("x") },
    ];
    app = await start(framework, { routes });
  });

  it("on success all stay but the framing, and ours win", async () => {
    const response = await app.exchange(request("GET /success"));
    const lines = head(response);
    expect(lines).toEqual(expect.arrayContaining([...kept]));
    const ours = /^(etag|cache-control): /;
    expect(lines).toEqual(expect.arrayContaining(stale.filter((line) => !ours.test(line))));
    expect(lines).toContain("cache-control: no-cache");
    expect(lines).toContain("content-length: 3");
    expect(lines.join("\n")).not.toMatch(/^content-(encoding|range)|"old"/m);
  });

  it.each([
    ["/returned", 409],
    ["/thrown", 500],
  ])("on an error, %s, what spoke of the content goes", async (path, status) => {
    const response = await app.exchange(request(`GET ${path}`));
    expect(response.status).toBe(status);
    const lines = head(response);
    expect(lines).toEqual(
      expect.arrayContaining(kept.map((line) => line.replace(/^vary: .*/, "$&, accept"))),
    );
    for (const line of [...stale, ...framing]) expect(lines).not.toContain(line);
    expect(lines.filter((line) => /^(etag|location|content-language|expires)/.test(line))).toEqual(
      [],
    );
    expect(lines).toContain("cache-control: no-store");
  });

  it("9110 11.6.1 our challenge is what a 401 of ours asks for", async () => {
    const lines = head(await app.exchange(request("GET /challenge")));
    expect(lines).toContain("www-authenticate: Bearer");
  });

  it.each(["GET", "POST", "DELETE"])("what no route takes is a 404 problem: %s", async (method) => {
    const response = await app.exchange(request(`${method} /nowhere`));
    expect(response.status).toBe(404);
    expect(head(response)).toContain("content-type: application/problem+json");
  });
});

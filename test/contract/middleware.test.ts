import { gunzipSync } from "node:zlib";
import * as core from "@rightstatus/core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { asBrowser, itsFields, usualMiddleware } from "../support/middleware.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Route, type Running, start } from "../support/servers.ts";
import { head } from "../support/transcript.ts";
import { type Row, requestOf, transcriptOf } from "./row.ts";
import { rows, unasked } from "./table.ts";

const large = "a line of text, and another\n".repeat(1000);
const largeTag = core.etagOf(large);
const gzip = "Accept-Encoding: gzip";

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < large.length; at += 5000) yield Buffer.from(large.slice(at, at + 5000));
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(large);
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new Error("broken");
}

const routes: readonly Route[] = [
  ...rows.map((row, index) => ({ path: `/rows/${index}`, handle: () => row.make(core) })),
  { path: "/large", handle: () => core.ok(large) },
  {
    path: "/bytes",
    handle: () => core.ok(new TextEncoder().encode(large), { type: "text/plain" }),
  },
  { path: "/created", handle: () => core.created("/large", large, { etag: core.etag("1") }) },
  { path: "/large-problem", handle: () => core.conflict(large) },
  { path: "/stream", handle: () => core.ok(pieces(), { type: "text/plain; charset=utf-8" }) },
  { path: "/broken", handle: () => core.ok(broken(), { type: "text/plain; charset=utf-8" }) },
  {
    path: "/as-it-is",
    handle: () => core.ok(large, { cacheControl: "no-transform" }),
  },
];

/** Vary is merged; the policy for pages may be helmet's or ours. */
const shared = /^(vary|content-security-policy|x-content-type-options): /;

function expectRow(row: Row, lines: readonly string[]): void {
  const [statusLine, ...fields] = transcriptOf(row).split("\n\n")[0]?.split("\n") ?? [];
  expect(lines[0]).toBe(statusLine);
  expect(lines).toEqual(expect.arrayContaining(fields.filter((field) => !shared.test(field))));
  const vary = fields.find((field) => field.startsWith("vary: "))?.slice("vary: ".length);
  for (const member of vary?.split(", ") ?? []) {
    expect(lines.join("\n").toLowerCase()).toMatch(new RegExp(`\nvary: .*\\b${member}\\b`, "i"));
  }
}

describe.each(frameworks)("behind the usual middleware, on %s", (framework) => {
  let app: Running;
  const log: string[] = [];
  beforeAll(async () => {
    const setup = usualMiddleware(framework, (line) => log.push(line));
    app = await start(framework, { ...setup, routes, options: unasked });
  });
  beforeEach(() => log.splice(0));

  it.each(rows)("$rule", async (row) => {
    const index = rows.indexOf(row);
    const response = await app.exchange(
      requestOf(row, `/rows/${index}`).replace("\r\n", `\r\n${asBrowser.join("\r\n")}\r\n`),
    );
    const lines = head(response);
    expectRow(row, lines);
    for (const field of itsFields) expect(lines).toContainEqual(expect.stringMatching(field));
    expect(response.body.toString()).toBe(transcriptOf(row).split("\n\n")[1] ?? "");
    const length = value(response, "content-length") ?? "-";
    expect(log).toEqual([`${response.status} ${length}`]);
  });

  describe("content that compression encodes", () => {
    it.each([
      ["/large", 200, largeTag],
      ["/bytes", 200, largeTag],
      ["/stream", 200, undefined],
    ])("%s", async (path, status, tag) => {
      const response = await app.exchange(request(`GET ${path}`, [gzip]));
      expect(response.status).toBe(status);
      expect(value(response, "content-encoding")).toBe("gzip");
      expect(value(response, "vary")).toMatch(/accept-encoding/i);
      expect(gunzipSync(response.body).toString()).toBe(large);
      // RFC 9110 section 8.8.3.3: other bytes, so no longer the strong tag.
      expect(value(response, "etag")).toBe(tag && `W/${tag}`);
    });

    it("9110 15.3.2 the tag of a 201 is that of what was created, not of this content", async () => {
      const response = await app.exchange(request("GET /created", [gzip]));
      expect([response.status, value(response, "etag")]).toEqual([201, '"1"']);
      expect(gunzipSync(response.body).toString()).toBe(large);
    });

    it("14.4 a part is not encoded, for its range counts the bytes of the whole", async () => {
      const response = await app.exchange(request("GET /large", [gzip, "Range: bytes=10-5009"]));
      expect([response.status, value(response, "content-encoding")]).toEqual([206, undefined]);
      expect(value(response, "content-range")).toBe(`bytes 10-5009/${large.length}`);
      expect(value(response, "vary")).toMatch(/accept-encoding/i); // 15.3.7
      expect(response.body.toString()).toBe(large.slice(10, 5010));
    });

    it("13.1.2 its weak tag still answers If-None-Match, and the 304 repeats it", async () => {
      const known = `W/${largeTag}`;
      const response = await app.exchange(request("GET /large", [gzip, `If-None-Match: ${known}`]));
      expect([response.status, value(response, "etag")]).toEqual([304, known]);
    });

    it.each([
      ["15.3.7 a part", "Range: bytes=10-5009", 206],
      ["15.3.7 several parts", "Range: bytes=10-1009,2000-5009", 206],
      ["15.4.5 a 304", `If-None-Match: ${largeTag}`, 304],
    ])("%s says by Vary what the 200 says", async (_rule, field, status) => {
      for (const accepted of [gzip, "Accept-Encoding: identity"]) {
        const response = await app.exchange(request("GET /large", [accepted, field]));
        expect([response.status, value(response, "content-encoding")]).toEqual([status, undefined]);
        expect(value(response, "vary")).toMatch(/accept-encoding/i);
      }
    });

    it("a problem too", async () => {
      const response = await app.exchange(request("GET /large-problem", [gzip]));
      expect(response.status).toBe(409);
      const body = value(response, "content-encoding") ? gunzipSync(response.body) : response.body;
      expect(JSON.parse(body.toString()).detail).toBe(large);
    });

    it("HEAD has no content", async () => {
      const response = await app.exchange(request("HEAD /large", [gzip]));
      expect([response.status, response.body.length]).toEqual([200, 0]);
    });

    it("fails under way: never a clean end", async () => {
      const connection = await app.connect();
      connection.send(request("GET /broken", [gzip]));
      expect(await connection.broken()).not.toContain("0\r\n\r\n");
    });
  });

  it("9111 5.2.2.6 no-transform: content that nobody may encode", async () => {
    const response = await app.exchange(request("GET /as-it-is", [gzip]));
    expect(value(response, "content-encoding")).toBeUndefined();
    expect(value(response, "etag")).toBe(largeTag);
    expect(response.body.toString()).toBe(large);
  });
});

import { etag, ok } from "@rightstatus/core";
import { describe, expect, it } from "vitest";
import { frameworks, start } from "../support/servers.ts";

/**
 * Node's fetch says `Cache-Control: no-cache` beside If-None-Match. That speaks to caches (RFC 9111
 * section 5.2.1.4), and an origin that heeds it never answers 304 to a Node client.
 */
describe.each(frameworks)("fetch of Node revalidates, %s", (framework) => {
  it.each([
    ["a tag of one's own", () => ok({ id: 7 }, { etag: etag("v1") })],
    ["the tag of the bytes", () => ok({ id: 7 })],
  ])("with %s", async (_what, handle) => {
    const app = await start(framework, { routes: [{ path: "/note", handle }] });
    const first = await fetch(`${app.origin}/note`);
    const tag = first.headers.get("etag") ?? "none";
    expect([first.status, await first.json()]).toEqual([200, { id: 7 }]);
    const again = await fetch(`${app.origin}/note`, { headers: { "if-none-match": tag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("etag")).toBe(tag);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Each example is copied alone, so they share no code; they must not drift apart either. */
describe("koa-notes beside express-notes", () => {
  const all = readdirSync(new URL("express-notes/", import.meta.url), { withFileTypes: true });
  const own = ["README.md", "app.js", "package.json"];
  const files = all
    .filter((entry) => entry.isFile() && !own.includes(entry.name))
    .map((entry) => entry.name);
  const assets = readdirSync(new URL("express-notes/public/", import.meta.url));

  it.each([...files, ...assets.map((name) => `public/${name}`)])("%s", (name) => {
    expect(asExpress(read(`koa-notes/${name}`))).toBe(asExpress(read(`express-notes/${name}`)));
  });
});

function read(path) {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

/** What of the frameworks shows in these files, taken out. */
function asExpress(text) {
  return text
    .replace(/^ \* @typedef .*(Request|Context|Handler)$/gm, "")
    .replaceAll("@rightstatus/koa", "@rightstatus/express")
    .replaceAll("ctx.request.body", "req.body")
    .replaceAll("{Context}", "{Request}")
    .replace(/\bctx\b/g, "req");
}

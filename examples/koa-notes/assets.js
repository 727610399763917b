import { readFileSync } from "node:fs";
import { ok } from "@rightstatus/koa";

/** The page to try the service on, by path. A reply is a value: each is made once and sent often. */
export const assets = new Map([
  ["/", asset("index.html", "text/html; charset=utf-8")],
  ["/page.css", asset("page.css", "text/css; charset=utf-8")],
  ["/page.js", asset("page.js", "text/javascript; charset=utf-8")],
  ["/requests.js", asset("requests.js", "text/javascript; charset=utf-8")],
  ["/send.js", asset("send.js", "text/javascript; charset=utf-8")],
]);

/** @param {string} name @param {string} type */
function asset(name, type) {
  const text = readFileSync(new URL(`public/${name}`, import.meta.url), "utf8");
  // Compression says Vary by itself, but not on parts (RFC 9110 section 15.3.7).
  return ok(text, { type, cacheControl: "no-cache", vary: ["Accept-Encoding"] });
}

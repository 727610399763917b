import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * What is asked of every server. No request has content. One that revalidates is asked with the ETag
 * that the server gave before.
 */
export const scenarios = [
  { name: "200 JSON", method: "GET", path: "/json", status: 200 },
  { name: "201 Location", method: "POST", path: "/created", status: 201 },
  { name: "204", method: "DELETE", path: "/empty", status: 204 },
  { name: "405 Allow", method: "DELETE", path: "/method", status: 405 },
  { name: "404 thrown", method: "GET", path: "/thrown", status: 404 },
  { name: "200 64 KiB", method: "GET", path: "/bytes", status: 200 },
  { name: "304", method: "GET", path: "/json", status: 304, revalidates: true },
  {
    name: "206 of a file",
    method: "GET",
    path: "/files/1-mib.bin",
    status: 206,
    fields: ["Range: bytes=65536-131071"],
  },
];

/** What is asked by many clients at once: problems, redirects, nothing, pages that are negotiated. */
export const heldScenarios = [
  { name: "405 problem", method: "DELETE", path: "/method", status: 405 },
  { name: "303", method: "GET", path: "/other", status: 303 },
  { name: "204", method: "DELETE", path: "/empty", status: 204 },
  {
    name: "200 page",
    method: "GET",
    path: "/page",
    status: 200,
    accept: "text/html, application/json;q=0.9, */*;q=0.1",
  },
];

/** What is asked of an app with handlers of its framework's own. */
export const untouchedScenarios = [
  { name: "200 JSON", path: "/json" },
  { name: "behind middleware", path: "/behind/json" },
  { name: "of a mounted app", path: "/mounted/json" },
].map((scenario) => ({ ...scenario, method: "GET", status: 200 }));

/** The handler's key in a table of routes. */
export function routeOf({ method, url }) {
  return `${method} ${url}`;
}

/** What the handlers answer with. */
export const user = { id: 7, name: "Ada Lovelace", email: "ada@example.com", roles: ["author"] };
export const page = `<!doctype html><title>${user.name}</title><p>${"She wrote a program. ".repeat(20)}`;
export const bytes = Buffer.alloc(64 * 1024, "0123456789abcdef");

/** A directory in which there is a file by the path above: 1 MiB. */
export const root = join(tmpdir(), "rightstatus-bench");
export const file = join(root, "files/1-mib.bin");
if (!existsSync(file)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(1024 * 1024, bytes));
}

/** Beside it one of 64 MiB, which takes no room on a disk. */
export const largePath = "/files/64-mib.bin";
export const largeSize = 64 * 1024 * 1024;
export const large = join(root, largePath);
if (!existsSync(large)) {
  writeFileSync(large, "");
  truncateSync(large, largeSize);
}

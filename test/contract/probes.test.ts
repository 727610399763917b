import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { etag, ok, serve } from "@rightstatus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, type Running, type Setup, start } from "../support/servers.ts";
import { startFiles } from "./files-setup.ts";
import { content, modified, probes } from "./probes.ts";

const validators = { etag: etag("v1"), lastModified: modified } as const;

const resource = {
  exists: true,
  ...validators,
  length: content.length,
  type: "text/plain",
  body: () => content,
  slice: (start: number, end: number) => content.slice(start, end),
};

const setups: Readonly<Record<string, Setup>> = {
  "ok() with validators": { routes: [{ path: "/a.txt", handle: () => ok(content, validators) }] },
  "serve()": { routes: [{ path: "/a.txt", handle: ({ req }) => serve(req, resource) }] },
};

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "probes-"));
  await writeFile(join(root, "a.txt"), content);
  await utimes(join(root, "a.txt"), modified, modified);
});
afterAll(() => rm(root, { recursive: true }));

/** RFC 9110 sections 13 and 14: every read passes all of them, however it is answered. */
describe.each(frameworks)("probes of reads, %s", (framework) => {
  describe.each([...Object.keys(setups), "files()"])("through %s", (way) => {
    let app: Running;
    let known: Response;
    beforeAll(async () => {
      const setup = setups[way];
      app = await (setup ? start(framework, setup) : startFiles(framework, { root }));
      known = await app.exchange(request("GET /a.txt"));
    });

    it.each(probes)("%s: %s: %s", async (_rule, probe, answer) => {
      const [method = "", ...rest] = probe.split(" ");
      const fields = rest.join(" ").split("; ").filter(Boolean).map(filled);
      const response = await app.exchange(request(`${method} /a.txt`, fields));
      expect(summary(response, answer)).toBe(answer);
      expectContent(response, method);
    });

    function filled(field: string): string {
      return field
        .replace("{etag}", value(known, "etag") ?? "none")
        .replace("{date}", value(known, "last-modified") ?? "none");
    }

    function expectContent(response: Response, method: string): void {
      const { status } = response;
      if (method === "HEAD" || status === 304) expect(response.body.length).toBe(0);
      else if (status === 200) expect(response.body.toString()).toBe(content);
      if (status < 400) expect(value(response, "etag")).toBe(value(known, "etag"));
      if (status === 304) {
        for (const name of ["content-type", "content-length", "last-modified"]) {
          expect(value(response, name)).toBeUndefined();
        }
      }
      const [, first, last] =
        /^bytes (\d+)-(\d+)\//.exec(value(response, "content-range") ?? "") ?? [];
      if (last === undefined) return;
      expect(response.body.toString()).toBe(content.slice(Number(first), Number(last) + 1));
    }
  });
});

/** As much of a response as the expectation speaks of. */
function summary(response: Response, answer: string): string {
  const said = [String(response.status)];
  const type = value(response, "content-type");
  const range = value(response, "content-range");
  if (type?.startsWith("multipart/byteranges")) {
    const parts = response.body.toString("latin1").matchAll(/Content-Range: bytes ([^\r]+)\r\n/g);
    said.push("multipart", ...Array.from(parts, ([, part]) => part ?? ""));
  }
  if (range !== undefined) said.push(range);
  for (const name of ["etag", "last-modified"]) {
    if (answer.includes(name) && value(response, name) !== undefined) said.push(name);
  }
  return said.join(" ");
}

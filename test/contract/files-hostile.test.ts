import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { put, treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { canary } from "../support/hostile-values.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Running } from "../support/servers.ts";
import { startFiles } from "./files-setup.ts";

/** A root with what must not be read in it and around it. */
function hostileTree(): string {
  const around = treeOf({ "www/a.txt": "open" });
  for (const path of ["s.txt", "www/.env", "www/.well-known/x", "www/x:y"])
    put(join(around, path), canary);
  const root = join(around, "www");
  symlinkSync("../s.txt", join(root, "link.txt"));
  symlinkSync("..", join(root, "up"));
  symlinkSync("a.txt", join(root, "inside.txt"));
  execFileSync("mkfifo", [join(root, "fifo")]);
  return root;
}

/** Paths of the vectors are in vectors/file.test.ts. */
const refused: readonly (readonly [what: string, path: string])[] = [
  ["links out of the root", "/link.txt"],
  ["links out of the root", "/up/s.txt"],
  ["links out of the root", "/up/www/a.txt"],
  ["links inside the root", "/inside.txt"],
  ["alternate streams", "/x:y"],
  ["a FIFO", "/fifo"],
  ["bytes that are no UTF-8", "/%ff"],
];

describe.each(frameworks)("files() on %s", (framework) => {
  let app: Running;
  let root = "";
  beforeAll(async () => {
    root = hostileTree();
    app = await startFiles(framework, { root });
  });

  it.each(refused)("%s: 404 to %s", async (_what, path) => {
    for (const method of ["GET", "HEAD"]) {
      const response = await app.exchange(request(`${method} ${path}`));
      expect(response.status).toBe(404);
      expect(response.body.toString()).not.toContain(canary);
      expect(response.body.toString()).not.toContain(root);
      expect(value(response, "location")).toBeUndefined();
    }
  });

  it("what is beside all this is served", async () => {
    expect((await app.exchange(request("GET /a.txt"))).body.toString()).toBe("open");
  });

  it("links and dotfiles, where they are allowed", async () => {
    const open = await startFiles(framework, { root, symlinks: "allow", dotfiles: "allow" });
    for (const path of ["/link.txt", "/up/s.txt", "/.env", "/.well-known/x"]) {
      expect((await open.exchange(request(`GET ${path}`))).body.toString()).toBe(canary);
    }
    // Allowed or not, they do not name a way out.
    expect((await open.exchange(request("GET /../s.txt"))).status).toBe(404);
    expect((await open.exchange(request("GET /.."))).status).toBe(404);
  });

  it("M11 a FIFO that nobody writes to stops no other file", async () => {
    const waiting = await Promise.all(Array.from({ length: 8 }, () => app.connect()));
    for (const connection of waiting) connection.send(request("GET /fifo"));
    expect((await app.exchange(request("GET /a.txt"))).body.toString()).toBe("open");
    for (const connection of waiting) expect((await connection.read()).status).toBe(404);
  });

  it("S69 a root that does not exist: 404", async () => {
    const none = await startFiles(framework, { root: join(root, "none") });
    expect((await none.exchange(request("GET /a.txt"))).status).toBe(404);
  });

  describe("S08 the redirect to a directory names no host", () => {
    it.each([
      ["/%5Cevil.example/docs", undefined],
      ["//evil.example/docs", undefined],
      ["//evil.example/..%2f../docs", undefined],
      ["http://evil.example//docs", undefined],
      ["http://evil.example/docs", "/docs/"],
      ["/docs?//evil.example", "/docs/?//evil.example"],
      ["/docs?\\\\evil.example", "/docs/?%5C%5Cevil.example"],
    ])("%s: %s", async (target, location) => {
      const docs = await startFiles(framework, { root: treeOf({ "docs/index.html": "" }) });
      const response = await docs.exchange(request(`GET ${target}`));
      expect(value(response, "location")).toBe(location);
    });

    it("not even where the path was rewritten", async () => {
      const docs = await startFiles(
        framework,
        { root: treeOf({ "docs/index.html": "" }) },
        { rewrite: "/docs" },
      );
      for (const target of ["/%5C/docs", "/\\\\evil.example/docs", "/\\/evil.example/docs"]) {
        const response = await docs.exchange(request(`GET ${target}`));
        expect(value(response, "location")).toMatch(/^\/[^/\\]/);
      }
    });
  });
});

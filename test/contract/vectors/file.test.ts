import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { forbidden, notFound, serve } from "@rightstatus/core";
import { type FileOptions, file } from "@rightstatus/node";
import { beforeAll, describe, expect, it } from "vitest";
import { treeOf } from "../../node/files/tree.ts";
import { methodOf, request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { frameworks, type Route, type Running, type Setup } from "../../support/servers.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { startFiles } from "../files-setup.ts";
import { around, failures, handed, hidden, races, refused, secret } from "./file-rows.ts";

/** What file() finds by the path in the query, which the application decodes. */
function byFile(o: FileOptions): Route {
  return {
    path: "/file",
    handle: async ({ req }) => {
      const path = new URL(req.url ?? "", "http://a").searchParams.get("path") ?? "";
      const found = await file(path, o);
      return found === undefined ? notFound() : serve(req, found);
    },
  };
}

/** Middleware before the files that lets nobody into /admin. */
const guard: Pick<Setup, "express" | "koa"> = {
  express: [(req, _res, next) => next(isGuarded(req.path) ? forbidden() : undefined)],
  koa: [
    (ctx, next) => {
      if (isGuarded(ctx.path)) throw forbidden();
      return next();
    },
  ],
};

function isGuarded(path: string): boolean {
  return /^(?:\/static)?\/admin\//.test(path);
}

it("each vector of the kind is sent", () => {
  const paths = [...refused, ...hidden, ...handed].map(([id]) => id);
  // A160 and these are in file-faults.test.ts.
  const faults = ["A160", ...races.map(({ id }) => id), ...failures.map(([id]) => id)];
  expect([...new Set([...paths, "A162", ...faults])].toSorted()).toEqual(
    vectorsOf("file").map(({ id }) => id),
  );
});

describe.each(frameworks)("paths of files on %s", (framework) => {
  let root = "";
  let app: Running;
  let open: Running;
  beforeAll(async () => {
    root = join(treeOf(around), "www");
    symlinkSync("../www-secret", join(root, "linked"));
    app = await startFiles(framework, { root }, { routes: [byFile({ root })] });
    open = await startFiles(framework, { root, dotfiles: "allow" });
  });

  function expectRefused(response: Response, status: number, method: string): void {
    expect(response.status).toBe(status);
    expect(value(response, "content-type")).toBe("application/problem+json");
    for (const name of ["location", "etag", "last-modified", "accept-ranges"]) {
      expect(value(response, name)).toBeUndefined();
    }
    const body = response.body.toString();
    if (method === "HEAD") expect(body).toBe("");
    else expect(JSON.parse(body)).toMatchObject({ status });
    for (const told of [secret, root]) expect(body).not.toContain(told);
  }

  it.each([...refused, ...hidden])("%s: %i to %s", async (_id, status, path) => {
    for (const method of ["GET", "HEAD"]) {
      expectRefused(await app.exchange(request(`${method} ${path}`)), status, method);
    }
  });

  it.each(refused)("%s, dotfiles allowed: %i to %s", async (_id, status, path) => {
    expectRefused(await open.exchange(request(`GET ${path}`)), status, "GET");
  });

  it.each(handed)("%s through file(): %j", async (_id, path) => {
    const wire = request(`GET /file?path=${encodeURIComponent(path)}`);
    expectRefused(await app.exchange(wire), 404, "GET");
  });

  it("what is beside all this is served", async () => {
    for (const path of ["/a.txt", "/file?path=a.txt"]) {
      const response = await app.exchange(request(`GET ${path}`));
      expect([response.status, response.body.toString()]).toEqual([200, "open"]);
    }
  });

  it("A149 a name with a percent sign is served by its own encoding", async () => {
    const literal = await startFiles(framework, { root: treeOf({ "%2e%2e/x": "literal" }) });
    const once = await literal.exchange(request(`GET ${inputOf("A149")}`));
    expect([once.status, once.body.toString()]).toEqual([200, "literal"]);
    expect((await literal.exchange(request("GET /%2e%2e/x"))).status).toBe(404);
  });

  it.each([
    ["the path itself", 403, "/admin/secret.txt"],
    ["A152", 404, String(inputOf("A152"))],
    ["A153", 404, String(inputOf("A153"))],
    ["A153", 404, "/.//admin/secret.txt"],
  ])("%s behind a guard of /admin: %i to %s", async (_id, status, path) => {
    const guarded = await startFiles(framework, { root }, { before: guard });
    expectRefused(await guarded.exchange(request(`GET ${path}`)), status, "GET");
    expect((await guarded.exchange(request("GET /a.txt"))).body.toString()).toBe("open");
  });

  it("A152 an encoded letter leads to where the guard is", async () => {
    const guarded = await startFiles(framework, { root }, { before: guard });
    const response = await guarded.exchange(request("GET /%61dmin/secret.txt"));
    expect([response.status, value(response, "location"), response.body.toString()]).toEqual([
      301,
      "/admin/secret.txt",
      "",
    ]);
  });

  it("A153 nor does a mount swallow the empty name", async () => {
    const mounted = await startFiles(framework, { root }, { mount: "/static", before: guard });
    expectRefused(await mounted.exchange(request(`GET /static${inputOf("A153")}`)), 404, "GET");
    const plain = await mounted.exchange(request("GET /static/admin/secret.txt"));
    expectRefused(plain, 403, "GET");
  });

  it("A154 all of them, where they are allowed", async () => {
    for (const [, , path] of hidden) {
      const response = await open.exchange(request(`GET ${path}`));
      const moved = path.includes("%"); // One normal form first: the guards of the routes know no other.
      expect([path, response.status, response.body.toString()]).toEqual(
        moved ? [path, 301, ""] : [path, 200, secret],
      );
    }
  });

  it("A154 .well-known alone, mounted by itself", async () => {
    const wellKnown = { root: join(root, ".well-known") };
    const alone = await startFiles(framework, wellKnown, { mount: "/.well-known" });
    for (const [, , path] of hidden) {
      const response = await alone.exchange(request(`GET ${path}`));
      expect([path, response.status]).toEqual([path, path.startsWith("/.well-known") ? 200 : 404]);
    }
  });

  it("A162 a file of size 0 that has content: nothing comes after the head", async () => {
    const proc = { root: "/proc/self" };
    const own = await startFiles(framework, proc, { routes: [byFile(proc)] });
    const path = String(inputOf("A162")).replace("/proc/self", "");
    const connection = await own.connect();
    for (const line of [`GET ${path}`, `HEAD ${path}`, `GET /file?path=${path}`]) {
      for (const fields of [[], ["Range: bytes=0-9"], ["Range: bytes=-1"]]) {
        connection.send(request(line, fields) + request("GET /canary"));
        const response = await connection.read({ method: methodOf(line) });
        expect([response.status, value(response, "content-length")]).toEqual([200, "0"]);
        expect(response.body.length).toBe(0);
        expect((await connection.read()).body.toString()).toBe("alive");
      }
    }
  });
});

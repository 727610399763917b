import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { etagOf, isReply, type Resource, serve } from "@rightstatus/core";
import { type FileOptions, file } from "@rightstatus/node";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { noon, noonTag, openBelow, put, treeOf } from "./tree.ts";

type Found = Resource<AsyncIterable<Uint8Array>> | undefined;

/** All bytes of the body, or of a slice of it. */
async function read(found: Found, start?: number, end?: number): Promise<Buffer> {
  const slice = start === undefined || end === undefined ? undefined : ([start, end] as const);
  const body = slice === undefined ? found?.body : () => found?.slice?.(...slice);
  const content: unknown = typeof body === "function" ? await body() : body;
  if (content instanceof Uint8Array) return Buffer.from(content);
  const chunks: Uint8Array[] = [];
  for await (const chunk of content as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Sets a time that Node cannot: to the nanosecond, or before 1970. */
function touch(path: string, time: string): void {
  execFileSync("touch", ["-d", time, path]);
}

const large = Buffer.alloc(500_000, "0123456789abcdef-");

describe("file()", () => {
  let root = "";
  beforeAll(() => {
    root = treeOf({
      "a.txt": "hello",
      "empty.txt": "",
      "large.bin": large,
      "dir/b.html": "<p>",
      ".env": "secret",
      "www-secret/s.txt": "secret",
      "www/s.txt": "open",
    });
    mkdirSync(join(root, "www/hollow"));
  });

  it("says what serve() needs to know", async () => {
    const found = await file("a.txt", { root, cacheControl: "max-age=60" });
    expect(found).toMatchObject({
      exists: true,
      etag: `"5-${noonTag}"`,
      lastModified: noon,
      length: 5,
      type: "text/plain; charset=utf-8",
      cacheControl: "max-age=60",
    });
    expect((await read(found)).toString()).toBe("hello");
  });

  it.each(["a.txt", "empty.txt", "large.bin", "dir/b.html"])(
    "%s: whole, and any part",
    async (path) => {
      const found = await file(path, { root });
      const whole = await read(found);
      expect(whole.length).toBe(found?.length);
      const parts = [
        [0, 1],
        [0, whole.length],
        [200_000, 400_001],
        [whole.length - 1, whole.length],
      ];
      for (const [start = 0, end = 0] of parts) {
        if (start < 0 || end > whole.length) continue;
        expect((await read(found, start, end)).equals(whole.subarray(start, end))).toBe(true);
      }
    },
  );

  it("is opened as often as it is read, and closed each time", async () => {
    const found = await file("large.bin", { root });
    expect(openBelow(root)).toBe(0);
    await Promise.all([read(found), read(found), read(found, 1, 300_000)]);
    expect(openBelow(root)).toBe(0);
  });

  it("a stream that is returned before it was read is closed", async () => {
    const found = await file("large.bin", { root });
    const body = typeof found?.body === "function" ? await found.body() : found?.body;
    expect(openBelow(root)).toBe(1);
    await body?.[Symbol.asyncIterator]().return?.();
    expect(openBelow(root)).toBe(0);
  });

  it.each<[what: string, path: string]>([
    ["no such file", "none.txt"],
    ["a file as a directory", "a.txt/b"],
    ["a directory", "dir"],
    ["an empty directory", "www/hollow"],
    ["the root", ""],
    ["the root", "/"],
    ["a slash at the end", "a.txt/"],
    ["a name that is too long", "a".repeat(300)],
    ["a path that is too long", `${"a/".repeat(5000)}a`],
    ["out of the root", "../a.txt"],
    ["A151 a sibling with the same beginning", "../www-secret/s.txt"],
    ["a dotfile", ".env"],
  ])("%s: undefined", async (_what, path) => {
    expect(await file(path, { root: path.includes("www-secret") ? join(root, "www") : root })).toBe(
      undefined,
    );
  });

  it("S69 a root that does not exist has no files", async () => {
    expect(await file("a.txt", { root: join(root, "none") })).toBe(undefined);
  });

  it("a relative root is below the working directory", async () => {
    expect((await file("package.json", { root: "." }))?.type).toBe("application/json");
  });

  it("dotfiles, if they are allowed", async () => {
    expect((await read(await file(".env", { root, dotfiles: "allow" }))).toString()).toBe("secret");
  });

  it.each([
    [undefined, "got undefined"],
    [["a", "b"], "got a list of names"],
  ])("no path: %j", async (path, message) => {
    await expect(file(path as unknown as string, { root })).rejects.toThrow(message);
  });

  it.each([
    [undefined, TypeError, "want a directory"],
    [null, TypeError, "want a directory"],
    ["/", TypeError, "want a directory"],
    [{}, TypeError, "want a directory"],
    [{ root: "" }, TypeError, "want a directory"],
    [{ root: 1 }, TypeError, "want a directory"],
    [{ root: "/", dotFiles: "allow" }, TypeError, "no option is called dotFiles"],
    [{ root: "/", dotfiles: "ignore" }, RangeError, "as `dotfiles`, got ignore"],
    [{ root: "/", symlinks: true }, RangeError, "as `symlinks`, got true"],
    [{ root: "/", etag: "weak" }, RangeError, "as `etag`, got weak"],
    [{ root: "/", cacheControl: "größer" }, RangeError, "cache-control"],
  ])("wrong options: %j", async (o, kind, message) => {
    const refused = file("a", o as FileOptions);
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(message);
  });

  it.each([
    ["a.html", "text/html; charset=utf-8"],
    ["a.CSS", "text/css; charset=utf-8"],
    ["a.js", "text/javascript; charset=utf-8"],
    ["a.json", "application/json"],
    ["a.svg", "image/svg+xml"],
    ["a.png", "image/png"],
    ["a.tar.gz", "application/gzip"],
    ["html", "application/octet-stream"],
    ["a.unheard-of", "application/octet-stream"],
    ["a.__proto__", "application/octet-stream"],
    ["a.constructor", "application/octet-stream"],
  ])("the type of %s is %s", async (path, type) => {
    put(join(root, "types", path), "");
    expect((await file(`types/${path}`, { root }))?.type).toBe(type);
  });

  it.each([
    ["FIFO", "fifo", (path: string) => void execFileSync("mkfifo", [path])],
    [
      "socket",
      "socket",
      (path: string) =>
        new Promise<void>((resolve) => {
          const server = createServer().listen(path, resolve);
          onTestFinished(() => void server.close());
        }),
    ],
    ["device", "/dev/null", () => {}],
  ])("no regular file: %s", async (_what, name, make) => {
    const path = join(root, name);
    await make(path);
    const found = name.startsWith("/")
      ? file(name.slice(5), { root: "/dev" })
      : file(name, { root });
    expect(await found).toBe(undefined);
    expect(openBelow(root)).toBe(0);
  });

  it("A162 a file of size 0 that has content is what the system says: empty", async () => {
    const found = await file("status", { root: "/proc/self" });
    expect(found?.length).toBe(0);
    expect((await read(found)).length).toBe(0);
  });
});

describe("symbolic links", () => {
  let root = "";
  let linked = "";
  beforeAll(() => {
    const elsewhere = treeOf({ "s.txt": "secret", "dir/index.html": "secret" });
    root = treeOf({ "a.txt": "hello", "real/b.txt": "b" });
    symlinkSync(join(elsewhere, "s.txt"), join(root, "out.txt"));
    symlinkSync(join(elsewhere, "dir"), join(root, "outdir"));
    symlinkSync("a.txt", join(root, "in.txt"));
    symlinkSync("real", join(root, "indir"));
    symlinkSync("loop", join(root, "loop"));
    symlinkSync("none", join(root, "dangling"));
    linkSync(join(root, "a.txt"), join(root, "hard.txt"));
    linked = join(treeOf({}), "current");
    symlinkSync(root, linked);
  });
  const links = ["out.txt", "outdir/index.html", "in.txt", "indir/b.txt"];

  it.each(links)("%s is denied", async (path) => {
    expect(await file(path, { root })).toBe(undefined);
    expect(openBelow(root)).toBe(0);
  });

  it.each(links)("%s is followed where links are allowed", async (path) => {
    expect((await read(await file(path, { root, symlinks: "allow" }))).length).toBeGreaterThan(0);
  });

  it.each(["loop", "dangling", "loop/a", "dangling/a"])("%s leads nowhere", async (path) => {
    expect(await file(path, { root, symlinks: "allow" })).toBe(undefined);
    expect(await file(path, { root })).toBe(undefined);
  });

  it.each(["a.txt", "hard.txt", "real/b.txt"])("the root may be one: %s", async (path) => {
    expect((await file(path, { root: linked }))?.exists).toBe(true);
    expect((await file(path, { root }))?.exists).toBe(true);
  });

  it.each(["in.txt", "indir/b.txt"])("below a root that is one: %s is denied", async (path) => {
    expect(await file(path, { root: linked })).toBe(undefined);
  });
});

describe("RFC 9110 section 8.8, validators", () => {
  it("8.8.1 a nanosecond makes another tag", async () => {
    const root = treeOf({ "a.txt": "a" });
    touch(join(root, "a.txt"), "@1700000000.250000000");
    const first = (await file("a.txt", { root }))?.etag;
    touch(join(root, "a.txt"), "@1700000000.250000001");
    expect((await file("a.txt", { root }))?.etag).not.toBe(first);
  });

  it.each([
    ["before 1970", "@-86399.5", "Wed, 31 Dec 1969 00:00:00 GMT"],
    ["1970 itself", "@0", "Thu, 01 Jan 1970 00:00:00 GMT"],
  ])("8.8.2 a time: %s", async (_what, time, date) => {
    const root = treeOf({ "a.txt": "a" });
    touch(join(root, "a.txt"), time);
    const found = await file("a.txt", { root });
    const reply = found && (await serve({ method: "HEAD", headers: {} }, found));
    expect(reply?.headers["last-modified"]).toBe(date);
  });

  it("8.8.2.1 a time in the future goes out as now", async () => {
    const root = treeOf({ "a.txt": "a" });
    utimesSync(join(root, "a.txt"), new Date("2200-01-01"), new Date("2200-01-01"));
    const found = await file("a.txt", { root });
    const reply = found && (await serve({ method: "HEAD", headers: {} }, found));
    const sent = Date.parse(String(reply?.headers["last-modified"]));
    expect(Math.abs(sent - Date.now())).toBeLessThan(5000);
  });

  describe("made of the content", () => {
    const options = { etag: "content" } as const;

    it.each([0, 1, 5000, 131_072])(
      "of %i bytes: the tag that they have in memory",
      async (size) => {
        const bytes = Buffer.alloc(size, "x");
        const root = treeOf({ "a.bin": bytes });
        expect((await file("a.bin", { root, ...options }))?.etag).toBe(etagOf(bytes));
      },
    );

    it("of more than 128 KiB: that of the list of their tags, so that servers agree on it", async () => {
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
      const root = treeOf({ "a.bin": bytes });
      const tags = [0, 131_072, 262_144].map((at) => etagOf(bytes.subarray(at, at + 131_072)));
      expect((await file("a.bin", { root, ...options }))?.etag).toBe(etagOf(tags.join()));
    });

    it.each([
      ["one chunk", 5000],
      ["two chunks", 200_000],
      ["more", 300_000],
    ])("same size, same time, other bytes: another tag, of %s", async (_chunks, size) => {
      const same = Buffer.alloc(size, "x");
      const root = treeOf({ "a.bin": same, "b.bin": same });
      const [a, b] = await Promise.all(
        ["a.bin", "b.bin"].map((path) => file(path, { root, ...options })),
      );
      expect(a?.etag).toBe(b?.etag);
      const changed = Buffer.alloc(size, "x");
      changed[size - 1] = 0;
      put(join(root, "a.bin"), changed);
      expect((await file("a.bin", { root }))?.etag).toBe((await file("b.bin", { root }))?.etag);
      expect((await file("a.bin", { root, ...options }))?.etag).not.toBe(b?.etag);
      expect((await file("b.bin", { root, ...options }))?.etag).toBe(b?.etag);
    });
  });
});

describe("a file that changes between its description and its content", () => {
  const changes: readonly (readonly [string, (path: string) => void])[] = [
    ["removed", (path) => rmSync(path)],
    ["grown", (path) => put(path, Buffer.alloc(200_001))],
    ["cut", (path) => put(path, "")],
    ["touched", (path) => utimesSync(path, 1, 1)],
    [
      "replaced by one of the same size and time",
      (path) => {
        put(`${path}.new`, Buffer.alloc(200_000));
        renameSync(`${path}.new`, path);
      },
    ],
    [
      "replaced by a directory",
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ];

  it.each(changes)("%s: 503, and nothing is read", async (_what, change) => {
    const root = treeOf({ "a.bin": Buffer.alloc(200_000) });
    const found = await file("a.bin", { root });
    change(join(root, "a.bin"));
    for (const attempt of [() => read(found), () => read(found, 0, 10)]) {
      const error: unknown = await attempt().catch((thrown) => thrown);
      expect(isReply(error) && error.status).toBe(503);
    }
    expect(openBelow(root)).toBe(0);
  });
});

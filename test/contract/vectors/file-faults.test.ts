import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { notFound, serve } from "@rightstatus/core";
import { type FileOptions, file } from "@rightstatus/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openFails, opening, reading, system, systemError } from "../../node/files/system.ts";
import { noonTag, openBelow, treeOf } from "../../node/files/tree.ts";
import { request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { expectAlive, frameworks, type Route, type Running } from "../../support/servers.ts";
import { inputOf } from "../../support/vectors.ts";
import { startFiles } from "../files-setup.ts";
import { failures, races, secret } from "./file-rows.ts";

vi.mock("node:fs", { spy: true });

const onError = vi.fn();
afterEach(() => void vi.resetAllMocks());

const small = "x".repeat(1000);

const nothing = (): void => {};

/** By its path, and by file() and serve(). */
const ways = { "files()": "/", "file()": "/file?path=" } as const;
type Way = keyof typeof ways;
const allWays = Object.keys(ways) as Way[];

function byFile(o: FileOptions, described: () => void): Route {
  return {
    path: "/file",
    handle: async ({ req }) => {
      const path = new URL(req.url ?? "", "http://a").searchParams.get("path") ?? "";
      const found = await file(path, o);
      described();
      return found === undefined ? notFound() : serve(req, found);
    },
  };
}

describe.each(frameworks)("files that fail on %s", (framework) => {
  let root = "";
  let app: Running;
  const described = vi.fn();
  beforeEach(async () => {
    root = treeOf({ "a.bin": small, "dir/a.bin": small });
    const routes = [byFile({ root }, described)];
    app = await startFiles(framework, { root }, { routes, options: { onError } });
  });

  /** A whole response that says nothing of the file, and leaves nothing open. */
  function expectProblem(response: Response, status: number): void {
    expect(response.status).toBe(status);
    expect(value(response, "content-type")).toBe("application/problem+json");
    for (const name of ["etag", "last-modified", "accept-ranges", "content-range"]) {
      expect(value(response, name)).toBeUndefined();
    }
    expect(value(response, "retry-after")).toBe(status === 503 ? "1" : undefined);
    const body = response.body.toString();
    expect(JSON.parse(body)).toMatchObject({ status });
    for (const told of [root, "a.bin", secret]) expect(body).not.toContain(told);
    expect(onError).toHaveBeenCalledTimes(status >= 500 ? 1 : 0);
    expect(openBelow(root)).toBe(0);
  }

  /** A response that was begun and broken off, with no byte of the request behind it. */
  async function expectBroken(target: string, fields: readonly string[] = []): Promise<string> {
    const connection = await app.connect();
    connection.send(request(`GET ${target}`, fields) + request("GET /canary"));
    const received = await connection.broken();
    expect(received.match(/HTTP\/1\.1 |\nalive/g)).toEqual(["HTTP/1.1 "]);
    expect(onError).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(openBelow(root)).toBe(0));
    await expectAlive(await app.connect());
    return received;
  }

  it.each(allWays)("A160 cut while it is sent, through %s: broken off", async (way) => {
    const { announced, actual } = inputOf("A160") as { announced: number; actual: number };
    const path = join(root, "a.bin");
    truncateSync(path, announced);
    await reading((start, length) => {
      if (start + length > actual) truncateSync(path, actual);
    });
    const received = await expectBroken(`${ways[way]}a.bin`);
    const [, head = "", content = ""] = /^(.*?)\r\n\r\n(.*)$/s.exec(received) ?? [];
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(head).toContain(`\r\ncontent-length: ${announced}`);
    expect(content).toMatch(/^x{1000}\0*$/);
    expect(content.length).toBeLessThanOrEqual(actual);
    expect(onError).toHaveBeenCalledWith(expect.any(RangeError), expect.anything());
  });

  it.each(races)("A163 $what $when it is opened: $status to $name", async (row) => {
    const { when, name, change, status } = row;
    let changed = false;
    const once = (): void => {
      if (!changed) change(join(root, name));
      changed = true;
    };
    await (when === "before" ? opening(once, nothing) : opening(nothing, once));
    const response = await app.exchange(request(`GET /${name}`));
    expect(changed).toBe(true);
    if (status === 404) return expectProblem(response, status);
    expect([response.status, response.body.toString()]).toEqual([200, small]);
    expect(value(response, "content-length")).toBe(String(small.length));
    expect(value(response, "etag")).toBe(`"${small.length.toString(16)}-${noonTag}"`);
    expect(openBelow(root)).toBe(0);
  });

  const changes = races.filter(({ name, when }) => name === "a.bin" && when === "after");
  it.each(changes)("A163 $what between description and content: 503", async ({ change }) => {
    described.mockImplementationOnce(() => change(join(root, "a.bin")));
    expectProblem(await app.exchange(request("GET /file?path=a.bin")), 503);
  });

  it.each(changes)("A163 $what between description and part: 503", async ({ change }) => {
    described.mockImplementationOnce(() => change(join(root, "a.bin")));
    const wire = request("GET /file?path=a.bin", ["Range: bytes=0-1"]);
    expectProblem(await app.exchange(wire), 503);
  });

  describe.each(allWays)("through %s", (way) => {
    const target = `${ways[way]}a.bin`;

    it.each(failures)("%s %s when it is opened: %i", async (_id, code, status) => {
      openFails(systemError(code, join(root, "a.bin")));
      expectProblem(await app.exchange(request(`GET ${target}`)), status);
      const [cause] = onError.mock.calls[0] ?? [];
      if (status === 500) expect(cause).toMatchObject({ code });
      if (status === 503) expect(cause).toMatchObject({ status, cause: { code } });
    });

    it("A164 EIO of fstat: 500", async () => {
      const error = systemError("EIO", join(root, "a.bin"));
      system.fstat.mockImplementation(() => {
        throw error;
      });
      expectProblem(await app.exchange(request(`GET ${target}`)), 500);
    });

    it.each(["a=b", "bytes=0-9"])("A164 EIO of the first read, Range: %s: 500", async (range) => {
      await reading(() => {
        throw systemError("EIO", join(root, "a.bin"));
      });
      expectProblem(await app.exchange(request(`GET ${target}`, [`Range: ${range}`])), 500);
    });

    it.each([
      ["a=b", /^HTTP\/1\.1 200 OK\r\n[^\0]+\r\n\r\nx{1000}\0*$/],
      ["bytes=0-1,400000-", /^HTTP\/1\.1 206 Partial Content\r\n[^\0]+\r\n\r\nxx\r\n[^\0]+\0*$/],
    ])("A164 EIO in the middle, Range: %s: broken off", async (range, received) => {
      const path = join(root, "a.bin");
      truncateSync(path, 1_000_000);
      await reading((start) => {
        if (start >= 500_000) throw systemError("EIO", path);
      });
      expect(await expectBroken(target, [`Range: ${range}`])).toMatch(received);
      expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: "EIO" });
    });

    it.each([
      ["EISDIR", "dir"],
      ["ELOOP", "loop"],
      ["ELOOP", "loop/a.bin"],
      ["ENOTDIR", "a.bin/a.bin"],
      ["ENAMETOOLONG", "a".repeat(5000)],
    ])("A164 %s from the system itself: 404", async (_code, name) => {
      symlinkSync("loop", join(root, "loop"));
      for (const symlinks of ["deny", "allow"] as const) {
        const o = { root, symlinks };
        const own = await startFiles(framework, o, { routes: [byFile(o, nothing)] });
        expectProblem(await own.exchange(request(`GET ${ways[way]}${name}`)), 404);
      }
    });
  });
});

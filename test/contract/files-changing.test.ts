import { chmodSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openBelow, put, treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { parseResponse } from "../support/response-parser.ts";
import { expectAlive, frameworks, type Running } from "../support/servers.ts";
import { download, port } from "./files-download.ts";
import { startFiles } from "./files-setup.ts";

/** More than the system keeps for a client that does not read. */
const SIZE = 24 * 1024 * 1024;

const onError = vi.fn();
afterEach(() => onError.mockReset());

/** Puts the file of a test there; its bytes are zeros, and it takes no room. */
function putLarge(root: string): string {
  const path = join(root, "large.bin");
  put(path, "");
  truncateSync(path, SIZE);
  return path;
}

describe.each(frameworks)("a file that changes while it is sent, on %s", (framework) => {
  let root = "";
  let app: Running;
  beforeAll(async () => {
    root = treeOf({});
    app = await startFiles(framework, { root }, { routes: [port], options: { onError } });
  });

  /** The server is in the middle of the file, and the next request waits behind it. */
  async function halfway(...fields: readonly string[]): ReturnType<typeof download> {
    const next = request("GET /canary", ["Connection: close"]);
    const half = await download(app, request("GET /large.bin", fields), next);
    await expectOpen(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return half;
  }

  function expectOpen(count: number): Promise<void> {
    return vi.waitFor(() => expect(openBelow(root)).toBe(count), 5000);
  }

  it.each([
    ["A160 cut", (path: string) => truncateSync(path, 1000)],
    ["A160 emptied", (path: string) => writeFileSync(path, "")],
  ])("%s: the connection is broken off, and nothing else is in it", async (_what, change) => {
    const path = putLarge(root);
    const half = await halfway();
    change(path);
    const received = await half.finish();
    expect(received.subarray(0, 1000).toString()).toContain(`content-length: ${SIZE}\r\n`);
    expect(received.length).toBeLessThan(SIZE);
    expect(received.includes("\r\n\r\nalive")).toBe(false);
    expect(parseResponse(received, { method: "GET" }, true)).toBeUndefined();
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RangeError), expect.anything());
    await expectOpen(0);
    await expectAlive(await app.connect());
  });

  it.each([
    ["grown", (path: string) => truncateSync(path, 2 * SIZE)],
    ["removed", (path: string) => rmSync(path)],
    ["not to be read any more", (path: string) => chmodSync(path, 0)],
    [
      "replaced",
      (path: string) => {
        put(`${path}.new`, Buffer.alloc(SIZE, "x"));
        renameSync(`${path}.new`, path);
      },
    ],
  ])("F8 %s: what was announced is sent, and the next response follows", async (_what, change) => {
    const path = putLarge(root);
    const half = await halfway();
    change(path);
    const received = await half.finish();
    const first = parseResponse(received, { method: "GET" }, false);
    expect(first?.response.body.equals(Buffer.alloc(SIZE))).toBe(true);
    const second = parseResponse(received.subarray(first?.end), { method: "GET" }, false);
    expect(second?.response.body.toString()).toBe("alive");
    expect(onError).not.toHaveBeenCalled();
    await expectOpen(0);
    rmSync(path, { force: true });
  });

  it("A160 cut within the parts of a multipart response: broken off", async () => {
    const path = putLarge(root);
    const half = await halfway(`Range: bytes=0-0,100-${SIZE - 1}`);
    truncateSync(path, 1000);
    const received = await half.finish();
    expect(received.toString("latin1", 0, 1000)).toContain("206 Partial Content");
    expect(received.includes("\r\n\r\nalive")).toBe(false);
    expect(parseResponse(received, { method: "GET" }, true)).toBeUndefined();
    await expectOpen(0);
  });

  describe("F1 descriptors", () => {
    it("200 clients that go away in the middle leave none behind, and nobody is told", async () => {
      putLarge(root);
      for (let batch = 0; batch < 4; batch += 1) {
        const wire = request("GET /large.bin", batch % 2 === 0 ? [] : ["Range: bytes=1-1,9-"]);
        const downloads = await Promise.all(Array.from({ length: 50 }, () => download(app, wire)));
        await expectOpen(50);
        for (const each of downloads) each.abort();
        await expectOpen(0);
      }
      expect(onError).not.toHaveBeenCalled();
      await expectAlive(await app.connect());
    });

    it("clients that go away with more requests in the pipeline leave none behind", async () => {
      putLarge(root);
      const wires = Array.from({ length: 5 }, () => request("GET /large.bin"));
      const half = await download(app, ...wires);
      await expectOpen(wires.length);
      half.abort();
      await expectOpen(0);
      expect(onError).not.toHaveBeenCalled();
    });

    it("clients that go away before they are answered leave none behind", async () => {
      putLarge(root);
      for (let i = 0; i < 50; i += 1) {
        const client = await app.connect();
        client.send(request("GET /large.bin"));
        client.abort();
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      await expectOpen(0);
      expect(onError).not.toHaveBeenCalled();
    });

    it("responses without content leave none behind", async () => {
      putLarge(root);
      const connection = await app.connect();
      const asked = [
        ["GET", 304, "If-None-Match: *"],
        ["HEAD", 200],
        ["HEAD", 304, "If-None-Match: *"],
        ["GET", 412, 'If-Match: "a"'],
        ["GET", 416, `Range: bytes=${SIZE}-`],
        ["GET", 206, "Range: bytes=0-9"],
      ] as const;
      for (let i = 0; i < 20; i += 1) {
        for (const [method, status, ...fields] of asked) {
          connection.send(request(`${method} /large.bin`, fields));
          expect((await connection.read({ method })).status).toBe(status);
        }
      }
      await expectOpen(0);
    });
  });
});

import * as fs from "node:fs";
import * as fsp from "node:fs/promises";
import { isReply, type Resource, serve } from "@rightstatus/core";
import { file, fileServer } from "@rightstatus/node";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openFails, reading, system, systemError } from "./system.ts";
import { openBelow, treeOf } from "./tree.ts";

vi.mock("node:fs", { spy: true });
vi.mock("node:fs/promises", { spy: true });

afterEach(() => void vi.resetAllMocks());

const path = "secret-directory/a.bin";
const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
let root = "";
beforeAll(() => {
  root = treeOf({ [path]: content });
});

const get = { method: "GET", url: `/${path}`, headers: {} };

describe("F9, what the system says when a file is opened", () => {
  it.each(["EACCES", "EPERM"])("%s: 403, and no path", async (code) => {
    openFails(systemError(code));
    const reply = await fileServer({ root })(get);
    expect(reply?.status).toBe(403);
    expect(JSON.stringify([reply?.headers, reply?.body])).not.toContain("secret");
    await expect(file(path, { root })).rejects.toSatisfy(isReply);
  });

  it.each(["EMFILE", "ENFILE"])("%s: 503 and no path, its cause is for onError", async (code) => {
    openFails(systemError(code));
    const reply = await fileServer({ root })(get);
    expect(reply).toMatchObject({ status: 503, cause: { code } });
    expect(reply?.headers["retry-after"]).toBe("1");
    expect(JSON.stringify([reply?.headers, reply?.body])).not.toContain("secret");
  });

  it.each([
    "ENOENT",
    "ENOTDIR",
    "EISDIR",
    "ELOOP",
    "EMLINK",
    "ENAMETOOLONG",
    "ENXIO",
    "ENODEV",
    "EINVAL",
    "EOPNOTSUPP",
  ])("%s: there is no such file", async (code) => {
    openFails(systemError(code));
    expect(await fileServer({ root })(get)).toBe(undefined);
    expect(await file(path, { root })).toBe(undefined);
  });

  it.each(["EIO", "ESTALE", "ENOMEM"])("%s: an error like any other", async (code) => {
    openFails(systemError(code));
    await expect(fileServer({ root })(get)).rejects.toMatchObject({ code });
    await expect(file(path, { root })).rejects.toMatchObject({ code });
  });
});

async function drain(resource: Resource<AsyncIterable<Uint8Array>> | undefined): Promise<Buffer> {
  const body = typeof resource?.body === "function" ? await resource.body() : resource?.body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("F9, what the system says of an open file", () => {
  it("EIO of fstat: the descriptor is closed", async () => {
    system.fstat.mockImplementation(() => {
      throw systemError("EIO");
    });
    await expect(fileServer({ root })(get)).rejects.toMatchObject({ code: "EIO" });
    await expect(file(path, { root })).rejects.toMatchObject({ code: "EIO" });
    expect(openBelow(root)).toBe(0);
  });

  it.each(["", "bytes=0-99"])("EIO of the first read, range %j: closed", async (range) => {
    await reading(() => {
      throw systemError("EIO");
    });
    const found = await file(path, { root });
    const headers = range === "" ? {} : { range };
    const outcome =
      found && serve({ method: "GET", headers }, found).then(({ body }) => read(body));
    await expect(outcome).rejects.toMatchObject({ code: "EIO" });
    expect(openBelow(root)).toBe(0);
  });

  it("fewer bytes than asked for are no end", async () => {
    await reading(() => 4096);
    expect(content.equals(await drain(await file(path, { root })))).toBe(true);
  });

  it.each([
    ["of five digits", new Date("+010000-01-01")],
    ["before the year 0", new Date("-000001-01-01")],
    ["that is none", new Date(Number.NaN)],
  ])("8.8.2 a year %s: no Last-Modified", async (_what, mtime) => {
    const { fstatSync } = await vi.importActual<typeof fs>("node:fs");
    system.fstat.mockImplementation(((fd: number, o: object) =>
      Object.defineProperty(fstatSync(fd, o), "mtime", { value: mtime })) as never);
    const reply = await fileServer({ root })({ ...get, method: "HEAD" });
    expect(reply?.status).toBe(200);
    expect(reply?.headers["last-modified"]).toBeUndefined();
  });

  it("no bytes before the end: broken, and closed", async () => {
    await reading(() => 0);
    await expect(drain(await file(path, { root }))).rejects.toThrow(RangeError);
    expect(openBelow(root)).toBe(0);
  });

  it("what cannot be told apart from a link is none: the path of the descriptor is unknown", async () => {
    const readlink = vi.mocked(fs.readlinkSync).mockImplementation(() => {
      throw systemError("ENOENT");
    });
    expect((await file(path, { root }))?.exists).toBe(true); // As on a system without /proc.
    vi.mocked(fsp.realpath).mockRejectedValue(systemError("ENOENT"));
    expect(await file(path, { root })).toBe(undefined);
    readlink.mockReset();
    expect(openBelow(root)).toBe(0);
  });
});

async function read(body: unknown): Promise<void> {
  for await (const _ of body as AsyncIterable<unknown>);
}

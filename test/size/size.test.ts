import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import * as core from "@rightstatus/core";
import * as writer from "@rightstatus/core/writer";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "rightstatus-size-"));
const dist = join(folder, "node_modules/@rightstatus/core/dist");

beforeAll(async () => {
  const { bundle } = await import(/* @vite-ignore */ new URL("build.mjs", root).href);
  await bundle("core", dist);
  const manifest = fileURLToPath(new URL("packages/core/package.json", root));
  mkdirSync(join(dist, ".."), { recursive: true });
  symlinkSync(manifest, join(dist, "../package.json"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the bundler of an application makes of an import: minified, nothing that is not used. */
async function shipped(names: string): Promise<string> {
  const entry = join(folder, "application.js");
  writeFileSync(entry, `export ${names} from "@rightstatus/core";`);
  const { output } = await build({
    input: entry,
    platform: "neutral",
    write: false,
    output: { minify: true },
  });
  return output.map((part) => (part.type === "chunk" ? part.code : "")).join("");
}

const typical = "{ ok, created, noContent, notFound, methodNotAllowed, unauthorized }";

describe("the size of @rightstatus/core, as octets of gzip", () => {
  it.each([
    ["everything", "*", 22_500],
    ["six helpers", typical, 12_600],
    ["one success", "{ ok }", 11_000],
    ["the table of statuses", "{ status }", 2_200],
    ["a question", "{ isReply }", 200],
  ])("%s", async (what, names, most) => {
    const code = await shipped(names);
    const size = gzipSync(code, { level: 9 }).length;
    console.log(`${what}: ${size} octets, at most ${most}`);
    expect(size).toBeLessThanOrEqual(most);
  });
});

describe("what an application ships", () => {
  it.each([
    ["sentences on statuses", "*", core.explain.name, "Nothing was found at this address"],
    ["the conditions of requests", typical, "www-authenticate", "ignored beside If-None-Match"],
    ["the ranges of requests", "{ ok }", "content-type", "multipart/byteranges"],
  ])("has no %s in %s, but has %s", async (_, names, used, unused) => {
    const code = await shipped(names);
    expect(code).toContain(used);
    expect(code).not.toContain(unused);
  });
});

describe("the packed core", () => {
  it.each([
    ["index.js", core],
    ["writer.js", writer],
  ])("%s exports what its source does", async (file, source) => {
    const packed: object = await import(/* @vite-ignore */ pathToFileURL(join(dist, file)).href);
    expect(Object.keys(packed).sort()).toEqual(Object.keys(source).sort());
  });

  it("has each function once, whichever entry it comes from", async () => {
    const [index, other] = await Promise.all(
      ["index.js", "writer.js"].map(
        (file) => import(/* @vite-ignore */ pathToFileURL(join(dist, file)).href),
      ),
    );
    expect(other.helpers.ok).toBe(index.ok);
    expect(other.helpers.notFound).toBe(index.notFound);
  });
});

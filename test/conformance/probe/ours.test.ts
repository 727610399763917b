import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probe } from "@rightstatus/conformance";
import * as forExpress from "@rightstatus/express";
import * as forKoa from "@rightstatus/koa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, run } from "../../../examples/run.js";
import { startFiles } from "../../contract/files-setup.ts";
import { frameworks } from "../../support/servers.ts";

const servers: Server[] = [];
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rightstatus-probe-"));
  await writeFile(join(root, "a.txt"), "0123456789".repeat(10));
  await writeFile(join(root, "empty.txt"), "");
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await rm(root, { recursive: true });
});

async function originOf(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

/** An example with one thing in it, by its folder. */
const examples: Readonly<Record<string, () => Promise<Server>>> = {
  "express-notes": async () => forExpress.createServer(await notes("express-notes")),
  "koa-notes": async () => forKoa.createServer(await notes("koa-notes")),
};

// biome-ignore lint/suspicious/noExplicitAny: the apps of Express and Koa
async function notes(folder: string): Promise<any> {
  const at = new URL(`../../../examples/${folder}/`, import.meta.url);
  const { createApp } = await import(/* @vite-ignore */ new URL("app.js", at).href);
  const { createStore } = await import(/* @vite-ignore */ new URL("store.js", at).href);
  const store = createStore();
  await store.add({ title: "Tea", text: "Green" });
  return createApp(store);
}

async function worseThanAdvice(
  origin: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const start = performance.now();
  const { checked, findings } = await probe({ origin, paths }, { level: "SHOULD", unsafe: true });
  const ms = Math.round(performance.now() - start);
  // More than half of the probes are left out where there is nothing to read.
  expect(checked).toBeGreaterThan(100);
  console.log(`${paths.length} path(s), ${checked} exchanges, ${ms} ms: ${paths.join(" ")}`);
  return findings.map((f) => `${f.level} ${f.rule} (${f.probe}, ${f.path}): ${f.message}`);
}

describe("what is answered with rightstatus breaks no requirement, and no recommendation", () => {
  it.each([
    ["express-notes", ["/", "/notes", "/notes/1", "/closed"]],
    ["koa-notes", ["/", "/notes", "/notes/1", "/closed"]],
  ])("%s", async (folder, paths) => {
    const server = await examples[folder]?.();
    if (server === undefined) throw new Error(folder);
    expect(await worseThanAdvice(await originOf(server), paths)).toEqual([]);
  });

  it("express4-callbacks", async () => {
    await built();
    const { port, stop } = await run("express4-callbacks");
    const paths = ["/all/books/1", "/all/books"];
    try {
      expect(await worseThanAdvice(`http://127.0.0.1:${port}`, paths)).toEqual([]);
    } finally {
      await stop();
    }
  });

  it.each(frameworks)("files() in %s", async (framework) => {
    const { origin } = await startFiles(framework, { root });
    expect(await worseThanAdvice(origin, ["/a.txt", "/empty.txt"])).toEqual([]);
  });
});

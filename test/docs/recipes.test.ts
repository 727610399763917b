import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workspace } from "../types/compiler.ts";
import { blocksOf, root } from "./markdown.ts";

// What the README of conformance proposes to copy, run against the example.

const page = "packages/conformance/README.md";
const blocks = blocksOf(page);
const example = `${root}examples/express-notes/`;
const bin = `${root}packages/conformance/bin/rightstatus.js`;

function block(language: string, words: string): string {
  const found = blocks.find((each) => each.language === language && each.code.includes(words));
  if (found === undefined) throw new Error(`${page} has no ${language} with ${words}`);
  return found.code;
}

/** As a shell of its own runs it, without what this runner sets. */
async function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(file, args, { cwd, env: { ...env, NO_COLOR: "1" } });
  return stdout;
}

let port: string;
let folder: string;
let stop: () => void;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "rightstatus-recipes-"));
  const child = spawn(process.execPath, ["server.js"], {
    cwd: example,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  stop = () => child.kill();
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    port = /localhost:(\d+)\//.exec(text)?.[1] ?? "";
    if (port !== "") break;
  }
}, 60_000);
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true });
});

/** A command of the page, with the command that is built here, and the port that was free. */
function own(command: string): string {
  return command
    .replaceAll("npx @rightstatus/conformance", `"${process.execPath}" "${bin}"`)
    .replaceAll("localhost:3000", `localhost:${port}`);
}

describe("the recipe for GitHub Actions", () => {
  const steps = [...block("yaml", "jobs:").matchAll(/^ +- run: (.*)$/gm)].map(
    ([, command = ""]) => command,
  );

  it("installs and starts the application, which the example is here", () => {
    expect(steps.slice(0, 2)).toEqual(["npm ci", "npm start &"]);
    expect(JSON.parse(readFileSync(`${example}package.json`, "utf8")).scripts.start).toBeDefined();
  });

  it("waits for it, probes it, finds no MUST broken, and leaves a file for code scanning", async () => {
    expect(steps.length).toBeGreaterThan(3);
    for (const step of steps.slice(2)) await run("sh", ["-ec", own(step)], folder);
    const [, file = ""] = /sarif_file: (.*)/.exec(block("yaml", "jobs:")) ?? [];
    expect(JSON.parse(readFileSync(join(folder, file), "utf8"))).toMatchObject({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "rightstatus" } } }],
    });
  }, 60_000);
});

describe("the recipe for vitest", () => {
  it("passes in a project of its own", async () => {
    const code = block("ts", "toBeConformant");
    const test = `import { createApp } from "${example}app.js";\nconst app = createApp();\n${code}`;
    const project = workspace({ "notes.test.ts": test, "vitest.config.ts": "export default {};" });
    const vitest = `${root}test/node_modules/vitest/vitest.mjs`;
    const said = await run(process.execPath, [vitest, "run", "--root", project], project);
    expect(said).toMatch(/Tests +3 passed \(3\)/);
  }, 60_000);
});

describe("the command line", () => {
  it("shows what the page shows", async () => {
    const [first = "", ...shown] = block("console", "status 405").trimEnd().split("\n");
    const said = await run("sh", ["-ec", own(first.replace(/^\$ /, ""))], folder);
    expect(said.trimEnd()).toBe(shown.join("\n"));
  });

  it("has the three commands that the page names", async () => {
    const commands = block("sh", "status 405").trimEnd().split("\n");
    expect(commands.map((line) => /conformance (\w+)/.exec(line)?.[1])).toEqual([
      "probe",
      "lint",
      "status",
    ]);
    for (const command of commands) {
      const help = own(command.replace(/(conformance \w+) .*/, "$1 --help"));
      expect(await run("sh", ["-ec", help], folder)).toMatch(/^rightstatus \w+ /);
    }
  });
});

describe("node:test", () => {
  it("holds the example to the assertions of the page", async () => {
    const code = block("ts", "assertConformant").replaceAll("localhost:3000", `localhost:${port}`);
    const project = workspace({ "a.test.mjs": code });
    expect(await run(process.execPath, ["--test", "a.test.mjs"], project)).toMatch(/^# pass 1$/m);
  }, 60_000);
});

describe("the config file", () => {
  it("is understood", async () => {
    const config = block("json", "ignore");
    const project = workspace({
      "rightstatus.config.json": config,
      "a.har": '{"log":{"entries":[]}}',
    });
    const said = await run(process.execPath, [bin, "lint", "a.har"], project);
    expect(said).toBe("No finding in 0 exchanges with 0 URLs.\n");
  });
});

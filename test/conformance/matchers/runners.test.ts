import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// The matchers in the runners themselves, as an installed package: what is built, and one copy of `expect`.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "rightstatus-runners-"));

afterAll(() => rmSync(parent, { recursive: true }));

interface Ran {
  readonly failed: boolean;
  readonly said: string;
}

function node(cwd: string, ...args: readonly string[]): Promise<Ran> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd, env: { ...env, NO_COLOR: "1", FORCE_COLOR: "0" } },
      (error, stdout, stderr) => resolve({ failed: error !== null, said: stdout + stderr }),
    );
  });
}

/** A project with our packages in its node_modules, and beside them what they and the runner need. */
function project(name: string, files: Readonly<Record<string, string>>, vitest = "vitest"): string {
  const folder = join(parent, name);
  const modules = join(folder, "node_modules");
  for (const own of ["core", "node", "conformance"]) {
    for (const part of ["dist", "package.json"]) {
      const to = join(modules, "@rightstatus", own, part);
      cpSync(join(root, "packages", own, part), to, { recursive: true });
    }
  }
  const others = [
    ["test", "jest", "jest"],
    ["test", "@jest/globals", "@jest/globals"],
    ["test", vitest, "vitest"],
    ["packages/node", "mime-types", "mime-types"],
    ["packages/node", "content-disposition-2", "content-disposition-2"],
    ["packages/node", "structured-headers", "structured-headers"],
  ] as const;
  for (const [from, installed, as] of others) {
    const to = join(modules, as);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(join(root, from, "node_modules", installed), to);
  }
  const all = { "package.json": JSON.stringify({ type: "module" }), ...files };
  for (const [path, text] of Object.entries(all)) writeFileSync(join(folder, path), text);
  return folder;
}

/** What passes, and what fails with or without await, in the words that jest and vitest share. */
const tests = `
import { methodNotAllowed, noContent, notFound, ok } from "@rightstatus/core";

const bad = () => new Response("Not that way.", { status: 405 });

test("passes", async () => {
  await expect(ok({ hello: "world" })).toBeConformant();
  await expect(methodNotAllowed(["GET"])).toBeConformant({ level: "SHOULD" });
  await expect(bad()).not.toBeConformant();
  await expect(notFound("Gone.")).toBeProblem({ status: 404, detail: expect.stringContaining("Gone") });
  await expect(bad()).toHaveStatus(405);
  await expect(Promise.resolve(bad())).resolves.toHaveStatus(405);
  const response = bad();
  await expect(response).not.toHaveStatus(200);
  expect(await response.text()).toBe("Not that way.");
});
test("fails: conformant", async () => { await expect(bad()).toBeConformant(); });
test("fails: problem", async () => { await expect(bad()).toBeProblem({ status: 405 }); });
test("fails: status", async () => { await expect(bad()).toHaveStatus(200); });
test("fails: not", async () => { await expect(noContent()).not.toHaveStatus(204); });
test("fails: at once", () => {
  expect({ rawPayload: new Uint8Array(), statusCode: 500, headers: {}, raw: {}, payload: "Oh." }).toHaveStatus(200);
});
`;

const said = [
  "MUST method/405-allow (RFC 9110 section ",
  "expected a problem, but its Content-Type is text/plain;charset=UTF-8",
  "expected 200 OK, got 405 Method Not Allowed",
  "Not that way.",
  "expected another status than 204 No Content",
  "expected 200 OK, got 500 Internal Server Error",
];

describe("jest 30, with ES modules", () => {
  let ran: Ran;
  beforeAll(async () => {
    const folder = project("jest", {
      "globals.test.js": tests,
      "imports.test.js": `import { expect, test } from "@jest/globals";\n${tests}`,
      "jest.config.json": JSON.stringify({
        testEnvironment: "node",
        transform: {},
        setupFilesAfterEnv: ["@rightstatus/conformance/jest"],
      }),
    });
    const bin = join(root, "test/node_modules/jest/bin/jest.js");
    ran = await node(folder, "--experimental-vm-modules", bin, "--watchman=false", "-i");
  }, 60_000);

  it("passes what is right and fails what is wrong, for globals and imports", () => {
    expect(ran.said).toMatch(/^Tests: +10 failed, 2 passed, 12 total$/m);
  });

  it.each(said)("says: %s", (words) => {
    expect(ran.said).toContain(words);
  });
});

describe.each([
  ["vitest 3", "vitest3"],
  ["vitest 4", "vitest"],
])("%s", (name, installed) => {
  let ran: Ran;
  beforeAll(async () => {
    const files = {
      "a.test.js": `import { expect, test } from "vitest";\n${tests}`,
      "vitest.config.js":
        'export default { test: { setupFiles: ["@rightstatus/conformance/vitest"] } };',
    };
    const folder = project(name.replace(" ", ""), files, installed);
    ran = await node(folder, join(root, "test/node_modules", installed, "vitest.mjs"), "run");
  }, 60_000);

  it("passes what is right and fails what is wrong", () => {
    expect(ran.said).toMatch(/Tests +5 failed \| 1 passed \(6\)/);
  });

  it.each(said)("says: %s", (words) => {
    expect(ran.said).toContain(words);
  });
});

describe("node:test", () => {
  const asserts = `
import { test } from "node:test";
import assert from "node:assert";
import { methodNotAllowed, notFound, ok } from "@rightstatus/core";
import { assertConformant, assertProblem, assertStatus } from "@rightstatus/conformance/node-test";

const bad = () => new Response("Not that way.", { status: 405 });

test("passes", async () => {
  await assertConformant(ok({ hello: "world" }));
  await assertConformant(bad(), { ignore: ["method/405-allow"] });
  await assertProblem(notFound("Gone."), { status: 404, detail: "Gone.", type: "about:blank" });
  await assertStatus(bad(), 405);
  await assert.rejects(assertStatus(bad(), 200), assert.AssertionError);
  await assert.rejects(assertStatus(bad(), 2000), RangeError);
  await assert.rejects(assertStatus("bad", 200), TypeError);
});
test("fails: conformant", () => assertConformant(bad()));
test("fails: problem", () => assertProblem(bad()));
test("fails: status", () => assertStatus(bad(), 200));
`;
  let ran: Ran;
  beforeAll(async () => {
    ran = await node(project("node", { "a.test.js": asserts }), "--test", "a.test.js");
  }, 60_000);

  it("passes what is right and fails what is wrong", () => {
    expect(ran.said).toMatch(/^. pass 1$/m);
    expect(ran.said).toMatch(/^. fail 3$/m);
  });

  it.each(said.slice(0, 4))("says: %s", (words) => {
    expect(ran.said).toContain(words);
  });
});

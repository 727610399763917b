import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./markdown.ts";

// CONTRIBUTING.md says what lint keeps. An update of biome may silently stop that, so each rule is broken once.

const core = "packages/core/src";
const imports = (from: string): string => `import { a } from "${from}";\na();`;

type Row = readonly [rule: string | undefined, folder: string, code: string];

const rows: readonly Row[] = [
  ["style/noRestrictedImports", `${core}/grammar`, imports("../fields/etag.ts")],
  ["style/noRestrictedImports", `${core}/grammar`, imports("../status/registry.ts")],
  ["style/noRestrictedImports", `${core}/grammar`, imports("./../fields/etag.ts")],
  ["style/noRestrictedImports", `${core}/status`, imports("../grammar/token.ts")],
  ["style/noRestrictedImports", `${core}/fields`, imports("../request/request.ts")],
  ["style/noRestrictedImports", `${core}/fields`, imports("../grammar/../reply/reply.ts")],
  ["style/noRestrictedImports", `${core}/fields`, 'await import("../reply/reply.ts");\nexport {};'],
  ["style/noRestrictedImports", `${core}/request`, imports("../semantics/ranges.ts")],
  ["style/noRestrictedImports", `${core}/semantics`, imports("../reply/reply.ts")],
  ["style/noRestrictedImports", `${core}/semantics`, imports("../status/registry.ts")],
  ["style/noRestrictedImports", `${core}/reply`, imports("../compose/pipe.ts")],
  ["style/noRestrictedImports", `${core}/reply`, imports("../index.ts")],
  ["style/noRestrictedImports", `${core}/compose`, imports("../index.ts")],
  ["style/noRestrictedImports", core, imports("@rightstatus/core")],
  ["correctness/noNodejsModules", core, imports("node:buffer")],
  ["correctness/noNodejsModules", `${core}/reply`, imports("node:buffer")],
  ["correctness/noUndeclaredDependencies", "packages/node/src", imports("express")],
  ["style/useNodejsImportProtocol", "packages/node/src", imports("http")],
  ["suspicious/noExplicitAny", "packages/koa/src", "export type A = any;"],
  ["style/noNonNullAssertion", "packages/koa/src", "export const a = (b?: Date) => b!.getTime();"],
  ["nursery/noUnsafeTypeAssertion", "packages/koa/src", 'export const a = JSON.parse("1") as 1;'],
  ["nursery/noFloatingPromises", "packages/koa/src", "async function a() {}\na();\nexport {};"],
  ["style/noDefaultExport", "packages/koa/src", "export default 1;"],
  ["style/noExcessiveLinesPerFile", "packages/koa/src", "export {};\n//\n".repeat(101)],
  ["plugin", `${core}/grammar`, 'export const a = URL.canParse("/");'],
  ["plugin", "packages/node/src", "export const a = [''].filter(URL.canParse);"],

  [undefined, `${core}/fields`, imports("../grammar/token.ts")],
  [undefined, `${core}/request`, imports("../fields/etag.ts")],
  [undefined, `${core}/semantics`, imports("../request/request.ts")],
  [undefined, `${core}/reply`, imports("../status/says.ts")],
  [undefined, `${core}/compose`, imports("../reply/reply.ts")],
  [undefined, `${core}/reply`, imports("./reply.ts")],
  [undefined, core, imports("./reply/reply.ts")],
  [undefined, "packages/express/src", imports("@rightstatus/core/fields")],
  [undefined, "packages/koa/src", 'export const a = ["x"] as const;'],
  [undefined, `${core}/grammar`, 'export const a = new URL("/", "http://a/");'],
];

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

describe("lint", () => {
  const folder = mkdtempSync(join(tmpdir(), "rightstatus-lint-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  let found: readonly Diagnostic[] = [];
  const rulesIn = (file: string): readonly string[] =>
    found
      .filter(({ location }) => location.path === file)
      .map(({ category }) => category.replace("lint/", ""));

  beforeAll(() => {
    const plant = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    };
    for (const file of ["biome.json", "no-can-parse.grit"]) cpSync(root + file, join(folder, file));
    for (const name of ["core", "node", "express", "koa"]) {
      const manifest = `packages/${name}/package.json`;
      cpSync(root + manifest, join(folder, manifest), { recursive: true });
    }
    for (const [index, [, parent, code]] of rows.entries()) {
      plant(`${parent}/planted${index}.ts`, code);
    }
    plant("packages/node/src/one.ts", 'import { b } from "./two.ts";\nexport const a = () => b();');
    plant("packages/node/src/two.ts", 'import { a } from "./one.ts";\nexport const b = () => a();');
    found = lint(folder);
  });

  it.each(rows.map((row, index) => [...row, index] as const))(
    "finds %s in %s: %s",
    (rule, parent, _, index) => {
      const rules = rulesIn(`${parent}/planted${index}.ts`);
      if (rule === undefined) expect(rules).toEqual([]);
      else expect(rules).toContain(rule);
    },
  );

  it("finds a cycle of imports", () => {
    expect(rulesIn("packages/node/src/one.ts")).toContain("suspicious/noImportCycles");
  });
});

function lint(folder: string): readonly Diagnostic[] {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=json"];
  try {
    execFileSync(process.execPath, [biome, ...args], { cwd: folder, stdio: "pipe" });
  } catch (error) {
    if (typeof error === "object" && error !== null && "stdout" in error) {
      return JSON.parse(String(error.stdout)).diagnostics;
    }
    throw error;
  }
  return [];
}

import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript5";
import { describe, expect, it, vi } from "vitest";

// The scanner has a program and a JAR for speed; this is the same in JavaScript.
vi.stubEnv("RECHECK_BACKEND", "pure");
// It refuses to be loaded by another runner.
vi.mock("@jest/globals", () => ({ expect }));
const { checkSync } = await import("recheck");

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = readdirSync(`${root}packages`)
  .map((name) => `${root}packages/${name}/src/`)
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => folder + path),
  )
  .filter((path) => path.endsWith(".ts"));

/** A regular expression of the sources: in which file, what it is, and its flags. */
type Pattern = readonly [file: string, source: string, flags: string];

/** Those that are built, with the files that build them, as they are when all modules are loaded. */
const built: Pattern[] = [];
const builders = new Set<string>();
const literals: Pattern[] = [];
for (const path of sources) find(path);
await loadAll();

function find(path: string): void {
  const text = readFileSync(path, "utf8");
  const file = relative(root, path);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      literals.push([file, node.text.slice(1, end), node.text.slice(end + 1)]);
    }
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      if (node.expression.getText() === "RegExp") builders.add(file);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

async function loadAll(): Promise<void> {
  const Native = RegExp;
  const note = (pattern: RegExp): RegExp => {
    const file = /packages\/\w+\/src\/[\w/.-]+\.ts/.exec(String(new Error().stack))?.[0];
    if (file !== undefined) built.push([file, pattern.source, pattern.flags]);
    return pattern;
  };
  globalThis.RegExp = new Proxy(Native, {
    construct: (_target, args) => note(Reflect.construct(Native, args)),
    apply: (_target, _self, args) => note(Reflect.apply(Native, undefined, args)),
  });
  try {
    for (const path of sources) await import(path);
  } finally {
    globalThis.RegExp = Native;
  }
}

describe("C9: every regular expression of the sources takes linear time", () => {
  it("has found those that are there", () => {
    expect(literals.length).toBeGreaterThan(20);
    expect(built.length).toBeGreaterThan(3);
    // One that is built later than its module would not be among them.
    expect([...new Set(built.map(([file]) => file))].toSorted()).toEqual([...builders].toSorted());
  });

  it.each([
    ["\\s+$", ""],
    ["[^a]*b", ""],
    ["(?:a|a)*$", ""],
    ['^"(?:\\\\.|[^"])*"$', ""],
  ])("a scanner tells /%s/%s", (source, flags) => {
    expect(checkSync(source, flags).status).toBe("vulnerable");
  });

  // Its automaton proves it; where that is too large the scanner fuzzes, which only fails to refute.
  it.each([...literals, ...built])("%s: /%s/%s", (_file, source, flags) => {
    const { status, checker } = checkSync(source, flags);
    expect({ status, checker }).toEqual({ status: "safe", checker: "automaton" });
  });
});

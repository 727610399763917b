import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, workspace } from "./compiler.ts";
import { refusedIn, unmarked } from "./refused.ts";

const sources = ["vitest.ts", "jest-imports.ts", "jest-globals.ts", "node-test.ts"].map(
  (file) => [file, readFileSync(new URL(file, import.meta.url), "utf8")] as const,
);

/** The types of another version stand in for `vitest`, for the matchers as for their caller. */
const version = (installed: string): object => ({
  paths: { vitest: [`./node_modules/${installed}/dist/index.d.ts`] },
});

/**
 * Each runner in a program of its own: in one, the types of one would help out another. The witness is
 * a type that the versions beside it do not have.
 */
const programs = [
  ["vitest 3", "vitest.ts", version("vitest3"), "ArgumentsType<() => void>"],
  ["vitest 4", "vitest.ts", {}, "Matchers<1>"],
  ["vitest 5", "vitest.ts", version("vitest5"), "Matchers<void, 1>"],
  ["@jest/globals", "jest-imports.ts", {}, undefined],
  ["@types/jest", "jest-globals.ts", { types: ["node", "jest"] }, undefined],
  ["node:test", "node-test.ts", {}, undefined],
] as const;

describe.each(["TypeScript 7.0", "TypeScript 5.9"] as const)("%s", (compiler) => {
  describe.each(programs)("with the types of %s", (_, file, own, witness) => {
    const text = sources.find(([name]) => name === file)?.[1] ?? "";
    const refused = refusedIn(file, text);
    let said: ReadonlyMap<string, readonly string[]>;
    beforeAll(async () => {
      const files = { [file]: unmarked(text), ...witnessed(witness) };
      // What is built, as an installed package has it.
      said = await compile(compiler, workspace(files, { customConditions: [], ...own }));
    }, 120_000);

    it("compiles what is right", () => {
      const expected = refused.map(([at]) => at);
      expect([...said].filter(([at]) => !expected.includes(at))).toEqual([]);
    });

    it.each(refused)("%s refuses %s", (at) => {
      expect(said.get(at)).toHaveLength(1);
    });
  });
});

function witnessed(type: string | undefined): Readonly<Record<string, string>> {
  return type === undefined ? {} : { "witness.ts": `export type T = import("vitest").${type};` };
}

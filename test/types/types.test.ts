import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, workspace } from "./compiler.ts";
import { refusedIn, unmarked } from "./refused.ts";

const sources = ["usage.ts", "express.ts", "koa.ts"].map(
  (file) => [file, readFileSync(new URL(file, import.meta.url), "utf8")] as const,
);
const refused = sources.flatMap(([file, text]) => refusedIn(file, text));
const files = Object.fromEntries(sources.map(([file, text]) => [file, unmarked(text)]));

/** The older typings stand in for `express` and `koa`, for the adapters as for their caller. */
const older = {
  express: ["./node_modules/@types/express4"],
  koa: ["./node_modules/@types/koa2"],
};

describe.each(["TypeScript 7.0", "TypeScript 5.9"] as const)("%s", (compiler) => {
  describe.each([
    ["Express 5 and Koa 3", {}],
    ["Express 4 and Koa 2", older],
  ])("with the types of %s", (_, paths) => {
    let said: ReadonlyMap<string, readonly string[]>;
    beforeAll(async () => {
      said = await compile(compiler, workspace(files, { paths }));
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

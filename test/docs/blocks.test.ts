import { beforeAll, describe, expect, it } from "vitest";
import { compile, workspace } from "../types/compiler.ts";
import { type Block, blocksOf, pages } from "./markdown.ts";

/** What the pieces of code in the pages take from the application around them. */
const application = `
declare global {
  const app: import("express").Express;
  const store: any;
  const log: any;
  const sockets: any;
  const greet: any;
  const id: string;
  class ApiError extends Error {}
  class NoSuchNote extends Error {}
}
export {};
`;

const blocks: readonly (Block & { readonly at: string })[] = pages
  .flatMap(blocksOf)
  .filter(({ language }) => language === "ts")
  .map((block) => ({ ...block, at: `${block.page}:${block.line}` }));

describe("TypeScript in the pages compiles", () => {
  let said: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    const files = blocks.map(({ code }, index) => [`block${index}.ts`, code]);
    const folder = workspace({ "application.ts": application, ...Object.fromEntries(files) });
    said = await compile("TypeScript 7.0", folder);
  }, 60_000);

  it.each(blocks)("$at", ({ at }) => {
    const file = `block${blocks.findIndex((block) => block.at === at)}.ts:`;
    expect([...said].filter(([place]) => place.startsWith(file))).toEqual([]);
  });

  it("and so does what stands around it", () => {
    expect([...said].filter(([place]) => !/^block\d/.test(place))).toEqual([]);
  });
});

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSeeds } from "./seeds.ts";
import { targets } from "./targets.ts";

describe("what guided fuzzing found (C4)", () => {
  it.each([...targets])("%s", (name, target) => {
    const seeds = readSeeds(name);
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) expect(() => target(seed), JSON.stringify(seed)).not.toThrow();
  });

  it("has no seeds of a target that is gone", () => {
    const files = [...targets.keys()].map((name) => `${name.replaceAll(" ", "-")}.json`);
    expect(readdirSync(new URL("seeds/", import.meta.url)).toSorted()).toEqual(files.toSorted());
  });
});

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textOf } from "./markdown.ts";

const here = new URL("../", import.meta.url);
const tests = readdirSync(here, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
  .map((path) => `test/${path.replaceAll("\\", "/")}`);

describe("property tests", () => {
  it("are named so that CI finds them, but for those that wait for another server", () => {
    const properties = tests.filter((path) => /^\s+(?:await )?fc\.assert\(/m.test(textOf(path)));
    const unnamed = properties.filter((path) => !path.endsWith(".property.test.ts"));
    expect(unnamed.filter((path) => !path.startsWith("test/oracles/"))).toEqual([]);
    expect(properties.length).toBeGreaterThan(30);
  });
});

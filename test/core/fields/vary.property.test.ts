import fc from "fast-check";
import { describe, it } from "vitest";
import { mergeVary, mergeVaryLines, vary } from "../../../packages/core/src/fields/vary.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

describe("RFC 9110 section 12.5.5, Vary of two", () => {
  it("names what either names, each once in any case, and * stands alone", () => {
    const names = fc.array(fc.constantFrom("Accept", "accept", "origin", "Cookie", "*"));
    fc.assert(
      fc.property(names, names, (a, b) => {
        const merged = mergeVary(a, b);
        const named = new Set([...a, ...b].map((name) => name.toLowerCase()));
        const wanted = named.has("*") ? ["*"] : [...named].sort();
        same(merged.map((name) => name.toLowerCase()).sort(), wanted);
        same(mergeVary(merged, []), merged);
      }),
      { numRuns: runs },
    );
  });

  it("of what cannot be read is *, so that no cache takes it for less", () => {
    const line = madeOf("Accept", "origin", ",", ", ", "*", " ", "\n", "é", '"');
    fc.assert(
      fc.property(line, line, (a, b) => {
        const merged = mergeVaryLines(a, b);
        const [left, right] = [vary.parse(a), vary.parse(b)];
        if (left === undefined || right === undefined) same(merged, "*");
        else same(vary.parse(merged), mergeVary(left, right));
      }),
      { numRuns: runs },
    );
  });
});

import fc from "fast-check";
import { describe, it } from "vitest";
import { statTag } from "../../../packages/node/src/files/describe.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";

describe("RFC 9110 section 8.8.3, the tag of a file", () => {
  it("has size and time apart: no two states share one", () => {
    const state = fc.record({
      size: fc.bigInt({ min: 0n, max: 2n ** 63n }),
      mtimeNs: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
    });
    // What is near in digits is what a tag without a separator confuses.
    const digits = fc
      .record({
        text: fc.stringMatching(/^[1-9a-f][0-9a-f]{2,12}$/),
        at: fc.nat(),
        other: fc.nat(),
      })
      .map(({ text, at, other }) =>
        [at, other].map((place) => {
          const cut = 1 + (place % (text.length - 1));
          return {
            size: BigInt(`0x${text.slice(0, cut)}`),
            mtimeNs: BigInt(`0x${text.slice(cut)}`),
          };
        }),
      );
    fc.assert(
      fc.property(fc.oneof(digits, fc.tuple(state, state)), ([a, b]) => {
        if (a === undefined || b === undefined) throw new Error("want two states");
        same(statTag(a) === statTag(b), a.size === b.size && a.mtimeNs === b.mtimeNs);
        matches(statTag(a), /^"[\da-f]+-{1,2}[\da-f]+"$/);
      }),
      { numRuns: runs },
    );
  });
});

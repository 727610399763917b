import fc from "fast-check";
import { describe, it } from "vitest";
import { digest } from "../../../packages/core/src/fields/digest.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { plainMurmur } from "../naive/murmur.ts";

describe("MurmurHash3 x86 128, seed 0", () => {
  it("is that of the plain algorithm, from any offset", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(bytes, fc.nat(7), (content, offset) => {
        const shifted = new Uint8Array(content.length + offset + 3).subarray(offset);
        shifted.set(content);
        same(digest(shifted.subarray(0, content.length)), plainMurmur(content));
      }),
      { numRuns: runs },
    );
  });

  it("takes a string for its UTF-8, short or longer than its buffer", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(1, 1, 1, 400), (unit, times) => {
        const long = unit.repeat(times);
        same(digest(long), digest(new TextEncoder().encode(long)));
      }),
      { numRuns: runs },
    );
  });
});

import fc from "fast-check";
import { describe, it } from "vitest";
import { isCount, parseDigits } from "../../../packages/core/src/grammar/digits.ts";
import { formatWeight, parseQuality } from "../../../packages/core/src/grammar/quality.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

describe("RFC 9110 section 12.4.2, qvalue", () => {
  /** Each of the 1,117 that the grammar has. */
  const qvalues = new Map<string, number>([
    ["1", 1],
    ["1.", 1],
    ["0", 0],
    ["0.", 0],
  ]);
  for (const digits of [1, 2, 3]) {
    qvalues.set(`1.${"0".repeat(digits)}`, 1);
    for (let n = 0; n < 10 ** digits; n += 1) {
      qvalues.set(`0.${String(n).padStart(digits, "0")}`, n / 10 ** digits);
    }
  }

  it("is one of those that there are", () => {
    const near = madeOf("0", "0.", "1", "1.", "5", "00", ".", "e", "-", "+", " ", "\n", "\u0661");
    const decimals = fc.stringMatching(/^[012]\.[0-9]{0,5}$/);
    const text = fc.oneof(near, decimals, fc.constantFrom(...qvalues.keys()));
    fc.assert(
      fc.property(text, (any) => {
        same(parseQuality(any), qvalues.get(any));
      }),
      { numRuns: runs },
    );
  });

  it("is written if one of them says that number, and read again", () => {
    const weights = new Set(qvalues.values());
    const weight = fc.oneof(
      fc.constantFrom(...weights),
      fc.double(),
      fc.double({ min: -0.1, max: 1.1 }),
    );
    fc.assert(
      fc.property(weight, (number) => {
        const text = formatWeight(number);
        same(text !== undefined, weights.has(number));
        // Of -0 the sign is lost: it is no other weight.
        if (text !== undefined) same(parseQuality(text.replace("; q=", "") || "1"), number + 0);
      }),
      { numRuns: runs },
    );
  });
});

describe("1*DIGIT", () => {
  it("is digits and nothing else, up to 2^53 - 1", () => {
    const text = madeOf("0", "9", "900719925474099", "1", "2", "-", "+", ".", "e", "_", " ", "\n");
    fc.assert(
      fc.property(text, (any) => {
        const digits = any !== "" && [...any].every((c) => "0123456789".includes(c));
        const legal = digits && BigInt(any) < 2n ** 53n;
        same(parseDigits(any), legal ? Number(any) : undefined);
      }),
      { numRuns: runs },
    );
  });

  it("says each count, and anything else is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.double(), fc.anything()), (any) => {
        if (isCount(any)) same(parseDigits(String(any)), any + 0);
        else if (typeof any === "number") same(parseDigits(String(any)), undefined);
      }),
      { numRuns: runs },
    );
  });
});

import { describe, expect, it } from "vitest";
import { isCount, parseDigits } from "../../../packages/core/src/grammar/digits.ts";
import { formatWeight, parseQuality } from "../../../packages/core/src/grammar/quality.ts";

describe("RFC 9110 section 12.4.2, qvalue", () => {
  it.each<[text: string, weight: number | undefined]>([
    ["0", 0],
    ["0.", 0],
    ["0.5", 0.5],
    ["0.123", 0.123],
    ["0.000", 0],
    ["1", 1],
    ["1.", 1],
    ["1.000", 1],
    ["0.1234", undefined],
    ["1.0000", undefined],
    ["1.001", undefined],
    ["2", undefined],
    ["-1", undefined],
    ["+1", undefined],
    ["01", undefined],
    [".5", undefined],
    ["1e0", undefined],
    ["NaN", undefined],
    ["", undefined],
    [" 1", undefined],
    ["1\n", undefined],
    ["0,5", undefined],
    ["\u0661", undefined],
  ])("%j: %s", (text, weight) => {
    expect(parseQuality(text)).toBe(weight);
  });

  it("writes and reads each of the thousand and one", () => {
    for (let n = 0; n < 1000; n += 1) {
      const text = formatWeight(n / 1000) ?? "";
      expect(parseQuality(text.replace("; q=", ""))).toBe(n / 1000);
    }
    expect(formatWeight(1)).toBe("");
  });

  it.each([0.0001, 1e-7, 1.1, -0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "does not write %s",
    (weight) => {
      expect(formatWeight(weight)).toBeUndefined();
    },
  );
});

describe("1*DIGIT", () => {
  it.each<[text: string, count: number | undefined]>([
    ["0", 0],
    ["007", 7],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", undefined],
    ["9".repeat(400), undefined],
    ["", undefined],
    ["-1", undefined],
    ["+1", undefined],
    ["1.0", undefined],
    ["1e3", undefined],
    ["0x1", undefined],
    ["1_0", undefined],
    [" 1", undefined],
    ["1 ", undefined],
    ["1\n", undefined],
    ["\u0661", undefined],
  ])("%j: %s", (text, count) => {
    expect(parseDigits(text)).toBe(count);
  });

  it.each([0, 1, Number.MAX_SAFE_INTEGER])("says %s", (value) => {
    expect(isCount(value)).toBe(true);
  });

  it.each([-1, 0.5, 1e21, Number.NaN, "1", undefined, null, 1n])("does not say %s", (value) => {
    expect(isCount(value)).toBe(false);
  });
});

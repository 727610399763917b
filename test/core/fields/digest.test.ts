import { describe, expect, it } from "vitest";
import { digest } from "../../../packages/core/src/fields/digest.ts";
import { plainMurmur } from "../naive/murmur.ts";

describe("MurmurHash3 x86 128, seed 0", () => {
  it.each<[text: string, digest: string]>([
    ["", "0-00000000000000000000000000000000"],
    ["The quick brown fox jumps over the lazy dog", "2b-2f1583c3ecee2c675d7bf66ce5e91d2c"],
  ])("%j", (text, expected) => {
    expect(digest(text)).toBe(expected);
    expect(digest(new TextEncoder().encode(text))).toBe(expected);
  });

  it("is that of the plain algorithm, for every length of the last block", () => {
    for (let length = 0; length <= 48; length += 1) {
      const content = Uint8Array.from({ length }, (_, i) => 255 - i);
      expect(digest(content)).toBe(plainMurmur(content));
    }
  });

  it("takes a string for its UTF-8, also where its buffer ends", () => {
    for (const length of [1364, 1365, 1366]) {
      const text = "\u20ac".repeat(length);
      expect(digest(text)).toBe(digest(new TextEncoder().encode(text)));
    }
  });

  it("tells length from hash", () => {
    expect(digest("\0")).not.toBe(digest("\0\0"));
    expect(digest("a".repeat(17))).toMatch(/^11-[0-9a-f]{32}$/);
  });
});

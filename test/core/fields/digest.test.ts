import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "../../../packages/core/src/fields/digest.ts";
import { runs } from "../../support/runs.ts";

describe("MurmurHash3 x86 128, seed 0", () => {
  it.each<[text: string, digest: string]>([
    ["", "0-00000000000000000000000000000000"],
    ["The quick brown fox jumps over the lazy dog", "2b-2f1583c3ecee2c675d7bf66ce5e91d2c"],
  ])("%j", (text, expected) => {
    expect(digest(text)).toBe(expected);
    expect(digest(new TextEncoder().encode(text))).toBe(expected);
  });

  it("is that of the plain algorithm, for every length of the last block and any offset", () => {
    const bytes = fc.uint8Array({ maxLength: 100 });
    fc.assert(
      fc.property(bytes, fc.nat(7), (content, offset) => {
        const shifted = new Uint8Array(content.length + offset + 3).subarray(offset);
        shifted.set(content);
        expect(digest(shifted.subarray(0, content.length))).toBe(plain(content));
      }),
      { numRuns: runs },
    );
    for (let length = 0; length <= 48; length += 1) {
      const content = Uint8Array.from({ length }, (_, i) => 255 - i);
      expect(digest(content)).toBe(plain(content));
    }
  });

  it("takes a string for its UTF-8, short or long", () => {
    const text = fc.tuple(fc.string({ unit: "binary" }), fc.constantFrom(1, 2000));
    fc.assert(
      fc.property(text, ([unit, times]) => {
        const long = unit.repeat(times);
        expect(digest(long)).toBe(digest(new TextEncoder().encode(long)));
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
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

/** The algorithm as it is published, on BigInt: slow, without anything that makes it fast. */
function plain(bytes: Uint8Array): string {
  const c = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n];
  const spins = [15n, 16n, 17n, 18n];
  const steps: [bigint, bigint][] = [
    [19n, 0x561ccd1bn],
    [17n, 0x0bcaa747n],
    [15n, 0x96cd1c35n],
    [13n, 0x32ac3b17n],
  ];
  const word = (n: bigint) => BigInt.asUintN(32, n);
  const spin = (n: bigint, by: bigint) => word((n << by) | (n >> (32n - by)));
  const at = <T>(list: readonly T[], i: number) => list[i % 4] as T;
  const mixed = (k: bigint, i: number) =>
    word(spin(word(k * at(c, i)), at(spins, i)) * at(c, i + 1));
  const read = (from: number) =>
    [3, 2, 1, 0].reduce((k, i) => (k << 8n) | BigInt(bytes[from + i] ?? 0), 0n);

  const h = [0n, 0n, 0n, 0n];
  const whole = bytes.length - (bytes.length % 16);
  for (let block = 0; block < whole; block += 16) {
    for (let i = 0; i < 4; i += 1) {
      const [by, add] = at(steps, i);
      h[i] = at(h, i) ^ mixed(read(block + 4 * i), i);
      h[i] = word(word(spin(at(h, i), by) + at(h, i + 1)) * 5n + add);
    }
  }
  for (let i = 0; i < 4; i += 1) h[i] = at(h, i) ^ mixed(read(whole + 4 * i), i);
  const sum = () => {
    h[0] = word(at(h, 0) + at(h, 1) + at(h, 2) + at(h, 3));
    for (let i = 1; i < 4; i += 1) h[i] = word(at(h, i) + at(h, 0));
  };
  for (let i = 0; i < 4; i += 1) h[i] = at(h, i) ^ BigInt(bytes.length);
  sum();
  for (let i = 0; i < 4; i += 1) {
    let n = at(h, i);
    n = word((n ^ (n >> 16n)) * 0x85ebca6bn);
    n = word((n ^ (n >> 13n)) * 0xc2b2ae35n);
    h[i] = n ^ (n >> 16n);
  }
  sum();
  const hex = h.map((n) => n.toString(16).padStart(8, "0")).join("");
  return `${bytes.length.toString(16)}-${hex}`;
}

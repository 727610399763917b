import fc from "fast-check";

/** Any UTF-16, lone surrogates too. Most of it is of one byte, which is what a field can have. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.nat(0xff) }, { weight: 1, arbitrary: fc.nat(0xffff) }))
  .map((units) => String.fromCharCode(...units));

/**
 * Text of these pieces, which gets further into a parser than noise does, for they are what its grammar
 * turns on. One in ten is noise all the same.
 */
export function madeOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(fc.constantFrom(...pieces)).map((some) => some.join("")) },
    { weight: 1, arbitrary: anyText },
  );
}

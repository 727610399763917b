import fc from "fast-check";
import { describe, it } from "vitest";
import {
  accept,
  acceptEncoding,
  acceptLanguage,
} from "../../../packages/core/src/fields/accept.ts";
import { chooseEncoding } from "../../../packages/core/src/semantics/encodings.ts";
import { chooseLanguage } from "../../../packages/core/src/semantics/languages.ts";
import { chooseType } from "../../../packages/core/src/semantics/media-types.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { naiveEncoding, naiveLanguage, naiveType, weighed } from "../naive/weighted.ts";

const weights = ["", "", ";q=0", ";q=0.2", ";q=0.5", "; Q=1", ";q=0.999", ' ; q="0.5"'];
const broken = [
  ";q=2",
  ";q=.5",
  ";q=",
  ";q",
  "; ;",
  ";q=0;q=1",
  " x",
  ";a=b",
  '"',
  "\\",
  ";q=0.2;v=1",
];
const weight = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...weights) },
  { weight: 1, arbitrary: fc.constantFrom(...broken) },
);

/** A field of these words, each with a weight or with what is none; some of it noise. */
function fieldOf(words: readonly string[]): fc.Arbitrary<string> {
  const member = fc.tuple(fc.constantFrom(...words), weight).map((pair) => pair.join(""));
  const between = fc.constantFrom(", ", ",", " ,, ");
  const line = fc
    .tuple(
      fc.oneof(fc.array(member, { maxLength: 2 }), fc.array(member, { maxLength: 6 })),
      between,
    )
    .map(([members, comma]) => members.join(comma));
  const soup = fc.array(fc.constantFrom(...words, ...weights, ...broken, ",", " ")).map(glued);
  return fc.oneof({ weight: 8, arbitrary: line }, { weight: 1, arbitrary: soup }, anyText);
}

function glued(pieces: readonly string[]): string {
  return pieces.join("");
}

function offersOf(words: readonly string[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });
}

const types = ["a/b", "a/c", "d/e", "a/b;v=1", "a/b;v=2", "a/b;v=1;w=1"];
const typeLine = fieldOf([
  ...types,
  "a/*",
  "d/*",
  "*/*",
  "A/B",
  "*/b",
  "a",
  'a/b;v="1"',
  "a/*;v=1",
]);
const codingLine = fieldOf(["gzip", "br", "zstd", "identity", "*", "x-gzip", "GZIP", "a/b"]);
const tags = ["en", "en-GB", "en-GB-oed", "en-US", "fr", "zh-Hant", "zh-Hant-TW", "zh"];
const languageLine = fieldOf([...tags, "*", "de", "EN-us", "en_GB", "en-", "abcdefghi"]);

describe("RFC 9110 section 12.5", () => {
  it("chooseType agrees with one that sorts all pairs", () => {
    fc.assert(
      fc.property(typeLine, offersOf(types), (line, offers) => {
        same(chooseType(line, offers), naiveType(line, offers));
      }),
      { numRuns: runs },
    );
  });

  it("chooseEncoding agrees with the table of 12.5.3", () => {
    fc.assert(
      fc.property(codingLine, offersOf(["gzip", "br", "zstd", "identity"]), (line, offers) => {
        same(chooseEncoding(line, offers), naiveEncoding(line, offers));
      }),
      { numRuns: runs },
    );
  });

  it("chooseLanguage agrees with the look-up of RFC 4647 section 3.4, step by step", () => {
    fc.assert(
      fc.property(languageLine, offersOf(tags), (line, offers) => {
        same(chooseLanguage(line, offers), naiveLanguage(line, offers));
      }),
      { numRuns: runs },
    );
  });

  it("reads the members that are in the grammar, and no other", () => {
    fc.assert(
      fc.property(fc.oneof(typeLine, codingLine, languageLine), (line) => {
        same(
          accept
            .parse(line)
            ?.map(({ type, parameters, weight: q }) => [type, { ...parameters }, q]),
          weighed(line, "type").map((m) => [m.value, Object.fromEntries(m.parameters), m.q]),
        );
        same(
          acceptEncoding.parse(line)?.map(({ value, weight: q }) => [value, q]),
          weighed(line, "coding").map(({ value, q }) => [value, q]),
        );
        same(
          acceptLanguage.parse(line)?.map(({ value, weight: q }) => [value, q]),
          weighed(line, "language").map(({ value, q }) => [value, q]),
        );
      }),
      { numRuns: runs },
    );
  });
});

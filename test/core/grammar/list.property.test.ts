import fc from "fast-check";
import { describe, it } from "vitest";
import { nextMember, splitList } from "../../../packages/core/src/grammar/list.ts";
import { quote } from "../../../packages/core/src/grammar/quoted-string.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { members } from "../naive/words.ts";

const text = madeOf(...',,, \t""\\a=\n\u00a0', '"a,b"');

describe("RFC 9110 section 5.6.1, lists", () => {
  it("is cut where one that looks back from each comma cuts it", () => {
    fc.assert(
      fc.property(text, (any) => {
        same(splitList(any), members(any));
      }),
      { numRuns: runs },
    );
  });

  it("finds the members again, whatever whitespace and emptiness stands between", () => {
    const member = fc.oneof(
      fc.constantFrom("a", "b;q=1"),
      fc.string({ unit: fc.constantFrom(...'\t a"\\,;') }).map(quote),
    );
    const between = fc.constantFrom(",", ", ", " ,\t", ",,", ", ,");
    fc.assert(
      fc.property(fc.array(fc.tuple(between, member)), between, (parts, last) => {
        const line = parts.map(([comma, part]) => comma + part).join("") + last;
        same(
          splitList(line),
          parts.map(([, part]) => part),
        );
      }),
      { numRuns: runs },
    );
  });

  it("the next member is past whitespace and commas, and after a member a comma must be there", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 8 }), (any, place) => {
        const at = Math.min(place, any.length);
        const rest = any.slice(at);
        const gap = /^[ \t,]*/.exec(rest)?.[0] ?? "";
        const ends = at === 0 || gap.includes(",") || gap === rest;
        same(nextMember(any, at), ends ? at + gap.length : undefined);
      }),
      { numRuns: runs },
    );
  });
});

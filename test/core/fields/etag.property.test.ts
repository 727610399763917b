import fc from "fast-check";
import { describe, it } from "vitest";
import {
  type ETag,
  etag,
  etagOf,
  isWeak,
  parseTags,
  strongMatch,
  weaken,
  weakMatch,
} from "../../../packages/core/src/fields/etag.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";

const opaque = madeOf(...'abW/,\\ "\t\n\x7f\x80\xff\u0100');

describe("RFC 9110 section 8.8.3, entity-tags", () => {
  it("are made of etagc in ASCII, or not at all", () => {
    fc.assert(
      fc.property(opaque, fc.boolean(), (text, weak) => {
        let tag: ETag | undefined;
        try {
          tag = etag(text, { weak });
        } catch (error) {
          same(error instanceof RangeError, true);
        }
        same(tag !== undefined, /^[\x21\x23-\x7e]*$/.test(text));
        if (tag === undefined) return;
        same(isWeak(tag), weak);
        same(parseTags(`${tag} , ${tag}`), [tag, tag]);
      }),
      { numRuns: runs },
    );
  });

  it("8.8.3.2: match strongly if both are strong and the same, weakly by the opaque-tag alone", () => {
    const few = fc.constantFrom("", "a", "b", "W/", "a,b");
    const tag = fc.record({ text: few, weak: fc.boolean() });
    fc.assert(
      fc.property(tag, tag, (a, b) => {
        const [left, right] = [a, b].map(({ text, weak }) => etag(text, { weak }));
        if (left === undefined || right === undefined) throw new Error("no tag");
        same(strongMatch(left, right), !a.weak && !b.weak && a.text === b.text);
        same(weakMatch(left, right), a.text === b.text);
        same(weaken(left), etag(a.text, { weak: true }));
      }),
      { numRuns: runs },
    );
  });

  it("of bytes are strong, and differ where the bytes do", () => {
    const bytes = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        matches(etagOf(a), /^"[!#-~]+"$/);
        same(etagOf(a) === etagOf(b), String(a) === String(b));
      }),
      { numRuns: runs },
    );
  });
});

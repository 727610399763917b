import fc from "fast-check";
import { describe, it } from "vitest";
import {
  isFieldValue,
  isToken,
  skipOws,
  tokenEnd,
  trimOws,
} from "../../../packages/core/src/grammar/token.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { ows, taken, token } from "../naive/words.ts";

const text = madeOf(...'aZ0!~|-  \t\t;=,"\n\r\0\x7f\x80\xff\u00a0\u0141');
const at = fc.nat({ max: 8 });

describe("RFC 9110 section 5.6.2, token", () => {
  it("ends where the pattern ends, from any place", () => {
    fc.assert(
      fc.property(text, at, (any, start) => {
        const place = Math.min(start, any.length);
        const found = taken(token, any, place) ?? "";
        same(tokenEnd(any, place), place + found.length);
        same(isToken(any.slice(place)), found !== "" && place + found.length === any.length);
      }),
      { numRuns: runs },
    );
  });
});

describe("RFC 9110 section 5.5, field values that we send", () => {
  it("begin and end with a visible character, and have nothing but ASCII, SP and HTAB inside", () => {
    fc.assert(
      fc.property(text, (any) => {
        same(isFieldValue(any), /^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(any));
      }),
      { numRuns: runs },
    );
  });
});

describe("RFC 9110 section 5.6.3, OWS", () => {
  it("is trimmed and skipped as the patterns do that stand for it", () => {
    fc.assert(
      fc.property(text, at, (any, start) => {
        same(trimOws(any), any.replace(/^[ \t]+/, "").replace(/[ \t]+$/, ""));
        const place = Math.min(start, any.length);
        same(skipOws(any, place), place + (taken(ows, any, place) ?? "").length);
      }),
      { numRuns: runs },
    );
  });
});

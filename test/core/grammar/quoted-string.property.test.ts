import fc from "fast-check";
import { describe, it } from "vitest";
import {
  closingQuote,
  isQuotable,
  quote,
  readQuoted,
} from "../../../packages/core/src/grammar/quoted-string.ts";
import { formatWord, readWord } from "../../../packages/core/src/grammar/word.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { quoted, said, taken, word } from "../naive/words.ts";

const text = madeOf(...'"""\\\\a \t,;=\n\x7f\xff\u0100');
const at = fc.nat({ max: 8 });

describe("RFC 9110 section 5.6.4, quoted-string", () => {
  it("is read as the pattern reads it, from any place", () => {
    fc.assert(
      fc.property(text, at, (any, start) => {
        same(readQuoted(any, start), readBy(quoted, any, start));
      }),
      { numRuns: runs },
    );
  });

  it("closes at the first DQUOTE with an even number of backslashes before it", () => {
    fc.assert(
      fc.property(text, (any) => {
        const closes = [...any.matchAll(/"/g)].map(({ index }) => index);
        const even = closes.find((i) => (/\\*$/.exec(any.slice(0, i))?.[0].length ?? 0) % 2 === 0);
        same(closingQuote(`"${any}`, 0), 1 + (even ?? any.length));
      }),
      { numRuns: runs },
    );
  });

  it("reads what it writes, wherever it stands", () => {
    const value = fc.string({ unit: fc.constantFrom(...'\t a"\\,;') });
    fc.assert(
      fc.property(fc.string(), value, fc.string(), (before, content, after) => {
        const wire = quote(content);
        const read = { value: content, end: before.length + wire.length };
        same(readQuoted(before + wire + after, before.length), read);
        same(closingQuote(before + wire + after, before.length), read.end - 1);
      }),
      { numRuns: runs },
    );
  });
});

describe("token / quoted-string", () => {
  it("is read as the pattern reads it, from any place", () => {
    fc.assert(
      fc.property(text, at, (any, start) => {
        same(readWord(any, start), readBy(word, any, start));
      }),
      { numRuns: runs },
    );
  });

  it("any text is written so that it is read again, or not at all", () => {
    fc.assert(
      fc.property(text, (any) => {
        const wire = formatWord(any);
        same(wire === undefined, /[^\t -~]/.test(any));
        same(isQuotable(any), wire !== undefined);
        if (wire !== undefined) same(readWord(wire, 0), { value: any, end: wire.length });
      }),
      { numRuns: runs },
    );
  });
});

function readBy(pattern: string, any: string, start: number) {
  const found = taken(pattern, any, start);
  return found === undefined ? undefined : { value: said(found), end: start + found.length };
}

import fc from "fast-check";
import { describe, it } from "vitest";
import { layOut } from "../../../packages/core/src/semantics/multipart.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { partsIn } from "../naive/multipart.ts";

describe("RFC 9110 section 14.6, multipart/byteranges", () => {
  it("is read back as what was laid out, and is as long as was said", () => {
    const whole = "abc\r\n--b\r\n--b--\r\ndefghijklmnopqrstuvwxyz";
    const size = whole.length;
    const cut = fc
      .tuple(fc.nat({ max: size - 1 }), fc.nat({ max: 9 }))
      .map(([start, more]) => ({ start, end: Math.min(size, start + 1 + more) }));
    const cuts = fc.array(cut, { minLength: 1, maxLength: 4 });
    const boundary = "0123456789abcdef";
    fc.assert(
      fc.property(cuts, fc.constantFrom("text/plain", 'a/b; c="d"', undefined), (ranges, type) => {
        const layout = layOut(ranges, { size, type, boundary });
        const text = layout.parts
          .map(({ head, range }) => head + whole.slice(range.start, range.end))
          .join("");
        const wire = text + layout.tail;
        same(wire.length, layout.contentLength);
        same(
          partsIn(wire, layout.contentType),
          ranges.map(({ start, end }) => ({
            fields: {
              ...(type !== undefined && { "content-type": type }),
              "content-range": `bytes ${start}-${end - 1}/${size}`,
            },
            content: whole.slice(start, end),
          })),
        );
      }),
      { numRuns: runs },
    );
  });
});

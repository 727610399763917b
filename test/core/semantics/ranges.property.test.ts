import fc from "fast-check";
import { describe, it } from "vitest";
import type { RangeSpec } from "../../../packages/core/src/fields/range.ts";
import { readConditions } from "../../../packages/core/src/request/conditions.ts";
import { ifRangeHolds } from "../../../packages/core/src/semantics/if-range.ts";
import {
  rangesFor,
  type Selection,
  selectRanges,
} from "../../../packages/core/src/semantics/ranges.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { naiveIfRange, naivePart } from "../naive/conditions.ts";
import { naiveRanges } from "../naive/ranges.ts";
import { ifRange, lines, methods, now, reqOf, state } from "./requests.ts";

function specOf(position: fc.Arbitrary<number>): fc.Arbitrary<RangeSpec> {
  return fc.oneof(
    position.map((suffix) => ({ suffix })),
    position.map((first) => ({ first })),
    fc.tuple(position, position).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
  );
}

describe("RFC 9110 section 14.1.2, ranges of bytes", () => {
  it("are those of one that colours bytes", () => {
    const specs = fc.array(specOf(fc.nat({ max: 25 })), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(specs, fc.nat({ max: 20 }), (asked, length) => {
        same(
          wire(selectRanges({ unit: "bytes", specs: asked }, length)),
          naiveRanges(asked, length),
        );
      }),
      { numRuns: runs },
    );
  });

  it("of any size are those of one that joins two until none touch", () => {
    // The sum of 16 parts of 2^49 bytes is a number that counts exactly.
    const big = fc.oneof(fc.integer({ min: 0, max: 2 ** 49 }), fc.nat({ max: 20 }));
    const specs = fc.array(specOf(big), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(specs, big, (asked, length) => {
        same(wire(selectRanges({ unit: "bytes", specs: asked }, length)), joined(asked, length));
      }),
      { numRuns: runs },
    );
  });

  it("other units select nothing", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (unit, length) => {
        if (unit === "bytes") return;
        same(selectRanges({ unit, specs: [] }, length).kind, "whole");
      }),
      { numRuns: runs },
    );
  });
});

describe("RFC 9110 section 13.2.2, step 5", () => {
  it("is decided as one decides that follows the section word by word", () => {
    const size = fc.constantFrom(undefined, 0, 1, 10, 12);
    const clock = fc.constantFrom(now, now + 499, now + 500, now + 3_600_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        lines,
        state,
        size,
        clock,
        (method, fields, current, length, at) => {
          const request = readConditions(reqOf(method, fields));
          const answer = wire(rangesFor(request, current, length, at));
          same(answer, naivePart(method, fields, current, length, at));
        },
      ),
      { numRuns: runs },
    );
  });

  it("If-Range holds where section 13.1.5 says so", () => {
    const clock = fc.constantFrom(0, 499, 500, 501, 4000).map((later) => now + later);
    fc.assert(
      fc.property(ifRange, state, clock, (line, current, at) => {
        const { ifRange: said } = readConditions({
          headers: { range: "bytes=0-", "if-range": line },
        });
        if (said === undefined) throw new Error("If-Range was not read");
        same(ifRangeHolds(said, current, at), naiveIfRange(line, current, at));
      }),
      { numRuns: runs },
    );
  });
});

function wire(selection: Selection): string {
  if (selection.kind === "whole") return "200";
  if (selection.kind === "unsatisfiable") return `416 */${selection.length}`;
  const ranges = selection.ranges.map(({ start, end }) => `${start}-${end - 1}`);
  same(selection.multipart, ranges.length > 1);
  return `206 ${ranges.join(" ")}`;
}

/** The same as naiveRanges, for sizes that nobody colours. */
function joined(specs: readonly RangeSpec[], size: number): string {
  const length = BigInt(size);
  if (length === 0n) return "200";
  const asked = specs
    .map((spec) => {
      if ("suffix" in spec) return [length - least(BigInt(spec.suffix), length), length] as const;
      const end = spec.last === undefined ? length : least(BigInt(spec.last) + 1n, length);
      return [BigInt(spec.first), end] as const;
    })
    .filter(([start, end]) => start < end);
  if (asked.length === 0) return `416 */${length}`;
  let parts: (readonly [bigint, bigint])[] = [...asked];
  for (let pair = touching(parts); pair !== undefined; pair = touching(parts)) {
    const [a, b] = pair;
    const [start, end] = [least(a[0], b[0]), -least(-a[1], -b[1])];
    parts = parts.filter((part) => part !== b).map((part) => (part === a ? [start, end] : part));
  }
  const bytes = (list: typeof parts) => list.reduce((sum, [start, end]) => sum + end - start, 0n);
  if (bytes(asked) - bytes(parts) >= length) return "200";
  return `206 ${parts.map(([start, end]) => `${start}-${end - 1n}`).join(" ")}`;
}

function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

type Part = readonly [bigint, bigint];

/** The first part that another touches: it was asked for before the other. */
function touching(parts: readonly Part[]): readonly [Part, Part] | undefined {
  for (const [i, a] of parts.entries()) {
    const b = parts.slice(i + 1).find((other) => other[0] <= a[1] && a[0] <= other[1]);
    if (b !== undefined) return [a, b];
  }
  return undefined;
}

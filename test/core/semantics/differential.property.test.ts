import fc from "fast-check";
import Negotiator from "negotiator";
import parseRange from "range-parser";
import { describe, expect, it } from "vitest";
import { range } from "../../../packages/core/src/fields/range.ts";
import { chooseEncoding } from "../../../packages/core/src/semantics/encodings.ts";
import { chooseType } from "../../../packages/core/src/semantics/media-types.ts";
import { selectRanges } from "../../../packages/core/src/semantics/ranges.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

/** Members with weights that all differ: which of equals goes first is not defined (RFC 9110 section 12.5.1). */
function weighted(names: readonly string[]): fc.Arbitrary<string> {
  return fc.subarray([...names], { minLength: 1 }).chain((members) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: 999 }), {
        minLength: members.length,
        maxLength: members.length,
      })
      .map((weights) =>
        members.map((name, i) => `${name};q=0.${String(weights[i]).padStart(3, "0")}`).join(", "),
      ),
  );
}

describe("negotiator, where it is right", () => {
  const types = ["text/html", "text/plain", "application/json", "image/png"];
  const ranges = [...types, "text/*", "application/*", "image/*", "*/*"];

  it("12.5.1 chooses the same media type", () => {
    fc.assert(
      fc.property(weighted(ranges), fc.subarray(types, { minLength: 1 }), (accept, offers) => {
        const theirs = new Negotiator({ headers: { accept } }).mediaType(offers);
        same(chooseType(accept, offers), theirs);
      }),
      { numRuns: runs },
    );
  });

  it("12.5.3 chooses the same coding", () => {
    const codings = ["gzip", "br", "zstd"];
    fc.assert(
      fc.property(weighted(codings), fc.subarray(codings, { minLength: 1 }), (line, offers) => {
        const theirs = new Negotiator({ headers: { "accept-encoding": line } }).encoding([
          ...offers,
          "identity",
        ]);
        same(chooseEncoding(line, [...offers, "identity"]), theirs);
      }),
      { numRuns: runs },
    );
  });

  it.each([
    [
      "12.4.2 a weight above 1 is none",
      "text/html;q=1.5, application/json",
      "application/json",
      "text/html",
    ],
    ["12.4.2 nor is a word; the member does not count", "text/html;q=abc", "text/html", undefined],
    ["12.4.3 an empty field says nothing", "", "text/html", undefined],
  ])("differs, and is wrong: %s", (_rule, accept, ours, theirs) => {
    const offers = ["text/html", "application/json"];
    expect(chooseType(accept, offers)).toBe(ours);
    expect(new Negotiator({ headers: { accept } }).mediaType(offers)).toBe(theirs);
  });

  it("8.4.1.3 differs, and is wrong: x-gzip is gzip", () => {
    const headers = { "accept-encoding": "x-gzip" };
    expect(chooseEncoding("x-gzip", ["gzip", "identity"])).toBe("gzip");
    expect(new Negotiator({ headers }).encoding(["gzip", "identity"])).toBe("identity");
  });
});

describe("range-parser 1.2, where it is right", () => {
  const size = 1000;
  const position = fc.nat(size + 100);
  const spec = fc.oneof(
    fc.tuple(position, position).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    position.map((first) => `${first}-`),
    fc.integer({ min: 1, max: size }).map((suffix) => `-${suffix}`),
  );

  it("14.1.2 takes one range for the same bytes", () => {
    fc.assert(
      fc.property(spec, (one) => {
        same(ours(`bytes=${one}`), theirs(`bytes=${one}`));
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ["14.1.2 a suffix longer than the whole is the whole", "bytes=-5000", [[0, 999]], -1],
    ["14.1.1 no digits, no range", "bytes=abc-5", [], [[995, 999]]],
    ["14.1.1 nor in any other notation", "bytes=0x10-0x20", [], [[0, 0]]],
  ])("differs, and is wrong: %s", (_rule, line, right, wrong) => {
    expect(ours(line)).toEqual(right);
    expect(theirs(line)).toEqual(wrong);
  });

  /** The parts as first and last position; -1 if none can be satisfied, none if the field is ignored. */
  function ours(line: string): readonly (readonly number[])[] | -1 {
    const selection = selectRanges(range.parse(line), size);
    if (selection.kind === "unsatisfiable") return -1;
    if (selection.kind === "whole") return [];
    return selection.ranges.map(({ start, end }) => [start, end - 1]);
  }

  function theirs(line: string): readonly (readonly number[])[] | number {
    const parsed = parseRange(size, line);
    return typeof parsed === "number" ? parsed : parsed.map(({ start, end }) => [start, end]);
  }
});

import fc from "fast-check";
import { describe, it } from "vitest";
import { readConditions } from "../../../packages/core/src/request/conditions.ts";
import { field, fieldLines, type Req } from "../../../packages/core/src/request/request.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

const names = ["if-match", "if-range", "range", "if-modified-since", "get", "__proto__"] as const;
const name = fc.constantFrom(...names);

describe("a request of any kind", () => {
  it("is read without a throw, and what it says is text", () => {
    const thing = fc.oneof(anyText, fc.array(anyText), fc.anything({ maxDepth: 1 }));
    const headers = fc.oneof(
      fc.dictionary(fc.oneof(name, anyText), thing),
      fc.anything({ maxDepth: 1 }),
    );
    const req = fc.record({ method: thing, headers, rawHeaders: thing, req: thing });
    fc.assert(
      fc.property(req, name, (any, wanted) => {
        const value = field(any as Req, wanted);
        same(value === undefined || typeof value === "string", true);
        const lines = fieldLines(any as Req, wanted);
        same(
          lines.every((line) => typeof line === "string"),
          true,
        );
        same(lines.length > 0, value !== undefined);
        readConditions(any as Req);
      }),
      { numRuns: runs },
    );
  });

  it("5.3: has the lines of a field joined, and lines of their own where node took one of them", () => {
    const line = fc.tuple(fc.constantFrom("Range", "rAnGe", "If-Match"), anyText);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const headers = new Headers();
        const own = lines.filter(([key]) => key.toLowerCase() === "range").map(([, text]) => text);
        const req = { headers: { range: own[0] }, rawHeaders: lines.flat() };
        same(fieldLines(req, "range"), own);
        same(field({ headers: { range: own } }, "range"), own.join(", "));
        same(field({ headers }, "range"), undefined);
      }),
      { numRuns: runs },
    );
  });
});

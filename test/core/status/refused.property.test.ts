import fc from "fast-check";
import { describe, it } from "vitest";
import { refusedStatus } from "../../../packages/core/src/status/refused.ts";
import { statuses } from "../../../packages/core/src/status/registry.ts";
import { runs } from "../../support/runs.ts";
import { matches } from "../../support/same.ts";

describe("RFC 9110 section 15, codes that no reply may have", () => {
  it("gives a reason with its section for whatever is not registered", () => {
    const known = new Set<unknown>(statuses.map(({ code }) => code));
    const code = fc.oneof(
      fc.integer(),
      fc.integer({ max: 999, min: 0 }),
      fc.anything({ maxDepth: 1 }),
    );
    fc.assert(
      fc.property(code, (any) => {
        if (known.has(any)) return;
        matches(refusedStatus(any as number) ?? "", / \(RFC \d{4} section [\d.]+\)$/);
      }),
      { numRuns: runs },
    );
  });
});

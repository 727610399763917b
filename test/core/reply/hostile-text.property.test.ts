import fc from "fast-check";
import { describe, it } from "vitest";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { expectHarmless, places } from "./hostile-places.ts";
import { hostileTexts } from "./hostile-texts.ts";

describe("RFC 9110 section 5.5, hostile text never gets into a header section", () => {
  const pieces = fc.constantFrom(...Object.values(hostileTexts), "/", ";", "=", "%");
  const text = fc.oneof(
    anyText,
    fc.array(pieces, { maxLength: 4 }).map((parts) => parts.join("")),
  );

  it("any text, anywhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(places)), text, (place, value) => {
        expectHarmless(place, value);
      }),
      { numRuns: 5 * runs },
    );
  });
});

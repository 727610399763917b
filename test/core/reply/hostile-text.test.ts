import { describe, it } from "vitest";
import { expectHarmless, places } from "./hostile-places.ts";
import { hostileTexts } from "./hostile-texts.ts";

describe("RFC 9110 section 5.5, hostile text never gets into a header section", () => {
  const cases = Object.keys(places).flatMap((place) =>
    Object.keys(hostileTexts).map((text) => [place, text] as const),
  );
  it.each(cases)("%s: %s", (place, name) => expectHarmless(place, hostileTexts[name] ?? ""));
});

import fc from "fast-check";
import { describe, it } from "vitest";
import { contentLocation, location } from "../../../packages/core/src/fields/location.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";
import { uriReference } from "../naive/uri.ts";

const text = madeOf(
  ..."abc/\\:@?. %\u00e9\u3002\t\n",
  ...["http:", "//", "javascript:", "x.example", "[::1]", "#"],
);

describe.each([location, contentLocation])("RFC 9110 sections 10.2.2 and 8.7, $name", (field) => {
  it("refuses, or leads where the text says, and never elsewhere", () => {
    fc.assert(
      fc.property(text, (any) => {
        const line = formatted(any);
        if (line === undefined) return;
        const [meant, sent] = [any, line].map((url) => new URL(url, "https://here.example/a/"));
        same(sent?.origin, meant?.origin);
        matches(sent?.protocol ?? "", /^https?:$/);
        same(sent?.username, "");
      }),
      { numRuns: runs },
    );
  });

  it("reads a URI reference that leads to http or https, and nothing else", () => {
    fc.assert(
      fc.property(text, (any) => {
        const line = formatted(any) ?? any;
        if (field.parse(line) === undefined) return;
        matches(line, uriReference);
        matches(new URL(line, "https://here.example/").protocol, /^https?:$/);
        same(field.name === "content-location" && line.includes("#"), false);
        same(field.parse(field.format(line)), line);
      }),
      { numRuns: runs },
    );
  });

  function formatted(any: string): string | undefined {
    try {
      return field.format(any);
    } catch (error) {
      same(error instanceof RangeError || (any === "" && error instanceof TypeError), true);
      return undefined;
    }
  }
});

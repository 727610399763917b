import fc from "fast-check";
import { describe, it } from "vitest";
import { notModifiedFields } from "../../../packages/core/src/semantics/not-modified.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

/** What a 304 MUST repeat of the 200. */
const must = ["content-location", "date", "etag", "vary", "cache-control", "expires"];
const metadata = [
  ...["accept-ranges", "content-encoding", "content-language", "content-length", "content-range"],
  ...["content-type", "content-digest", "repr-digest", "content-disposition"],
];
const others = ["set-cookie", "access-control-allow-origin", "link", "constructor", "__proto__"];

describe("RFC 9110 section 15.4.5, the fields of a 304", () => {
  it("repeats what it must, leaves out the metadata, and keeps what is neither", () => {
    const name = fc.oneof(
      fc.constantFrom(...must, ...metadata, ...others, "last-modified"),
      anyText,
    );
    const value = fc.constantFrom("a", ["a", "b"]);
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 8 }), (of200) => {
        const of304 = notModifiedFields(of200);
        const wanted = Object.entries(of200).filter(
          ([field]) =>
            !metadata.includes(field) &&
            !["content-md5", "digest"].includes(field) &&
            !(field === "last-modified" && Object.hasOwn(of200, "etag")),
        );
        same(Object.entries(of304), wanted);
        same(notModifiedFields(of304), of304);
      }),
      { numRuns: runs },
    );
  });
});

import { contentDisposition } from "@rightstatus/node";
import { parse } from "content-disposition";
import fc from "fast-check";
import { describe, it } from "vitest";
import { madeOf } from "../support/any-text.ts";
import { runs } from "../support/runs.ts";
import { matches } from "../support/same.ts";

describe("RFC 6266, Content-Disposition", () => {
  it("is ASCII for any name, and names no directory", () => {
    const name = madeOf(..."a.%/\\\"'; \r\n\0\x7f\x80é報\ud800", "..", "UTF-8''");
    fc.assert(
      fc.property(name, (filename) => {
        const value = contentDisposition("attachment", filename);
        matches(value, /^[ -~]+$/);
        matches(/filename=(?:"[^"]*|[^;"]*)/.exec(value)?.[0] ?? "", /^[^%]*$/);
        matches(parse(value).parameters.filename ?? "", /^[^/\\\p{Cc}]*$/u);
      }),
      { numRuns: runs },
    );
  });
});

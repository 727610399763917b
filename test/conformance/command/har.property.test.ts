import { lint } from "@rightstatus/conformance";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHar } from "../../../packages/conformance/src/command/har/read.ts";
import { UsageError } from "../../../packages/conformance/src/command/usage-error.ts";
import { runs } from "../../support/runs.ts";

const fields = fc.array(fc.record({ name: fc.string(), value: fc.string() }), { maxLength: 5 });
const version = fc.constantFrom("HTTP/1.1", "h2", "h3", "");

/** Entries in the grammar of HAR, with anything in them, and now and then a part that is something else. */
const entry = fc.record(
  {
    request: fc.record(
      {
        method: fc.oneof(fc.constantFrom("GET", "HEAD", "POST"), fc.string()),
        url: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        headers: fc.oneof(fields, fc.anything()),
        httpVersion: version,
      },
      { requiredKeys: ["method", "url"] },
    ),
    response: fc.record(
      {
        status: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.anything()),
        statusText: fc.string(),
        headers: fields,
        httpVersion: version,
        content: fc.record(
          { text: fc.string(), size: fc.integer(), encoding: fc.constantFrom("base64", "") },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ["status"] },
    ),
    _fromCache: fc.constantFrom("disk", undefined),
  },
  { requiredKeys: ["request", "response"] },
);

describe("HAR 1.2", () => {
  it("is read and judged, or refused with a message, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ weight: 9, arbitrary: entry }, { weight: 1, arbitrary: fc.anything() }),
        ),
        (entries) => {
          try {
            const text = JSON.stringify({ log: { entries } });
            const { exchanges, skipped } = readHar(text, "a.har");
            expect(exchanges.length + skipped).toBe(entries.length);
            for (const { exchange } of exchanges) lint(exchange);
          } catch (error) {
            if (!(error instanceof UsageError)) throw error;
            expect(error.message).toMatch(/^a\.har: /);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

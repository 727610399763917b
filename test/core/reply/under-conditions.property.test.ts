import fc from "fast-check";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { ok } from "../../../packages/core/src/reply/content.ts";
import { underConditions } from "../../../packages/core/src/reply/under-conditions.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { naivePart, naiveStatus, reads } from "../naive/conditions.ts";
import { lines, now, rangeLines, reqOf } from "../semantics/requests.ts";
import { broken } from "./laws.ts";
import { sketch, watched } from "./resources.ts";
import { answerIn, seenOf } from "./seen.ts";

// If-Range with a date hangs on the clock (RFC 9110 section 8.8.2.2).
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

describe("a 200 of a read that did not come from serve()", () => {
  it("becomes what the conditions of the request make of it", async () => {
    const method = fc.constantFrom(...reads);
    await fc.assert(
      fc.asyncProperty(method, fc.oneof(lines, rangeLines), sketch, async (verb, fields, drawn) => {
        const { vary, cacheControl, type } = drawn;
        const state = { ...drawn.state, exists: true };
        const of = watched({ ...drawn, state, body: "bytes", slice: undefined });
        const of200 = ok(of.content, {
          ...(state.etag !== undefined && { etag: state.etag }),
          ...(state.lastModified !== undefined && { lastModified: state.lastModified }),
          ...(vary !== undefined && { vary }),
          ...(cacheControl !== undefined && { cacheControl }),
          ...(type !== undefined && { type }),
        });
        const instead = underConditions(reqOf(verb, fields), of200.headers, of.content);

        const hasValidator = (state.etag ?? state.lastModified) !== undefined;
        const status = naiveStatus(verb, fields, state);
        const part = naivePart(verb, fields, state, of.content.length, now);
        // Without a validator parts cannot be put together, and Range may be ignored.
        const wanted = status === 200 ? (hasValidator ? part : "200") : String(status);
        if (wanted === "200") return same(instead, undefined);
        if (instead === undefined) throw new Error(`want ${wanted}, got the 200`);
        const seen = await seenOf(verb, fields, of, instead);
        same(answerIn(seen), wanted);
        // Accept-Ranges is free to send; these responses have it with parts.
        const optional = (rule: string) => seen.status === 416 && rule.startsWith("14.3 ");
        same(
          broken(seen).filter((rule) => !optional(rule)),
          [],
        );
      }),
      { numRuns: runs },
    );
  });
});

import fc from "fast-check";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { negotiate } from "../../../packages/core/src/reply/negotiate.ts";
import { type AnyReply, isReply } from "../../../packages/core/src/reply/reply.ts";
import { serve } from "../../../packages/core/src/reply/serve.ts";
import type { Req } from "../../../packages/core/src/request/request.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { falseField, type Lines, naivePart, naiveStatus } from "../naive/conditions.ts";
import { naiveType } from "../naive/weighted.ts";
import { lines, methods, now, rangeLines, reqOf } from "../semantics/requests.ts";
import { broken } from "./laws.ts";
import { sketch, type Watched, watched } from "./resources.ts";
import { answerIn, seenOf } from "./seen.ts";

// If-Range with a date hangs on the clock (RFC 9110 section 8.8.2.2).
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const offers = ["text/plain", "a/b"] as const;

describe("serve()", () => {
  it("answers as RFC 9110 decides, with the fields and the bytes that the status asks for", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        lines,
        sketch,
        fc.boolean(),
        async (method, fields, drawn, negotiated) => {
          const of = watched(negotiated ? { ...drawn, type: undefined, vary: ["Accept"] } : drawn);
          const reply = await answered(reqOf(method, fields), of, negotiated);
          const seen = await seenOf(method, fields, of, reply);
          same(answerIn(seen), wanted(method, fields, of, negotiated));
          same(broken(seen), []);
          if (seen.status === 412) {
            const { detail } = reply.body as { readonly detail: string };
            same(detail.split(" ")[0], falseField(method, fields, of.resource));
          }
        },
      ),
      { numRuns: runs },
    );
  });

  it("sends the parts that were asked for, and no others", async () => {
    const method = fc.constantFrom("GET", "QUERY");
    await fc.assert(
      fc.asyncProperty(method, rangeLines, sketch, async (verb, fields, drawn) => {
        const of = watched({ ...drawn, state: { ...drawn.state, exists: true } });
        const seen = await seenOf(verb, fields, of, await serve(reqOf(verb, fields), of.resource));
        same(answerIn(seen), wanted(verb, fields, of, false));
        same(broken(seen), []);
      }),
      { numRuns: runs },
    );
  });
});

async function answered(req: Req, { resource }: Watched, negotiated: boolean): Promise<AnyReply> {
  if (!negotiated) return serve(req, resource);
  const choice = negotiate(req, { type: offers });
  return isReply(choice) ? choice : serve(req, { ...resource, ...choice });
}

/** The whole of the decision, step by step. */
function wanted(method: string, fields: Lines, of: Watched, negotiated: boolean): string {
  if (negotiated && fields.accept && naiveType(fields.accept.join(", "), offers) === undefined) {
    return "406";
  }
  if (!of.resource.exists) return "404";
  const status = naiveStatus(method, fields, of.resource);
  if (status !== 200) return String(status);
  return naivePart(method, fields, of.resource, of.rangeLength, now);
}

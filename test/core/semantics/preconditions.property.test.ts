import fc from "fast-check";
import { describe, it } from "vitest";
import { readConditions } from "../../../packages/core/src/request/conditions.ts";
import { explain } from "../../../packages/core/src/semantics/explain.ts";
import {
  evaluate,
  failedPrecondition,
} from "../../../packages/core/src/semantics/preconditions.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { falseField, naiveStatus } from "../naive/conditions.ts";
import { lines, methods, reqOf, state } from "./requests.ts";

const method = fc.constantFrom(...methods);
const statuses = { proceed: 200, "not-modified": 304, "precondition-failed": 412 };

describe("RFC 9110 section 13.2", () => {
  it("is decided as one decides that follows the section word by word", () => {
    fc.assert(
      fc.property(method, lines, state, (verb, fields, current) => {
        const request = readConditions(reqOf(verb, fields));
        same(statuses[evaluate(request, current)], naiveStatus(verb, fields, current));
        same(failedPrecondition(request, current)?.field, falseField(verb, fields, current));
      }),
      { numRuns: runs },
    );
  });

  it("is explained as it is decided: each field once, in its order, and nothing after one that is false", () => {
    const order = [
      ...["If-Match", "If-Unmodified-Since", "If-None-Match", "If-Modified-Since"],
      ...["Range", "answer"],
    ];
    fc.assert(
      fc.property(method, lines, state, (verb, fields, current) => {
        const told = explain(reqOf(verb, fields), current);
        const steps = told.map(({ step }) => step).filter((step) => step !== "preconditions");
        same(
          steps,
          order.filter((step) => steps.includes(step)),
        );
        same(
          told.find(({ outcome }) => outcome === "false")?.step,
          falseField(verb, fields, current),
        );
        for (const step of steps.slice(0, -1)) same(step.toLowerCase() in fields, true);
        const answer = told.at(-1);
        if (answer?.step === "answer") {
          const [status = "200"] = /^\d+/.exec(answer.outcome) ?? [];
          same(Number(status), naiveStatus(verb, fields, current));
        }
      }),
      { numRuns: runs },
    );
  });
});

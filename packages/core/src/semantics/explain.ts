import { readConditions } from "../request/conditions.ts";
import type { Req } from "../request/request.ts";
import { evaluate, exemption, preconditions, type State } from "./preconditions.ts";
import { applicableRange } from "./ranges.ts";

/** One decision: what was looked at, where the rule is defined, and the outcome. */
export interface Explanation {
  readonly step: string;
  readonly section: string;
  readonly outcome: string;
}

const outcomes = {
  proceed: "perform the method",
  "not-modified": "304 Not Modified",
  "precondition-failed": "412 Precondition Failed",
} as const;

/**
 * Explains why a conditional request is answered as it is: the decisions of `serve` and `guardWrite` (RFC 9110
 * section 13.2.2), in the order in which they are made.
 *
 * @param req - The request.
 * @param current - The selected representation, as for `serve` and `guardWrite`.
 * @returns One entry for each precondition of the request, up to the one that decides, and one for the response.
 * @example
 * ```ts
 * explain({ headers: { "if-none-match": '"a"' } }, { exists: true, etag: etag("a") });
 * // [{ step: "If-None-Match", section: "RFC 9110 section 13.1.2", outcome: "false" },
 * //  { step: "answer", section: "RFC 9110 section 13.2.2", outcome: "304 Not Modified" }]
 * ```
 */
export function explain(req: Req, current: State): readonly Explanation[] {
  const request = readConditions(req);
  const exempt = exemption(request, current);
  if (exempt !== undefined) {
    return [{ step: "preconditions", section: "RFC 9110 section 13.2.1", outcome: exempt }];
  }
  const told: Explanation[] = [];
  for (const { field, section, truth } of preconditions) {
    const outcome = truth(request, current);
    if (outcome !== undefined) told.push({ step: field, section, outcome: String(outcome) });
    if (outcome === false) break;
  }
  const verdict = evaluate(request, current);
  if (verdict === "proceed" && request.range !== undefined) {
    const counts = applicableRange(request, current, Date.now()) !== undefined;
    const outcome = counts ? "counts" : "ignored";
    told.push({ step: "Range", section: "RFC 9110 section 14.2", outcome });
  }
  told.push({ step: "answer", section: "RFC 9110 section 13.2.2", outcome: outcomes[verdict] });
  return told;
}

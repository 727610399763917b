import { counts, type Verdict } from "../verdict.ts";
import { jsonText } from "./json-text.ts";
import type { Occasion } from "./occasion.ts";

/** The whole verdict, for programs. */
export function json(verdict: Verdict, { at, version }: Occasion): string {
  const { checked, excused, findings, skipped, urls } = verdict;
  const report = {
    tool: { name: "rightstatus", version },
    at: at.toISOString(),
    urls,
    checked,
    skipped,
    counts: counts(findings),
    findings,
    excused,
  };
  return jsonText(report);
}

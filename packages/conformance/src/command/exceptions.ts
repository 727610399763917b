import { rules } from "../lint.ts";
import { meant } from "./near.ts";
import { UsageError } from "./usage-error.ts";
import type { Excused, Judged } from "./verdict.ts";

/** A rule that a project does not keep, and why. */
export interface Exception {
  /** The id of a rule, or its group. */
  readonly rule: string;
  readonly reason: string;
  /** Where; left out: everywhere. A path that ends in `*` is the beginning of one. */
  readonly paths?: readonly string[];
}

/**
 * The id of a rule, or the group before its slash.
 *
 * @throws UsageError for what is neither.
 */
export function knownRule(name: string, where: string): string {
  if (rules.some(({ id }) => id === name || id.startsWith(`${name}/`))) return name;
  const hint = meant(
    name,
    rules.map(({ id }) => id),
  );
  throw new UsageError(`${where}: no rule or group ${JSON.stringify(name)}${hint}`);
}

/** Tells the findings that count from those that the project has a reason for. */
export function excuse(
  findings: readonly Judged[],
  exceptions: readonly Exception[],
): { readonly findings: readonly Judged[]; readonly excused: readonly Excused[] } {
  const excused: Excused[] = [];
  const left = findings.filter((finding) => {
    const reason = exceptions.find((each) => covers(each, finding))?.reason;
    if (reason !== undefined) excused.push({ ...finding, reason });
    return reason === undefined;
  });
  return { findings: left, excused };
}

function covers({ paths, rule }: Exception, finding: Judged): boolean {
  if (finding.rule !== rule && !finding.rule.startsWith(`${rule}/`)) return false;
  const path = URL.canParse(finding.url) ? new URL(finding.url).pathname : finding.url;
  return paths === undefined || paths.some((each) => within(path, each));
}

function within(path: string, pattern: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

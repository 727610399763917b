import { parseUrl } from "@rightstatus/core/grammar";
import { rules } from "../lint.ts";
import { probeRules } from "../probe/rules.ts";
import { meant } from "./near.ts";
import { UsageError } from "./usage-error.ts";
import type { Excused, Judged } from "./verdict.ts";

/** A rule that a project does not keep, and why. */
export interface Exception {
  /** The id of a rule, or its group. */
  readonly rule: string;
  readonly reason: string;
  /**
   * Where it is not kept; everywhere, if left out. A path that ends in `*` stands for all that begin with it.
   */
  readonly paths?: readonly string[];
}

/** The ids of the linter's rules and of the prober's. */
const ids: readonly string[] = [...rules.map(({ id }) => id), ...Object.keys(probeRules)];

/**
 * Checks that a name is the id of a rule, or the group before its slash.
 *
 * @throws UsageError if it is neither.
 */
export function knownRule(name: string, where: string): string {
  if (ids.some((id) => isOf(id, name))) return name;
  const hint = meant(name, ids);
  throw new UsageError(`${where}: no rule or group ${JSON.stringify(name)}${hint}`);
}

/** Does the name mean this rule, or its group? */
export function isOf(rule: string, name: string): boolean {
  return rule === name || rule.startsWith(`${name}/`);
}

/** Separates the findings that count from those that the project excuses. */
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
  if (!isOf(finding.rule, rule)) return false;
  const path = parseUrl(finding.url)?.pathname ?? finding.url;
  return paths === undefined || paths.some((each) => within(path, each));
}

function within(path: string, pattern: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

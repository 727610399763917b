import { mergeVary, vary } from "@rightstatus/core/fields";

type Line = number | string | readonly string[];

/**
 * Two Vary fields as one (RFC 9110 section 12.5.5). What other middleware wrote and nobody can read
 * says that anything may matter: `*`.
 */
export function mergedVary(a: Line, b: Line): string {
  const [left, right] = [namesIn(a), namesIn(b)];
  return left && right ? vary.format(mergeVary(left, right)) : "*";
}

function namesIn(line: Line): readonly string[] | undefined {
  return vary.parse(String(line));
}

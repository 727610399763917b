import { proxyAuthenticate, wwwAuthenticate } from "../fields/challenge.ts";
import { errorReply, errorWithBody } from "../reply/error-reply.ts";
import { openProblem } from "../reply/problem.ts";
import type { AnyReply } from "../reply/reply.ts";

/**
 * Which refusal is shown where several checks fail: what is wrong with the target, then with who asks,
 * then with what they ask for; the rest as they come.
 */
const ranking: readonly number[] = [404, 405, 401, 403, 415, 406];

/** The refusal that goes out of several; the challenges of all of its status go with it. */
export function mostTelling(refusals: readonly [AnyReply, ...AnyReply[]]): AnyReply {
  const [first, ...others] = refusals;
  const best = others.reduce((a, b) => (rank(b.status) < rank(a.status) ? b : a), first);
  const field = challengeFields.get(best.status);
  return field === undefined ? best : challengedBy(best, field.name, refusals);
}

const challengeFields: ReadonlyMap<number, { readonly name: string }> = new Map([
  [401, wwwAuthenticate],
  [407, proxyAuthenticate],
]);

function rank(status: number): number {
  const at = ranking.indexOf(status);
  return at < 0 ? ranking.length : at;
}

// Several challenges let the client choose (RFC 9110 section 11.6.1).
function challengedBy(best: AnyReply, field: string, refusals: readonly AnyReply[]): AnyReply {
  const same = refusals.filter(({ status }) => status === best.status);
  const lines = new Set(same.flatMap(({ headers }) => headers[field] ?? []));
  if (lines.size < 2) return best;
  const own = { ...best.headers, [field]: [...lines] };
  return openProblem(best) === undefined
    ? errorWithBody(best.status, best.body, undefined, own)
    : errorReply(best.status, { ...openProblem(best) }, undefined, own);
}

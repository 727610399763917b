import { proxyAuthenticate, wwwAuthenticate } from "../fields/challenge.ts";
import { errorReply, errorWithBody } from "../reply/error-reply.ts";
import { openProblem } from "../reply/problem.ts";
import type { AnyReply } from "../reply/reply.ts";

/**
 * Which refusal is shown where several checks fail. First a check that could not be made (5xx) or was
 * not to be (429), then who asks, whether they may, whether it is there, and last what they ask for: who
 * may not know of a resource learns nothing of it.
 */
const ranking: readonly (readonly number[])[] = [[429], [401, 407], [403, 451], [404, 410], [405]];

/** The refusal that goes out of several; the challenges of all of its status go with it. */
export function mostTelling(refusals: readonly [AnyReply, ...AnyReply[]]): AnyReply {
  const [first, ...others] = refusals;
  const best = others.reduce((a, b) => (rank(b.status) < rank(a.status) ? b : a), first);
  const field = challengeFields.get(best.status);
  return field === undefined ? best : challengedBy(best, field, refusals);
}

const challengeFields: ReadonlyMap<number, string> = new Map([
  [401, wwwAuthenticate.name],
  [407, proxyAuthenticate.name],
]);

function rank(status: number): number {
  if (status >= 500) return -1;
  if (status < 400) return rank(401); // Sent to the login page: who asks is not known.
  const at = ranking.findIndex((statuses) => statuses.includes(status));
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

/**
 * Assertions on responses for node:test, and any other runner that goes by AssertionError.
 *
 * @module
 */
import { AssertionError } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import {
  type Conformance,
  conformance,
  hasStatus,
  type Outcome,
  type ProblemMembers,
  problem,
} from "./judge.ts";
import { received } from "./received.ts";

/**
 * The response keeps the rules of HTTP.
 *
 * @param response - Of supertest, fetch or light-my-request, or a reply.
 * @param o - `level`: the least weight that counts, default "MUST"; `ignore`: rules, or groups of them,
 * that do not; `request`: what was asked, where the response does not tell.
 * @throws AssertionError (as a rejection) with the findings; TypeError for what is no response.
 * @example
 * ```ts
 * await assertConformant(await fetch(url), { level: "SHOULD" });
 * ```
 */
export async function assertConformant(response: unknown, o: Conformance = {}): Promise<void> {
  assertOutcome(conformance(await received(response, o.request), o));
}

/**
 * The response is a problem (RFC 9457) with these members.
 *
 * @param response - Of supertest, fetch or light-my-request, or a reply.
 * @param members - `status` is that of the response.
 * @throws AssertionError (as a rejection) with the first difference and the content; TypeError for what is
 * no response.
 * @example
 * ```ts
 * await assertProblem(await app.inject("/notes/9"), { status: 404 });
 * ```
 */
export async function assertProblem(
  response: unknown,
  members: ProblemMembers = {},
): Promise<void> {
  const read = await received(response, undefined);
  assertOutcome(problem(read, members, isDeepStrictEqual));
}

/**
 * The response has the status.
 *
 * @param response - Of supertest, fetch or light-my-request, or a reply.
 * @param code - 100 to 599.
 * @throws AssertionError (as a rejection) with the content; TypeError for what is no response, RangeError
 * for what is no status.
 * @example
 * ```ts
 * await assertStatus(await request(app).get("/notes"), 200);
 * ```
 */
export async function assertStatus(response: unknown, code: number): Promise<void> {
  assertOutcome(hasStatus(await received(response, undefined), code));
}

function assertOutcome({ message, pass }: Outcome): void {
  if (!pass) throw new AssertionError({ message: message() });
}

/**
 * Assertions on responses for node:test, and any other runner that understands AssertionError.
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
 * Asserts that a response keeps the rules of HTTP (RFC 9110 section 2.2).
 *
 * @param response - A response of supertest, fetch or light-my-request, or a reply.
 * @param o - `level`: the lowest level that counts, default "MUST"; `ignore`: rules, or groups of them, that
 * do not count; `request`: what was requested, if the response does not tell.
 * @throws (as a rejection) AssertionError with the findings; TypeError if it is not a response.
 * @example
 * ```ts
 * await assertConformant(await fetch(url), { level: "SHOULD" });
 * ```
 */
export async function assertConformant(response: unknown, o: Conformance = {}): Promise<void> {
  assertOutcome(conformance(await received(response, o.request), o));
}

/**
 * Asserts that a response is a problem with these members (RFC 9457).
 *
 * @param response - A response of supertest, fetch or light-my-request, or a reply.
 * @param members - The expected members; `status` is that of the response.
 * @throws (as a rejection) AssertionError with the first difference and the content; TypeError if it is not a
 * response.
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
 * Asserts that a response has this status (RFC 9110 section 15).
 *
 * @param response - A response of supertest, fetch or light-my-request, or a reply.
 * @param code - 100 to 599.
 * @throws (as a rejection) AssertionError with the content; TypeError if it is not a response, RangeError if
 * the code is not a status.
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

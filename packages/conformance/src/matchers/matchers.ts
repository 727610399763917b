import {
  type Conformance,
  conformance,
  hasStatus,
  type Outcome,
  type ProblemMembers,
  problem,
} from "./judge.ts";
import { type Received, received } from "./received.ts";

/** Matchers for responses. Await them: a response that is not in memory has to be read first. */
export interface HttpMatchers {
  /**
   * The response keeps the rules of HTTP.
   *
   * @param o - `level`: the lowest level that counts, default "MUST"; `ignore`: rules, or groups of them,
   * that do not count; `request`: what was requested, if the response does not tell.
   * @example
   * ```ts
   * await expect(await request(app).get("/notes")).toBeConformant({ level: "SHOULD" });
   * ```
   */
  toBeConformant(o?: Conformance): void | Promise<void>;
  /**
   * The response is a problem (RFC 9457) with these members.
   *
   * @param members - `status` is that of the response; the others may be asymmetric matchers.
   * @example
   * ```ts
   * await expect(response).toBeProblem({ status: 409, type: "/problems/locked" });
   * ```
   */
  toBeProblem(members?: ProblemMembers): void | Promise<void>;
  /**
   * The response has the status; if not, the message shows its content.
   *
   * @param code - 100 to 599.
   * @example
   * ```ts
   * await expect(await fetch(url)).toHaveStatus(201);
   * ```
   */
  toHaveStatus(code: number): void | Promise<void>;
}

/** What a matcher gets from `expect` of vitest and jest. */
interface Context {
  readonly equals: (a: unknown, b: unknown) => boolean;
}

/** For `expect.extend()`. */
export const matchers: {
  toBeConformant(value: unknown, o?: Conformance): Outcome | Promise<Outcome>;
  toBeProblem(this: Context, value: unknown, members?: ProblemMembers): Outcome | Promise<Outcome>;
  toHaveStatus(value: unknown, code: number): Outcome | Promise<Outcome>;
} = {
  toBeConformant(value, o = {}) {
    return judged(received(value, o.request), (read) => conformance(read, o));
  },
  toBeProblem(value, members = {}) {
    const { equals } = this;
    return judged(received(value, undefined), (read) => problem(read, members, equals));
  },
  toHaveStatus(value, code) {
    return judged(received(value, undefined), (read) => hasStatus(read, code));
  },
};

/** Judges at once if possible, so that an assertion that nobody awaits still fails. */
export function judged(
  read: Received | Promise<Received>,
  judge: (read: Received) => Outcome,
): Outcome | Promise<Outcome> {
  return read instanceof Promise ? read.then(judge) : judge(read);
}

import type { ETag } from "../fields/etag.ts";
import { type Conditions, readConditions } from "../request/conditions.ts";
import type { Req } from "../request/request.ts";
import { kindOf } from "../semantics/methods.ts";
import { evaluate, holds, type State } from "../semantics/preconditions.ts";
import type { ErrorReply } from "./error-reply.ts";
import { type Pass, pass } from "./pass.ts";
import { notFound, preconditionRequired } from "./problems.ts";
import type { AnyReply } from "./reply.ts";
import { checkState, stale } from "./stale.ts";
import { noteState } from "./watched.ts";

/**
 * What a store has to find when it writes, else somebody else was faster: this version; nothing ("absent"); or
 * "any", if the client set no condition.
 */
export type Expected = ETag | "absent" | "any";

const howTo = "Send If-Match with the ETag of the state you know, or If-None-Match: * to create.";

/**
 * Decides before a write whether it may happen (RFC 9110 section 13), and says on what the store must compare
 * and swap, because the state can change between this check and the write (section 13.2.1). GET and other
 * reads pass: `serve` decides those.
 *
 * @param req - The request.
 * @param current - The target as it is now: whether it exists, and its validators.
 * @param o - `require`: answer 428 to a write without If-Match, If-Unmodified-Since or, to create something,
 *   `If-None-Match: *` (RFC 6585 section 3).
 * @returns A pass with what the store has to find, or the reply to send: a 412, or a 428. It is a 404 if the
 *   target is missing, the method cannot create it, and there is or has to be a condition, because the response
 *   without conditions goes first. The type leaves the 404 out: a PUT never gets it, and other handlers have a
 *   `notFound()` of their own.
 * @throws TypeError if `current` does not say whether the target exists; RangeError if a validator in it is not
 *   one.
 * @example
 * ```ts
 * const guard = guardWrite(req, { exists: true, etag: etag(note.rev) }, { require: true });
 * if (isReply(guard)) return guard; // 412, 428
 * await store.save(note, guard.pass.expected); // the ETag that If-Match named
 * ```
 */
export function guardWrite<R extends boolean = false>(
  req: Req,
  current: State,
  o?: { readonly require?: R },
):
  | Pass<{ readonly expected: Expected }>
  | ErrorReply<412>
  | (R extends true ? ErrorReply<428, "cache-control"> : never);
export function guardWrite(
  req: Req,
  current: State,
  o?: { readonly require?: boolean },
): Pass<{ readonly expected: Expected }> | AnyReply {
  checkState(current, "guardWrite");
  noteState(req, current);
  const request = readConditions(req);
  const kind = kindOf(request.method);
  if (kind === "read" || kind === "talk") return pass({ expected: "any" });

  if (!current.exists && kind !== "create") {
    const conditional = request.ifMatch !== undefined || o?.require === true;
    return conditional ? notFound() : pass({ expected: "any" });
  }
  if (evaluate(request, current) !== "proceed") return stale(request, current);
  if (o?.require === true && !prevents(request, current)) return preconditionRequired(howTo);
  return pass({ expected: expectedBy(request, current) });
}

/** Would the conditions of this request have failed if somebody else had written in the meantime? */
function prevents(request: Conditions, current: State): boolean {
  if (holds("If-Match", request, current)) return true;
  return holds("If-Unmodified-Since", request, current) || request.ifNoneMatch === "*";
}

function expectedBy(request: Conditions, current: State): Expected {
  const unlisted = holds("If-None-Match", request, current);
  if (!unlisted && (!prevents(request, current) || request.ifMatch === "*")) return "any";
  return current.exists ? (current.etag ?? "any") : "absent";
}

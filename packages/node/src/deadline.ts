import type { IncomingMessage } from "node:http";
import {
  type AnyReply,
  type ErrorReply,
  type RetryAfter,
  serviceUnavailable,
} from "@rightstatus/core";
import { atConnectionEnd } from "./connection-end.ts";
import { LONGEST_TIMER } from "./longest-timer.ts";
import { checkOptionNames } from "./option-names.ts";
import { discard } from "./payload.ts";

/** A request of Express or node:http, or a context of Koa, which has one. */
type Context = IncomingMessage | { readonly req: IncomingMessage };

/**
 * Limits the time of a handler. A reply that comes too late is dropped, and its body is freed. The clock
 * decides: a handler that blocks the event loop for too long is late, too.
 *
 * @param ms - Milliseconds, at least 1.
 * @param handler - Its second argument is a signal for whatever it awaits. It is aborted with a TimeoutError
 *   when the time is over, and when the client has gone.
 * @param o - `retryAfter`: whole seconds or a Date, for a client whose request took too long. Default: 1
 * second.
 * @returns A handler with the reply of the other one, or a 503 (RFC 9110 section 15.6.4). Not a 504: that is
 *   for gateways.
 * @throws RangeError if `ms` or `retryAfter` is not such a time; TypeError if the handler is not a function, or
 *   for an option that does not exist. When it runs: what the handler throws in time.
 * @example
 * ```ts
 * app.get("/report", handle(deadline(2000, async (req, signal) => ok(await report(req.query, signal)))));
 * ```
 */
export function deadline<C extends Context, R extends AnyReply>(
  ms: number,
  handler: (c: C, signal: AbortSignal) => R | Promise<R>,
  o: { readonly retryAfter?: RetryAfter } = {},
): (c: C) => Promise<R | ErrorReply<503>> {
  if (typeof handler !== "function")
    throw new TypeError(`deadline: want a function, got ${String(handler)}`);
  if (typeof ms !== "number" || !(ms >= 1 && ms <= LONGEST_TIMER)) {
    throw new RangeError(`deadline: want milliseconds from 1 to ${LONGEST_TIMER}, got ${ms}`);
  }
  checkOptionNames(o, "deadline", options);
  const retryAfter = o.retryAfter ?? 1;
  serviceUnavailable({ retryAfter }); // Throws now rather than with the first late reply.
  return async (c) => {
    const controller = new AbortController();
    const { socket } = "req" in c ? c.req : c;
    const stopListening = atConnectionEnd(socket, () => controller.abort());
    const over = performance.now() + ms;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(resolve, ms, LATE);
    });
    const answer = (async () => handler(c, controller.signal))();
    try {
      const first = await Promise.race([answer, late]);
      // After a blocked event loop a reply may come before a timer that was due before it.
      if (first !== LATE && performance.now() < over) return first;
    } catch (error) {
      if (performance.now() < over) throw error;
    } finally {
      clearTimeout(timer);
      stopListening();
    }
    answer.then(discard, () => {}); // By now its failure does not matter.
    controller.abort(new DOMException(`${ms} ms are over`, "TimeoutError"));
    return serviceUnavailable({ retryAfter });
  };
}

const LATE: unique symbol = Symbol("late");

const options: ReadonlySet<string> = new Set(["retryAfter"]);

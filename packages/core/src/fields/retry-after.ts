import { isCount, parseDigits } from "../grammar/digits.ts";
import { formatHttpDate, isImfFixdate, isWritable, parseHttpDate } from "../grammar/http-date.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/** A delay in whole seconds. */
export type Seconds = number;

/** How long to wait: whole seconds from now, or the instant at which the wait ends (sent in whole seconds). */
export type RetryAfter = Seconds | Date;

/**
 * `Retry-After = HTTP-date / delay-seconds` (RFC 9110 section 10.2.3).
 *
 * @example
 * ```ts
 * retryAfter.format(30); // "30"
 * retryAfter.format(new Date(0)); // "Thu, 01 Jan 1970 00:00:00 GMT"
 * ```
 */
export const retryAfter: FieldCodec<RetryAfter> = {
  name: "retry-after",
  section: "RFC 9110 section 10.2.3",
  parse: (line) => parseDigits(line) ?? parseHttpDate(line),
  format(value) {
    if (isCount(value)) return String(value);
    if (isWritable(value)) return formatHttpDate(value);
    throw refusal(retryAfter, "whole seconds >= 0 or a valid Date", value);
  },
  isSendable: (line) => parseDigits(line) !== undefined || isImfFixdate(line),
};

import { type ErrorReply, serviceUnavailable } from "@rightstatus/core";

/** A 503 for a condition that will soon be over (RFC 9110 section 15.6.4); `cause` is for `onError`. */
export function unavailable(cause: Error): ErrorReply<503> {
  return Object.assign(serviceUnavailable({ retryAfter: 1 }), { cause });
}

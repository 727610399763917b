import { type ErrorReply, serviceUnavailable } from "@rightstatus/core";

/** 503 for what passes by itself in a moment (RFC 9110 section 15.6.4); `cause` is for `onError`. */
export function unavailable(cause: Error): ErrorReply<503> {
  return Object.assign(serviceUnavailable({ retryAfter: 1 }), { cause });
}

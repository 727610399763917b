/** A rule that cannot be checked, because no exchange with an origin shows that it is broken. */
export interface Unchecked {
  readonly id: string;
  /** Why not. */
  readonly reason: string;
}

/**
 * The rules that cannot be checked, so that the list of rules is complete.
 *
 * @example
 * ```ts
 * unchecked.some(({ id }) => id === "status/425-required"); // true
 * ```
 */
export const unchecked: readonly Unchecked[] = [
  {
    id: "status/425-required",
    reason: "Whether a request may be repeated is known to the application alone.",
  },
  {
    id: "interim/100-continue-answered",
    reason:
      "An exchange does not tell when its parts were sent: a client that waits for the 100 must time it.",
  },
  {
    id: "trailer/not-essential",
    reason: "Which trailer a client needs, the server alone believes (RFC 9110 section 6.5.1).",
  },
  {
    id: "vary/star-proxy",
    reason:
      "A proxy may forward the * that an origin sent: what it made itself no exchange with it shows.",
  },
  {
    id: "range/put-content-range",
    reason:
      "Whether the target takes partial PUT is agreed between client and server (RFC 9110 section 14.5): a 2xx may be right.",
  },
  {
    id: "status/413-retry-after",
    reason: "Whether the condition is temporary only the server knows (RFC 9110 section 15.5.14).",
  },
  {
    id: "connection/no-persistence",
    reason:
      "That one connection was closed does not show that the server keeps none (RFC 9112 section 9.3).",
  },
  {
    id: "connection/unread-body",
    reason:
      "What happens to content that comes after the final response is no part of an exchange (RFC 9112 section 9.3).",
  },
];

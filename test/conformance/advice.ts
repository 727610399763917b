/** The advice that our own replies do not follow, by rule, and why. */
export const advice: Readonly<Record<string, string>> = {
  "cc/heuristic": "How long a response stays fresh, the application knows: { cacheControl }.",
  "interim/417-reason": "A row of the contract sends 417 whatever was expected.",
  "method/allow-head": "A row of the contract lists GET alone; methods() adds HEAD by itself.",
  "problem/generic-json-error": "A row of the contract gives an error a body of its own.",
  "retry-after/past": "A row of the contract has a fixed date, which is past by now.",
  "status/reserved-402": "There is a helper for every registered code that may be sent, 402 too.",
};

/** What a SHOULD asks for that only the caller knows, and that the least call of the helper leaves out. */
export const leftToTheCaller: Readonly<Record<string, string>> = {
  "cond/428-explains": "Which field to send, preconditionRequired(detail) or guardWrite() say.",
  "status/207-xml": "The least call of multiStatus() in the tests is given no multistatus element.",
  "status/451-blocked-by": "Who blocks it, { blockedBy } says; not every server knows.",
  "status/511-link":
    "The least call of the tests gives a relative URL; an absolute one counts as a link.",
};

import type { Entry } from "../rule.ts";

/** Methods, and the answers to those that are not taken (RFC 9110 section 9). */
export const methods: readonly Entry[] = [
  {
    id: "method/405-allow",
    level: "MUST",
    section: "RFC 9110 section 15.5.6",
    statuses: [405],
    judge: ({ response }) =>
      response.has("allow")
        ? undefined
        : "a 405 without Allow: the client cannot learn which methods there are",
    fix: 'Answer with methodNotAllowed(["GET", "HEAD"]), or by methods({ ... }), which knows them.',
  },
];

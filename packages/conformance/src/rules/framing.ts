import { contentLength } from "@rightstatus/core/fields";
import type { Entry } from "../rule.ts";

/** Where a message ends (RFC 9112 section 6). */
export const framing: readonly Entry[] = [
  {
    id: "framing/content-length-syntax",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    judge({ response }) {
      const wrong = response
        .lines("content-length")
        .find((line) => contentLength.parse(line) === undefined);
      if (wrong === undefined) return undefined;
      return `Content-Length is ${JSON.stringify(wrong)}, which is not a number of octets: clients lose the end of the message`;
    },
    fix: "Leave it out: send() counts the octets of the body.",
  },
  {
    id: "framing/content-length-204",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    statuses: [204],
    judge: () =>
      "a 204 has Content-Length: clients may wait for content, or take the next response for it",
    fix: "Answer with noContent(), which sends none.",
  },
];

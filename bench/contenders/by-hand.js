import { createHash } from "node:crypto";

/** What our error replies carry beside their own fields, so that both sides send the same. */
export const problemFields = {
  "content-type": "application/problem+json",
  "cache-control": "no-store",
  vary: "Accept",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
};

export function problem(status, title) {
  return { type: "about:blank", title, status };
}

/** A strong ETag, by the means that the usual packages use. */
export function entityTag(content) {
  return `"${content.length.toString(16)}-${createHash("sha1").update(content).digest("base64")}"`;
}

import type { ServerResponse } from "node:http";
import { isRepresentationMetadata } from "@rightstatus/core/semantics";
import { checkFieldLine } from "@rightstatus/core/writer";
import type { Fields, Prepared } from "./prepare.ts";
import { mergedVary } from "./vary.ts";

/** Fields that frame or code the content: stale as soon as the content is ours. */
const framing: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-range",
  "trailer",
  "transfer-encoding",
]);

/**
 * Clears what other middleware set on the response and this reply must not inherit. On success all
 * stays but the framing; an error keeps what speaks of the client, the connection or the policy
 * (CORS, Vary, cookies, challenges, rate limits) and loses what spoke of the content it replaces.
 */
export function dropStale(res: ServerResponse, { status, payload }: Prepared): void {
  for (const name of res.getHeaderNames()) {
    const describes = isRepresentationMetadata(name) || name === "location";
    if (framing.has(name) || (status >= 400 && describes)) res.removeHeader(name);
    else if (payload.kind === "empty" && name === "content-type") res.removeHeader(name);
  }
}

/** Sets our fields beside theirs: ours win, but Vary and Set-Cookie add up. */
export function setFields(res: ServerResponse, fields: Fields): void {
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    checkFieldLine(name, value); // Again, for a reply may have been tampered with since.
    res.setHeader(name, added(res, name, value));
  }
}

function added(res: ServerResponse, name: string, value: Fields[string]): string | string[] {
  const before = name === "vary" || name === "set-cookie" ? res.getHeader(name) : undefined;
  if (before !== undefined && name === "vary") return mergedVary(before, value);
  const lines = before === undefined ? [] : Array.isArray(before) ? before : [String(before)];
  return lines.length === 0 && typeof value === "string" ? value : [...lines, ...[value].flat()];
}

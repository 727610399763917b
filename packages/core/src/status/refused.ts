import { status } from "./registry.ts";

/** Codes that are registered, but not as the status of a reply. The section comes from the registry. */
const notReplies: ReadonlyMap<number, string> = new Map([
  [208, "stands only inside the content of a 207"],
  [305, "is deprecated, and clients ignore it"],
  [306, "is reserved"],
  [418, "is reserved"],
  [510, "is obsolete"],
]);

/**
 * Why a code cannot be the status of a final reply, for the message of a TypeError. 1xx are refused as well,
 * because they are not final (RFC 9110 section 15.2); interim replies and upgrade handlers, which send them,
 * do not ask here.
 *
 * @param code - What somebody wants as a status. At run time it may be anything.
 * @returns The reason with its section, or `undefined` if the code may be sent.
 * @example
 * ```ts
 * refusedStatus(306); // "306 is reserved (RFC 9110 section 15.4.7)"
 * refusedStatus(404); // undefined
 * ```
 */
export function refusedStatus(code: number): string | undefined {
  if (!Number.isInteger(code) || code < 100 || code > 599) {
    return `want an integer from 100 to 599, got ${shown(code)} (RFC 9110 section 15)`;
  }
  const row = status(code);
  if (row === undefined) {
    return `${code} is not registered; only registered codes may be used (RFC 9205 section 4.6)`;
  }
  if (code === 101) {
    return `101 is sent by the upgrade policy of a server, never as a reply (${row.section})`;
  }
  if (code < 200) return `${code} is interim, and a reply is final (RFC 9110 section 15.2)`;
  const reason = notReplies.get(code);
  return reason && `${code} ${reason} (${row.section})`;
}

function shown(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? JSON.stringify(value) : typeof value;
}

import { cacheControlReader } from "../fields/cache-control.ts";
import { status as rowOf } from "../status/registry.ts";
import type { Fields } from "./header-section.ts";

/** The field of the statuses that a cache MUST NOT store (RFC 6585 sections 3 to 6). */
export const neverStored = { "cache-control": "no-store" } as const;

/**
 * Every error says whether it may be stored, because half of the 4xx are cacheable by default (RFC 9110 section
 * 15.1); the statuses of RFC 6585 MUST NOT be stored at all.
 */
export function guardStorage(status: number, headers: Fields): void {
  const said = headers["cache-control"];
  if (said === "no-store") return;
  if (said === undefined) headers["cache-control"] = "no-store";
  else if (rowOf(status)?.required.includes("cache-control")) demandNoStore(status, String(said));
}

function demandNoStore(status: number, said: string): void {
  if (cacheControlReader.parse(said)?.["no-store"] !== undefined) return;
  const { phrase, section } = rowOf(status) ?? {};
  throw new TypeError(
    `cache-control: ${status} ${phrase} is never stored, got ${said} (${section})`,
  );
}

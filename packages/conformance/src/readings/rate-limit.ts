import { listOf } from "./structured.ts";

/**
 * One quota of RateLimit or RateLimit-Policy: its parameters by name (draft-ietf-httpapi-ratelimit-headers).
 */
export type Quota = ReadonlyMap<string, unknown>;

/** The quotas of a field value; undefined if it is not a list of strings. */
export function quotasOf(value: string): readonly Quota[] | undefined {
  const list = listOf(value);
  if (list === undefined || list.length === 0) return undefined;
  return list.every(([name]) => typeof name === "string")
    ? list.map(([, quota]) => quota)
    : undefined;
}

/** A parameter that is a whole number of at least `least`; else undefined. */
export function wholeOf(quota: Quota, name: string, least: number): number | undefined {
  const value = quota.get(name);
  return typeof value === "number" && Number.isInteger(value) && value >= least ? value : undefined;
}

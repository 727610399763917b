import { status as rowOf } from "@rightstatus/core";
import { date, expires } from "@rightstatus/core/fields";
import { parseDigits } from "@rightstatus/core/grammar";
import type { View } from "../view.ts";

/** The argument of a directive of Cache-Control; true without an argument, undefined without the directive. */
export function directive({ directives }: View, name: string): string | true | undefined {
  return directives.find((one) => one.name === name)?.argument;
}

/** Does the response say that it stays fresh for some time (RFC 9111 section 4.2.1)? */
export function isFresh(view: View): boolean {
  const ages = [directive(view, "s-maxage"), directive(view, "max-age")];
  const age = ages.find((one) => one !== undefined);
  if (age !== undefined) return typeof age === "string" && (parseDigits(age) ?? 0) > 0;
  const end = expires.parse(view.response.get("expires") ?? "");
  const start = date.parse(view.response.get("date") ?? "") ?? view.circumstances.received;
  return end !== undefined && start !== undefined && end > start;
}

/** May a cache store and reuse the response (RFC 9111 section 3)? No, if that depends on anything else. */
export function isCacheable(view: View): boolean {
  const { method, response, status } = view;
  if (status < 200 || status === 304 || directive(view, "no-store") !== undefined) return false;
  if (method !== "GET" && method !== "HEAD") return false;
  if (rowOf(status)?.cacheable === true || isFresh(view)) return true;
  return directive(view, "public") !== undefined || response.has("expires");
}

import { etagField, lastModified } from "@rightstatus/core/fields";
import { type Conditions, readConditions, type State } from "@rightstatus/core/semantics";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** The fields of RFC 9110 section 13.1, in lower case. If-Range is none of them: it speaks of Range. */
export const preconditionFields = [
  "if-match",
  "if-none-match",
  "if-modified-since",
  "if-unmodified-since",
] as const;

/** The preconditions of the request, and its Range. */
export const conditionsOf: (view: View) => Conditions = reading(({ exchange, method, request }) => {
  const req = {
    method,
    headers: { get: (name: string) => request.get(name) ?? null },
    rawHeaders: exchange.request.headers.flat(), // Only the lines show that there are two dates.
  };
  return readConditions(req);
});

/** The selected representation, as the fields of its response tell. */
export const stateOf: (view: View) => State = reading(({ response }) => {
  const tag = etagField.parse(response.get("etag") ?? "");
  const modified = lastModified.parse(response.get("last-modified") ?? "");
  return {
    exists: true,
    ...(tag !== undefined && { etag: tag }),
    ...(modified !== undefined && { lastModified: modified }),
  };
});

/** Is the pair the plain read of the same resource, so that its validators are those of the target? */
export function knownState({ pair }: View): State | undefined {
  if (pair?.status !== 200 || (pair.method !== "GET" && pair.method !== "HEAD")) return undefined;
  return preconditionFields.some((name) => pair.request.has(name)) ? undefined : stateOf(pair);
}

/** Fields of requests that set no condition. Any other may be one: section 13.1 lets extensions add them. */
const unconditional: ReadonlySet<string> = new Set(
  (
    "accept authorization cache-control connection cookie date dnt expect forwarded from host if-range " +
    "keep-alive origin pragma priority range referer te traceparent tracestate transfer-encoding upgrade " +
    "upgrade-insecure-requests user-agent via x-request-id"
  ).split(" "),
);
const unconditionalFamilies = [
  "accept-",
  "access-control-",
  "content-",
  "proxy-",
  "sec-",
  "x-forwarded-",
];

/** May the request carry a condition other than those of RFC 9110, as `If` and `Overwrite` of WebDAV are? */
export function mayHaveOtherConditions({ request }: View): boolean {
  for (const name of request.names) {
    if (unconditional.has(name) || known.has(name)) continue;
    if (!unconditionalFamilies.some((family) => name.startsWith(family))) return true;
  }
  return false;
}

const known: ReadonlySet<string> = new Set(preconditionFields);

/** Do both requests say the same, but for these fields? Then their responses may be compared. */
export function sameRequest(one: View, other: View, butFor: readonly string[]): boolean {
  if (one.exchange.request.target !== other.exchange.request.target) return false;
  const names = new Set([...one.request.names, ...other.request.names]);
  for (const name of names) {
    if (butFor.includes(name)) continue;
    if (one.request.get(name) !== other.request.get(name)) return false;
  }
  return true;
}

/** Was the resource in another state when the other one was answered, as far as validators tell? */
export function hasChanged(view: View, other: View): boolean {
  return ["etag", "last-modified"].some((name) => {
    const [one, two] = [view.response.get(name), other.response.get(name)];
    return one !== undefined && two !== undefined && one !== two;
  });
}

import { etagField, lastModified } from "@rightstatus/core/fields";
import { type Conditions, readConditions, type State } from "@rightstatus/core/semantics";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** The fields of RFC 9110 section 13.1, in lower case, without If-Range, which is about Range. */
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
    rawHeaders: exchange.request.headers.flat(), // Only raw lines show that there are two dates.
  };
  return readConditions(req);
});

/** The state of the selected representation, by the fields of its response. */
export const stateOf: (view: View) => State = reading(({ response }) => {
  const tag = etagField.parse(response.get("etag") ?? "");
  const modified = lastModified.parse(response.get("last-modified") ?? "");
  return {
    exists: true,
    ...(tag !== undefined && { etag: tag }),
    ...(modified !== undefined && { lastModified: modified }),
  };
});

/** The state of the target before the request, if the pair is a plain read of it. */
export function knownState({ pair }: View): State | undefined {
  if (pair?.status !== 200 || (pair.method !== "GET" && pair.method !== "HEAD")) return undefined;
  return preconditionFields.some((name) => pair.request.has(name)) ? undefined : stateOf(pair);
}

/**
 * Request fields that are known to set no condition. Any other may: section 13.1 allows extensions to add
 * some.
 */
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

/** May the request have a condition other than those of RFC 9110, such as `If` or `Overwrite` of WebDAV? */
export function mayHaveOtherConditions({ request }: View): boolean {
  for (const name of request.names) {
    if (unconditional.has(name) || known.has(name)) continue;
    if (!unconditionalFamilies.some((family) => name.startsWith(family))) return true;
  }
  return false;
}

const known: ReadonlySet<string> = new Set(preconditionFields);

/** Are both requests the same except for these fields, so that their responses can be compared? */
export function sameRequest(one: View, other: View, butFor: readonly string[]): boolean {
  if (one.exchange.request.target !== other.exchange.request.target) return false;
  const names = new Set([...one.request.names, ...other.request.names]);
  for (const name of names) {
    if (butFor.includes(name)) continue;
    if (one.request.get(name) !== other.request.get(name)) return false;
  }
  return true;
}

/** Do the validators show that the resource changed between the two responses? */
export function hasChanged(view: View, other: View): boolean {
  return ["etag", "last-modified"].some((name) => {
    const [one, two] = [view.response.get(name), other.response.get(name)];
    return one !== undefined && two !== undefined && one !== two;
  });
}

import { etagField, ifModifiedSince, ifNoneMatch, weakMatch } from "@rightstatus/core/fields";
import { preconditionFields, sameRequest } from "../readings/conditions.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";

/** What a 304 has to repeat from the 200 (RFC 9110 section 15.4.5). */
const repeated = ["cache-control", "content-location", "date", "etag", "expires", "vary"];

/** What a 304 need not repeat, because the cache has it. */
const known = ["content-encoding", "content-language", "content-range", "content-type"];

/** 304 (RFC 9110 section 15.4.5). */
export const notModified: readonly Entry[] = [
  {
    id: "304/requires-condition",
    level: "MUST",
    section: "RFC 9110 section 13.1.3, RFC 9110 section 15.4.5",
    statuses: [304],
    judge({ request }) {
      if (request.has("if-none-match")) return undefined;
      const since = request.get("if-modified-since");
      if (since !== undefined && ifModifiedSince.parse(since) !== undefined) return undefined;
      return `a 304 to a request ${since === undefined ? "without a condition" : "whose If-Modified-Since is no date"}: the client has nothing to show`;
    },
    fix: "Let serve() decide the 304.",
  },
  {
    id: "304/method",
    level: "MUST",
    section: "RFC 9110 section 13.1.2, RFC 9110 section 15.4.5",
    statuses: [304],
    judge: ({ method }) =>
      method === "GET" || method === "HEAD" || method === "QUERY"
        ? undefined
        : `a 304 to ${shown(method)}, where a failed condition is a 412: the client cannot tell whether it was done`,
    fix: "Guard writes with guardWrite(), which answers 412.",
  },
  {
    id: "304/required-fields",
    level: "MUST",
    section: "RFC 9110 section 15.4.5",
    statuses: [304],
    judge(view) {
      const { pair, response } = view;
      if (pair?.status !== 200 || pair.method !== view.method) return undefined;
      if (!sameRequest(view, pair, preconditionFields)) return undefined;
      const missing = repeated.find((name) => pair.response.has(name) && !response.has(name));
      if (missing === undefined) return undefined;
      return `the 304 lacks ${missing}, which the 200 has: caches go on with what they had`;
    },
    fix: "Let serve() decide the 304 from the reply of the 200.",
  },
  {
    id: "304/no-representation-metadata",
    level: "SHOULD",
    section: "RFC 9110 section 15.4.5",
    statuses: [304],
    judge({ response }) {
      const wrong =
        known.find((name) => response.has(name)) ??
        (response.has("etag") && response.has("last-modified") ? "last-modified" : undefined);
      if (wrong === undefined) return undefined;
      return `the 304 repeats ${wrong}, which the client has: octets for nothing, and caches may change what they have by it`;
    },
    fix: "Let serve() decide the 304 from the reply of the 200.",
  },
  {
    id: "304/etag-matches",
    level: "MUST",
    section: "RFC 9110 section 13.1.2",
    statuses: [304],
    fields: ["etag"],
    asks: ["if-none-match"],
    judge({ request, response }) {
      const tag = etagField.parse(response.get("etag") ?? "");
      const asked = ifNoneMatch.parse(request.get("if-none-match") ?? "");
      if (tag === undefined || asked === undefined || asked === "*") return undefined;
      if (asked.some((one) => weakMatch(one, tag))) return undefined;
      return `the 304 has ETag ${shown(tag)}, for which the client did not ask: it shows what is out of date`;
    },
    fix: "Let serve() compare the tags.",
  },
];

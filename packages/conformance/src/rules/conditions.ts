import { type ETag, strongMatch, weakMatch } from "@rightstatus/core/fields";
import { parseUrl } from "@rightstatus/core/grammar";
import { evaluate, type State } from "@rightstatus/core/semantics";
import {
  conditionsOf,
  knownState,
  mayHaveOtherConditions,
  preconditionFields,
  sameRequest,
  stateOf,
} from "../readings/conditions.ts";
import { isEmpty, isLegible, textOf } from "../readings/content.ts";
import type { Entry } from "../rule.ts";
import type { View } from "../view.ts";

const reads = ["GET", "HEAD"];
/** The methods that are sure to modify the representation of their target. */
const writes = ["PUT", "PATCH", "DELETE"];
const serveIt = "Answer with serve(req, { exists, etag, lastModified, body }), which decides it.";
const guardIt = "Ask guardWrite(req, state) before the write, and return the reply that it gives.";

/** Conditional requests, as far as their responses show how they were decided (RFC 9110 section 13). */
export const conditions: readonly Entry[] = [
  {
    id: "cond/inm-not-honoured",
    level: "MUST",
    section: "RFC 9110 section 13.1.2, RFC 9110 section 13.2.2",
    methods: reads,
    statuses: [200, 206],
    asks: ["if-none-match"],
    fields: ["etag"],
    judge(view) {
      const { ifNoneMatch } = conditionsOf(view);
      if (!evaluatesReads(view) || ifNoneMatch === "*" || !wouldBe304(view)) return undefined;
      return `a ${view.status} with ETag ${view.response.get("etag")}, which If-None-Match names: the client gets again what it has`;
    },
    fix: serveIt,
  },
  {
    id: "cond/inm-star",
    level: "MUST",
    section: "RFC 9110 section 13.1.2",
    methods: reads,
    statuses: [200, 206],
    asks: ["if-none-match"],
    judge(view) {
      const { ifNoneMatch } = conditionsOf(view);
      if (!evaluatesReads(view) || ifNoneMatch !== "*" || !wouldBe304(view)) return undefined;
      return `a ${view.status} for "If-None-Match: *", false as there is a representation: the client asked for none`;
    },
    fix: serveIt,
  },
  {
    id: "cond/inm-unsafe",
    level: "MUST",
    section: "RFC 9110 section 13.1.2",
    methods: writes,
    asks: ["if-none-match"],
    judge(view) {
      const { ifNoneMatch } = conditionsOf(view);
      if (!isPerformed(view) || view.request.has("if-match")) return undefined;
      const state = stateBefore(view);
      if (state === undefined || ifNoneMatch === undefined || ifNoneMatch === "malformed") {
        return undefined;
      }
      if (!isNamed(ifNoneMatch, state, weakMatch)) return undefined;
      return `${view.method} was performed though If-None-Match is false: it overwrote what the client did not know of`;
    },
    fix: guardIt,
  },
  {
    id: "cond/ims-not-honoured",
    level: "SHOULD",
    section: "RFC 9110 section 13.1.3",
    methods: reads,
    statuses: [200, 206],
    asks: ["if-modified-since"],
    fields: ["last-modified"],
    judge(view) {
      if (!evaluatesReads(view) || view.request.has("if-none-match") || !wouldBe304(view)) {
        return undefined;
      }
      return `a ${view.status}, last modified ${view.response.get("last-modified")}, not after If-Modified-Since: the client gets again what it has`;
    },
    fix: serveIt,
  },
  {
    id: "cond/ims-with-inm",
    level: "MUST",
    section: "RFC 9110 section 13.1.3",
    methods: reads,
    statuses: [304],
    asks: ["if-modified-since"],
    judge(view) {
      const { ifNoneMatch } = conditionsOf(view);
      if (!Array.isArray(ifNoneMatch)) return undefined;
      const tag = stateOf(view).etag ?? knownState(view)?.etag;
      if (tag === undefined || ifNoneMatch.some((own: ETag) => weakMatch(own, tag))) {
        return undefined;
      }
      return `a 304 by If-Modified-Since, though If-None-Match does not name ${tag}: the client keeps an old version`;
    },
    fix: serveIt,
  },
  {
    id: "cond/if-match-failed",
    level: "MUST",
    section: "RFC 9110 section 13.1.1",
    methods: writes,
    asks: ["if-match"],
    judge(view) {
      const { ifMatch } = conditionsOf(view);
      if (!isPerformed(view) || ifMatch === undefined || ifMatch === "malformed") {
        return undefined;
      }
      const says = `${view.method} was performed though If-Match is false: the write of somebody else is lost`;
      if (view.method === "PUT") return createdTarget(view) ? says : undefined;
      // Only the pair shows which version was there before.
      const state = view.method === "DELETE" ? knownState(view) : undefined;
      if (state?.etag === undefined || isNamed(ifMatch, state, strongMatch)) return undefined;
      return says;
    },
    fix: guardIt,
  },
  {
    id: "cond/if-match-get",
    level: "MUST",
    section: "RFC 9110 section 13.1.1",
    methods: reads,
    statuses: [200, 206],
    asks: ["if-match"],
    fields: ["etag"],
    judge(view) {
      const { ifMatch } = conditionsOf(view);
      // Section 13.1.1 lets caches and intermediaries ignore it.
      if (!Array.isArray(ifMatch) || view.isIntermediary || !wouldBe412(view)) return undefined;
      return `a ${view.status} with ETag ${view.response.get("etag")}, which If-Match does not name: the client puts parts of two versions together`;
    },
    fix: serveIt,
  },
  {
    id: "cond/ius-get",
    level: "MUST",
    section: "RFC 9110 section 13.1.4",
    methods: reads,
    statuses: [200, 206],
    asks: ["if-unmodified-since"],
    fields: ["last-modified"],
    judge(view) {
      // Section 13.1.4 lets caches and intermediaries ignore it.
      if (view.request.has("if-match") || view.isIntermediary || !wouldBe412(view)) {
        return undefined;
      }
      return `a ${view.status}, last modified ${view.response.get("last-modified")}, after If-Unmodified-Since: the client puts parts of two versions together`;
    },
    fix: serveIt,
  },
  {
    id: "cond/412-without-condition",
    level: "MUST",
    section: "RFC 9110 section 15.5.13",
    statuses: [412],
    judge(view) {
      if (hasPrecondition(view) || mayHaveOtherConditions(view)) return undefined;
      return "a 412 for a request without a condition: the client cannot find out which one failed";
    },
    fix: "Answer with conflict(), badRequest() or unprocessableContent(); or with preconditionRequired() to ask for If-Match.",
  },
  {
    id: "cond/412-method",
    level: "MUST",
    section: "RFC 9110 section 13.2.1",
    methods: ["OPTIONS", "TRACE", "CONNECT"],
    statuses: [412],
    judge(view) {
      if (!hasPrecondition(view) || mayHaveOtherConditions(view)) return undefined;
      return `a 412 to ${view.method}, which selects no representation: its conditions do not count`;
    },
    fix: "Let methods({ ... }) answer OPTIONS; guardWrite() and serve() take no condition with it.",
  },
  {
    id: "cond/412-if-none-match-get",
    level: "MUST",
    section: "RFC 9110 section 13.2.2",
    methods: reads,
    statuses: [412],
    asks: ["if-none-match", "if-modified-since"],
    judge(view) {
      const { request } = view;
      if (request.has("if-match") || request.has("if-unmodified-since")) return undefined;
      if (mayHaveOtherConditions(view)) return undefined;
      return `a 412 to a ${view.method} that only asks whether something is new: caches take it for an error, not for a 304`;
    },
    fix: serveIt,
  },
  {
    id: "cond/redirect-first",
    level: "MUST",
    section: "RFC 9110 section 13.2.1",
    statuses: [304, 412],
    asks: preconditionFields,
    judge(view) {
      const { pair, method, status } = view;
      if (pair?.method !== method || hasPrecondition(pair)) return undefined;
      if (!sameRequest(view, pair, [...preconditionFields, "range", "if-range"])) return undefined;
      if (mayHaveOtherConditions(view) || !precedes(pair)) return undefined;
      return `a ${status} where the same request without its conditions gets ${pair.status}: conditions count only where that would be a 2xx or 412`;
    },
    fix: "Decide redirects, 401, 404 and 405 before serve() and guardWrite().",
  },
  {
    id: "cond/428-explains",
    level: "SHOULD",
    section: "RFC 6585 section 3",
    statuses: [428],
    judge(view) {
      if (isEmpty(view)) return "a 428 without content: nobody learns which field to send";
      if (!isLegible(view) || namesCondition.test(textOf(view))) return undefined;
      return "a 428 that names no precondition field: nobody learns how to send the request again";
    },
    fix: "Answer with guardWrite(req, state, { require: true }), or name If-Match in preconditionRequired(detail).",
  },
];

const namesCondition = /if-(?:none-)?match|if-(?:un)?modified-since|e-?tag/i;

function hasPrecondition({ request }: View): boolean {
  return preconditionFields.some((name) => request.has(name));
}

/** A gateway answers for the origin (RFC 9110 section 3.7); a proxy may not evaluate (section 13.2.1). */
function evaluatesReads({ request, role }: View): boolean {
  return role !== "proxy" && !request.has("if-match") && !request.has("if-unmodified-since");
}

function wouldBe304(view: View): boolean {
  return evaluate(conditionsOf(view), stateOf(view)) === "not-modified";
}

function wouldBe412(view: View): boolean {
  return evaluate(conditionsOf(view), stateOf(view)) === "precondition-failed";
}

function isPerformed({ status }: View): boolean {
  return status >= 200 && status < 300 && status !== 202;
}

function stateBefore(view: View): State | undefined {
  return knownState(view) ?? (view.circumstances.existed === true ? { exists: true } : undefined);
}

function isNamed(
  tags: "*" | readonly ETag[],
  { etag }: State,
  match: (a: ETag, b: ETag) => boolean,
): boolean {
  if (tags === "*") return true;
  return etag !== undefined && tags.some((tag) => match(tag, etag));
}

/**
 * A 201 whose Location is the target, or missing, created the target (section 15.3.2): so nothing could
 * match.
 */
function createdTarget({ circumstances, response, status, url }: View): boolean {
  if (circumstances.existed === false) return true;
  if (status !== 201) return false;
  const location = response.get("location");
  if (location === undefined) return true;
  return url !== undefined && parseUrl(location, url)?.href === url.href;
}

/**
 * Is this a response that takes precedence over conditions, and that would be the same a moment later? For
 * requests with content, only responses count that do not depend on it.
 */
function precedes({ exchange, method, status }: View): boolean {
  const { body } = exchange.request;
  const hasNone =
    body === undefined
      ? method !== "POST" && method !== "PUT" && method !== "PATCH"
      : body.length === 0;
  if ([301, 302, 303, 307, 308, 401, 405, 410, 414, 501].includes(status)) return true;
  return hasNone && [400, 403, 404, 406, 415, 451].includes(status);
}

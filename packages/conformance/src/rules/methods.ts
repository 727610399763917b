import { allow } from "@rightstatus/core/fields";
import { sameRequest } from "../readings/conditions.ts";
import { textOf } from "../readings/content.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

const routeIt =
  "Answer by methods({ GET, PUT, ... }), which makes 405, OPTIONS and Allow of its handlers.";

/** Methods, and the responses to those that are not supported (RFC 9110 section 9). */
export const methods: readonly Entry[] = [
  {
    id: "method/405-allow",
    level: "MUST",
    section: "RFC 9110 section 15.5.6, RFC 9110 section 10.2.1",
    statuses: [405],
    judge: ({ response }) =>
      response.has("allow")
        ? undefined
        : "a 405 without Allow: the client cannot learn which methods there are",
    fix: 'Answer with methodNotAllowed(["GET", "HEAD"]), or by methods({ ... }), which knows them.',
  },
  {
    id: "method/405-allow-contradiction",
    level: "ADVICE",
    section: "RFC 9110 section 15.5.6",
    statuses: [405],
    fields: ["allow"],
    judge: (view) =>
      allowed(view)?.includes(view.method)
        ? `a 405 to ${view.method}, which Allow lists: the client tries again in vain`
        : undefined,
    fix: routeIt,
  },
  {
    id: "method/allow-syntax",
    level: "MUST",
    section: "RFC 9110 section 10.2.1",
    fields: ["allow"],
    judge(view) {
      if (allowed(view) !== undefined) return undefined;
      return `Allow is ${shown(view.response.get("allow"))}, which is no list of methods: clients do not learn what they may do`;
    },
    fix: routeIt,
  },
  {
    id: "method/allow-head",
    level: "ADVICE",
    section: "RFC 9110 section 9.1",
    fields: ["allow"],
    judge(view) {
      const list = allowed(view);
      if (!list?.includes("GET") || list.includes("HEAD")) return undefined;
      return "Allow has GET and not HEAD: clients cannot ask for the fields alone";
    },
    fix: routeIt,
  },
  {
    id: "method/501-unknown",
    level: "SHOULD",
    section: "RFC 9110 section 9.1",
    statuses: [400, 404, 405],
    judge: ({ method, status }) =>
      registered.has(method)
        ? undefined
        : `a ${status} to the method ${shown(method)}, which nobody knows: clients look for the mistake in the request, or in the resource`,
    fix: "Answer with notImplemented(), or let attach(server) do so for what the parser refuses.",
  },
  {
    id: "method/405-known",
    level: "SHOULD",
    section: "RFC 9110 section 9.1",
    methods: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"],
    statuses: [404],
    judge({ method, pair }) {
      if (pair?.method !== "GET" || pair.status !== 200) return undefined;
      return `a 404 to ${method} of what GET finds: the client takes it for gone`;
    },
    fix: "Put fallback() behind the routes, which tells a 405 from a 404; or answer by methods({ ... }).",
  },
  {
    id: "method/options-allow",
    level: "SHOULD",
    section: "RFC 9110 section 9.3.7",
    methods: ["OPTIONS"],
    judge({ exchange, request, response, status }) {
      if (status < 200 || status > 299 || exchange.request.target === "*") return undefined;
      // Access-Control-Allow-Methods answers what a preflight of CORS asks.
      if (request.has("access-control-request-method") || response.has("allow")) return undefined;
      return `a ${status} to OPTIONS without Allow: the client learns nothing of the resource`;
    },
    fix: routeIt,
  },
  {
    id: "method/head-parity",
    level: "SHOULD",
    section: "RFC 9110 section 9.3.2",
    methods: ["HEAD"],
    judge(view) {
      const { pair, response, status } = view;
      if (pair?.method !== "GET" || view.request.has("range") || !sameRequest(view, pair, [])) {
        return undefined;
      }
      if (status !== pair.status) return `HEAD gets ${status} where GET gets ${pair.status}`;
      const missing = [...pair.response.names].filter(
        (name) => !response.has(name) && !ofContent.has(name),
      );
      const added = [...response.names].filter(
        (name) => !pair.response.has(name) && !ofContent.has(name),
      );
      if (missing.length > 0) return `HEAD lacks ${missing.join(", ")}, which GET has`;
      return added.length > 0 ? `HEAD has ${added.join(", ")}, which GET lacks` : undefined;
    },
    fix: "Let the handler of GET answer HEAD too: methods({ GET }) does, and the writer leaves out the content.",
  },
  {
    id: "method/201-safe",
    level: "ADVICE",
    section: "RFC 9110 section 9.2.1",
    methods: ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"],
    statuses: [201],
    judge: ({ method }) =>
      `a 201 to ${method}, which asks for nothing to be made: clients send such requests unasked, and again`,
    fix: "Make it by POST or PUT, and answer those with created(location, body).",
  },
  {
    id: "method/put-created",
    level: "MUST",
    section: "RFC 9110 section 9.3.4",
    methods: ["PUT"],
    statuses: [200, 204],
    judge: ({ circumstances, status }) =>
      circumstances.existed === false
        ? `a ${status} to a PUT that made what was not there: the client believes that it replaced something`
        : undefined,
    fix: "Answer with created.here(body) where the PUT made the resource.",
  },
  {
    id: "method/put-replaced",
    level: "MUST",
    section: "RFC 9110 section 9.3.4",
    methods: ["PUT"],
    statuses: [201],
    judge: ({ circumstances }) =>
      circumstances.existed === true
        ? "a 201 to a PUT that replaced what was there: the client believes that it made it"
        : undefined,
    fix: "Answer with ok(body) or noContent() where the PUT replaced something.",
  },
  {
    id: "method/delete-status",
    level: "SHOULD",
    section: "RFC 9110 section 9.3.5",
    methods: ["DELETE"],
    judge({ status }) {
      // 207 is what WebDAV answers for a collection (RFC 4918 section 9.6.1).
      if (status < 200 || status > 299 || [200, 202, 204, 207].includes(status)) return undefined;
      return `a ${status} to DELETE: clients look for 204, 200 or 202`;
    },
    fix: "Answer with noContent(), or with accepted() where it is done later.",
  },
  {
    id: "method/post-created-location",
    level: "SHOULD",
    section: "RFC 9110 section 9.3.3",
    methods: ["POST"],
    statuses: [201],
    judge: ({ response }) =>
      response.has("location")
        ? undefined
        : "a 201 to POST without Location: the client does not learn where the new resource is",
    fix: "Answer with created(location, body).",
  },
  {
    id: "method/trace-sensitive",
    level: "SHOULD",
    section: "RFC 9110 section 9.3.8",
    methods: ["TRACE"],
    statuses: [200],
    asks: ["authorization", "cookie", "proxy-authorization"],
    judge(view) {
      const text = textOf(view);
      const told = ["authorization", "cookie", "proxy-authorization"].find((name) =>
        view.request.lines(name).some((line) => line !== "" && text.includes(line)),
      );
      return (
        told &&
        `the response to TRACE repeats ${told}: a script that may not read it reads it there`
      );
    },
    fix: "Leave TRACE to methods({ ... }) and fallback(), which answer 405.",
  },
  {
    id: "method/query-content-type",
    level: "MUST",
    section: "RFC 10008 section 2",
    methods: ["QUERY"],
    judge({ request, status }) {
      if (status < 200 || status > 299 || request.has("content-type")) return undefined;
      return `a ${status} to a QUERY without Content-Type: what its content means was guessed`;
    },
    fix: "Answer with unsupportedMediaType({ acceptQuery: [...] }), or badRequest(), before it is read.",
  },
];

/** The method registry of IANA. */
const registered: ReadonlySet<string> = new Set(
  (
    "ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY DELETE GET HEAD LABEL LINK LOCK MERGE " +
    "MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PATCH POST PRI " +
    "PROPFIND PROPPATCH PUT QUERY REBIND REPORT SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE " +
    "UPDATEREDIRECTREF VERSION-CONTROL"
  ).split(" "),
);

/**
 * Fields that are only known once the content is made, or that concern the connection or age (section 9.3.2).
 */
const ofContent: ReadonlySet<string> = new Set(
  (
    "age connection content-digest content-encoding content-length content-md5 digest keep-alive repr-digest " +
    "server-timing trailer transfer-encoding upgrade vary"
  ).split(" "),
);

function allowed({ response }: View): readonly string[] | undefined {
  return allow.parse(response.get("allow") ?? "");
}

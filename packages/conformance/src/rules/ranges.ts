import { acceptRanges, contentRange } from "@rightstatus/core/fields";
import { isToken, splitList } from "@rightstatus/core/grammar";
import { selectRanges } from "@rightstatus/core/semantics";
import { conditionsOf } from "../readings/conditions.ts";
import { partOf, rangeless } from "../readings/ranges.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";
import { serveIt } from "./partial-content.ts";

/** Content-Range, 416, Accept-Ranges, and where Range has no meaning (RFC 9110 sections 14 and 15.5.17). */
export const ranges: readonly Entry[] = [
  {
    id: "range/content-range-syntax",
    level: "MUST",
    section: "RFC 9110 section 14.4",
    fields: ["content-range"],
    judge({ response }) {
      const wrong = response.lines("content-range").find(isMalformedRange);
      if (wrong === undefined) return undefined;
      return `Content-Range is ${shown(wrong)}: clients must not use the content`;
    },
    fix: serveIt,
  },
  {
    id: "range/content-range-status",
    // Section 14.4 gives it no meaning with other statuses, but does not forbid it.
    level: "ADVICE",
    section: "RFC 9110 section 14.4",
    fields: ["content-range"],
    judge: ({ status }) =>
      status === 206 || status === 416
        ? undefined
        : `Content-Range in a ${status}, where it means nothing`,
    fix: "Send pages with Link (rel=next) or in the content, parts of a representation by serve().",
  },
  {
    id: "range/416-content-range",
    level: "SHOULD",
    section: "RFC 9110 section 15.5.17, RFC 9110 section 14.4",
    statuses: [416],
    asks: ["range"],
    judge(view) {
      if (view.response.has("content-range") || rangeUnit(view) !== "bytes") return undefined;
      return "a 416 without Content-Range: the client does not learn how long the representation is";
    },
    fix: "Answer with rangeNotSatisfiable(completeLength), or by serve().",
  },
  {
    id: "range/416-form",
    level: "SHOULD",
    section: "RFC 9110 section 14.4",
    statuses: [416],
    fields: ["content-range"],
    judge(view) {
      const range = partOf(view);
      if (range === undefined || !("first" in range)) return undefined;
      return `a 416 with Content-Range ${shown(view.response.get("content-range"))}: clients look for "bytes */" and the length`;
    },
    fix: "Answer with rangeNotSatisfiable(completeLength), or by serve().",
  },
  {
    id: "range/416-needs-range",
    level: "MUST",
    section: "RFC 9110 section 15.5.17",
    statuses: [416],
    judge({ request }) {
      // Partial PUT is a private agreement (section 14.5), and so is what its responses mean.
      if (request.has("range") || request.has("content-range")) return undefined;
      return "a 416 for a request without Range: the client asked for no range that could be wrong";
    },
    fix: "Answer with badRequest() or unprocessableContent().",
  },
  {
    id: "range/416-method",
    level: "MUST",
    section: "RFC 9110 section 14.2, RFC 9110 section 9.3.3",
    methods: rangeless,
    statuses: [416],
    asks: ["range"],
    judge: ({ method }) => `a 416 to ${method}, for which Range does not count`,
    fix: serveIt,
  },
  {
    id: "range/416-unknown-unit",
    level: "MUST",
    section: "RFC 9110 section 14.2",
    methods: ["GET"],
    statuses: [416],
    asks: ["range"],
    fields: ["content-range"],
    judge(view) {
      const unit = rangeUnit(view);
      // The sentence is about origins.
      if (view.isIntermediary) return undefined;
      // Only the server knows which units it supports, but answering in bytes shows that it did not know this
      // one.
      if (unit === undefined || unit === "bytes" || partOf(view)?.unit !== "bytes")
        return undefined;
      if (
        splitList(view.response.get("accept-ranges") ?? "").some(
          (one) => one.toLowerCase() === unit,
        )
      )
        return undefined;
      return `a 416 in bytes to a range of ${shown(unit)}: a unit that is not understood counts as not said`;
    },
    fix: serveIt,
  },
  {
    id: "range/416-satisfiable",
    level: "ADVICE",
    section: "RFC 9110 section 14.1.2",
    methods: ["GET"],
    statuses: [416],
    asks: ["range"],
    fields: ["content-range"],
    judge(view) {
      const { range } = conditionsOf(view);
      const size = partOf(view)?.size;
      if (range === undefined || range === "malformed" || size === undefined) return undefined;
      // More ranges may be refused as an attack.
      if (range.specs.length > 2 || selectRanges(range, size).kind !== "partial") return undefined;
      return `a 416 though ${shown(view.request.get("range"))} can be had of ${size} octets: the download ends here`;
    },
    fix: serveIt,
  },
  {
    id: "range/accept-ranges-syntax",
    level: "MUST",
    section: "RFC 9110 section 14.3",
    fields: ["accept-ranges"],
    judge({ response }) {
      const units = splitList(response.get("accept-ranges") ?? "");
      if (units.length > 0 && units.every(isToken)) return undefined;
      return `Accept-Ranges is ${shown(response.get("accept-ranges"))}, which names no range unit`;
    },
    fix: serveIt,
  },
  {
    id: "range/accept-ranges-known",
    level: "ADVICE",
    section: "RFC 9110 section 14.3",
    fields: ["accept-ranges"],
    judge({ response }) {
      const units = acceptRanges.parse(response.get("accept-ranges") ?? "");
      if (units?.every((unit) => unit === "bytes" || unit === "none")) {
        return undefined;
      }
      return `Accept-Ranges is ${shown(response.get("accept-ranges"))}: clients know "bytes", and "none" alone`;
    },
    fix: serveIt,
  },
  {
    id: "range/head-ignored",
    level: "MUST",
    section: "RFC 9110 section 14.2",
    methods: ["HEAD"],
    asks: ["range"],
    judge({ response, status }) {
      if (status === 206) return "a 206 to HEAD: Range counts with GET only";
      if (status !== 200 || !response.has("content-range")) return undefined;
      return "Content-Range to HEAD: Range counts with GET only, so this response speaks of the whole";
    },
    fix: serveIt,
  },
  {
    id: "range/post-status",
    level: "MUST",
    section: "RFC 9110 section 9.3.3",
    methods: ["POST"],
    statuses: [206, 304, 416],
    judge: ({ status }) => `a ${status} to POST: no response to POST can be one`,
    fix: "Answer with ok(), created() or seeOther(); 304 and 206 follow from serve() for GET.",
  },
];

function rangeUnit({ request }: View): string | undefined {
  const line = request.get("range") ?? "";
  const equals = line.indexOf("=");
  return equals > 0 ? line.slice(0, equals).trim().toLowerCase() : undefined;
}

/**
 * Positions beyond 2^53 are malformed for the codec, but not for the RFC, and other units have their own
 * grammar.
 */
function isMalformedRange(line: string): boolean {
  if (contentRange.parse(line.trim()) !== undefined || /\d{16}/.test(line)) return false;
  return !/^[^ =]+ /.test(line) || /^bytes /i.test(line);
}

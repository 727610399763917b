import {
  type ContentRange,
  contentLength,
  contentRange,
  type PartRange,
  type RangeSpec,
} from "@rightstatus/core/fields";
import { splitList } from "@rightstatus/core/grammar";
import { ifRangeHolds } from "@rightstatus/core/semantics";
import { isMultipart, partsOf } from "../readings/byteranges.ts";
import { conditionsOf, sameRequest, stateOf } from "../readings/conditions.ts";
import { typeOf, wholeBody } from "../readings/content.ts";
import { partOf, rangeless } from "../readings/ranges.ts";
import { reading } from "../readings/reading.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

export const serveIt =
  "Answer with serve(req, { exists, etag, length, body, slice }), which makes 206 and 416.";

/** 206 (RFC 9110 section 15.3.7). */
export const partialContent: readonly Entry[] = [
  {
    id: "range/206-needs-range",
    level: "MUST",
    section: "RFC 9110 section 15.3.7",
    statuses: [206],
    judge: ({ request }) =>
      request.has("range")
        ? undefined
        : "a 206 for a request without Range: the client takes a part for the whole, or for an error",
    fix: "Answer with ok(), or by serve(), which sends a 206 only where a range was asked for.",
  },
  {
    id: "range/206-method",
    level: "MUST",
    section: "RFC 9110 section 14.2",
    methods: rangeless,
    statuses: [206],
    judge: ({ method }) => `a 206 to ${method}, for which ranges are not defined`,
    fix: serveIt,
  },
  {
    id: "range/206-content-range",
    level: "MUST",
    section: "RFC 9110 section 15.3.7.1",
    statuses: [206],
    judge({ response }) {
      if (response.has("content-range")) return undefined;
      if (/^multipart\/(?:x-)?byteranges/i.test(response.get("content-type") ?? ""))
        return undefined;
      return "a 206 without Content-Range: the client cannot know where the part belongs";
    },
    fix: serveIt,
  },
  {
    id: "range/206-multipart-no-content-range",
    level: "MUST",
    section: "RFC 9110 section 15.3.7.2",
    statuses: [206],
    fields: ["content-range"],
    judge: (view) =>
      isMultipart(view)
        ? "a 206 of several parts with a Content-Range of its own: clients take the boundaries for content"
        : undefined,
    fix: serveIt,
  },
  {
    id: "range/206-boundary",
    level: "MUST",
    section: "RFC 9110 section 14.6",
    statuses: [206],
    judge: (view) =>
      isMultipart(view) && !typeOf(view)?.parameters.boundary
        ? "multipart/byteranges without a boundary: clients cannot find the parts"
        : undefined,
    fix: serveIt,
  },
  {
    id: "range/206-boundary-unquoted",
    level: "ADVICE",
    section: "RFC 9110 section 14.6",
    statuses: [206],
    judge: (view) =>
      isMultipart(view) && /boundary="/i.test(view.response.get("content-type") ?? "")
        ? "the boundary is quoted: some clients take the quotes for a part of it"
        : undefined,
    fix: serveIt,
  },
  {
    id: "range/206-multipart-single-request",
    level: "MUST",
    section: "RFC 9110 section 15.3.7.2",
    statuses: [206],
    asks: ["range"],
    judge(view) {
      if (!isMultipart(view) || view.response.has("content-range")) return undefined;
      if (splitList(view.request.get("range") ?? "").length !== 1) return undefined;
      return "multipart/byteranges for a single range: a client that asks for one may not read parts";
    },
    fix: serveIt,
  },
  {
    id: "range/206-part-content-range",
    level: "MUST",
    section: "RFC 9110 section 15.3.7.2",
    statuses: [206],
    judge(view) {
      const parts = partsOf(view)?.parts;
      if (parts === undefined) return undefined;
      if (parts.length === 0) return "multipart/byteranges whose content has no part";
      for (const { fields, length } of parts) {
        const line = fields.get("content-range");
        if (line === undefined) return "a part without Content-Range: it belongs nowhere";
        const octets = octetsIn(contentRange.parse(line));
        if (octets !== undefined && octets !== length) {
          return `a part of ${length} octets says ${shown(line)}: the client puts them in the wrong place`;
        }
      }
      return undefined;
    },
    fix: serveIt,
  },
  {
    id: "range/206-part-content-type",
    level: "SHOULD",
    section: "RFC 9110 section 15.3.7.2",
    statuses: [206],
    judge(view) {
      const whole = pairedWhole(view);
      const type = whole?.response.get("content-type");
      if (type === undefined) return undefined;
      const other = partsOf(view)?.parts.find(({ fields }) => fields.get("content-type") !== type);
      if (other === undefined) return undefined;
      const got = other.fields.get("content-type");
      return `a part has the Content-Type ${shown(got)}, the whole has ${shown(type)}: the client reads it wrongly`;
    },
    fix: serveIt,
  },
  {
    id: "range/206-part-order",
    level: "SHOULD",
    section: "RFC 9110 section 15.3.7.2",
    statuses: [206],
    judge(view) {
      const asked = askedSpecs(view);
      const sent = sentParts(view);
      if (asked === undefined || sent === undefined) return undefined;
      let least = 0;
      for (const part of sent) {
        const found = asked.findIndex((spec, i) => i >= least && overlaps(spec, part));
        if (found < 0) {
          // Parts that nobody asked for are reported by another rule.
          if (!asked.some((spec) => overlaps(spec, part))) continue;
          return "the parts are in another order than they were asked for: the client waits for the first one";
        }
        least = found;
      }
      return undefined;
    },
    fix: serveIt,
  },
  {
    id: "range/206-part-crlf",
    level: "MUST",
    section: "RFC 9110 section 8.3.3",
    statuses: [206],
    judge: (view) =>
      partsOf(view)?.crlf === false
        ? "a line break between parts is not CRLF: clients lose a boundary, or count an octet too many"
        : undefined,
    fix: serveIt,
  },
  {
    id: "range/206-length",
    level: "MUST",
    section: "RFC 9110 section 14.4",
    statuses: [206],
    fields: ["content-range"],
    judge(view) {
      if (view.method === "HEAD" || isMultipart(view)) return undefined;
      const octets = octetsIn(partOf(view));
      const length = wholeBody(view)?.length ?? toldLength(view);
      if (octets === undefined || length === undefined || octets === length) return undefined;
      return `${length} octets of content under a Content-Range of ${octets}: the client puts together what does not fit`;
    },
    fix: serveIt,
  },
  {
    // That parts "correspond to" the requested ranges is a SHOULD of section 14.2. The MUST is to say in
    // Content-Range which parts they are (15.3.7.1), and no client may rely on getting the ranges that it
    // asked for (15.3.7.2).
    id: "range/206-within-request",
    level: "SHOULD",
    section: "RFC 9110 section 14.2, RFC 9110 section 15.3.7",
    statuses: [206],
    asks: ["range"],
    judge(view) {
      const asked = askedSpecs(view);
      if (asked === undefined) return undefined;
      const outside = sentParts(view)?.find(
        ({ first, last, size }) => !isAsked(asked, first, size) || !isAsked(asked, last, size),
      );
      if (outside === undefined) return undefined;
      return `octets ${outside.first} to ${outside.last} were not asked for (Range: ${shown(view.request.get("range"))})`;
    },
    fix: serveIt,
  },
  {
    id: "range/206-not-unsatisfied",
    level: "MUST",
    section: "RFC 9110 section 14.4",
    statuses: [206],
    fields: ["content-range"],
    judge(view) {
      const range = partOf(view);
      if (range === undefined || "first" in range) return undefined;
      return `a 206 with Content-Range ${shown(view.response.get("content-range"))}, which tells no position`;
    },
    fix: serveIt,
  },
  {
    id: "range/206-copy-fields",
    level: "MUST",
    section: "RFC 9110 section 15.3.7",
    statuses: [206],
    judge(view) {
      const missing = missingOf(view, [
        "date",
        "cache-control",
        "etag",
        "expires",
        "content-location",
        "vary",
      ]);
      return (
        missing && `${missing} is in the 200 and not in the 206: caches put parts under wrong terms`
      );
    },
    fix: serveIt,
  },
  {
    id: "range/206-all-representation-fields",
    level: "MUST",
    section: "RFC 9110 section 15.3.7",
    statuses: [206],
    judge(view) {
      if (view.request.has("if-range")) return undefined;
      const missing = missingOf(view, [
        "content-type",
        "content-encoding",
        "content-language",
        "last-modified",
      ]);
      return (
        missing &&
        `${missing} is in the 200 and not in the 206: the client cannot read the part by itself`
      );
    },
    fix: serveIt,
  },
  {
    id: "range/206-if-range-minimal",
    level: "SHOULD",
    section: "RFC 9110 section 15.3.7",
    statuses: [206],
    asks: ["if-range"],
    judge({ response }) {
      // Content-Type SHOULD be there with content (section 8.3), and without a tag the date is the validator.
      const needless = ["content-encoding", "content-language"];
      if (response.has("etag")) needless.push("last-modified");
      const found = needless.filter((name) => response.has(name));
      if (found.length === 0) return undefined;
      return `${found.join(", ")} in a 206 to If-Range: the client has them from the response that it completes`;
    },
    fix: serveIt,
  },
  {
    id: "range/206-complete-length",
    level: "SHOULD",
    section: "RFC 9110 section 14.4",
    statuses: [206],
    fields: ["content-range"],
    judge(view) {
      const range = partOf(view);
      const whole = pairedWhole(view);
      if (range?.unit !== "bytes" || range.size !== undefined || whole === undefined)
        return undefined;
      const size = toldLength(whole);
      if (size === undefined) return undefined;
      return `Content-Range has "*" for the complete length, which is known to be ${size}: the client cannot ask for the rest`;
    },
    fix: "Give serve() the length of the representation.",
  },
  {
    id: "range/if-range-mismatch",
    level: "MUST",
    section: "RFC 9110 section 13.1.5",
    methods: ["GET"],
    statuses: [206],
    asks: ["if-range"],
    judge(view) {
      const { ifRange } = conditionsOf(view);
      if (ifRange === undefined || ifRange === "malformed") return undefined;
      const state = stateOf(view);
      const isDate = ifRange instanceof Date;
      // A weak tag never matches; for others, the validator has to be known.
      if ((isDate ? state.lastModified : state.etag) === undefined) {
        if (isDate || !ifRange.startsWith("W/")) return undefined;
      }
      if (ifRangeHolds(ifRange, state, Number.POSITIVE_INFINITY)) return undefined;
      return `a 206 though If-Range (${shown(view.request.get("if-range"))}) is not the validator: the client puts parts of two versions together`;
    },
    fix: serveIt,
  },
];

function octetsIn(range: ContentRange | undefined): number | undefined {
  if (range?.unit !== "bytes" || !("first" in range)) return undefined;
  return range.last - range.first + 1;
}

function toldLength({ response }: View): number | undefined {
  if (response.has("transfer-encoding")) return undefined;
  return contentLength.parse(response.get("content-length") ?? "");
}

/** The ranges that were asked for, if in bytes. */
function askedSpecs(view: View): readonly RangeSpec[] | undefined {
  const { range } = conditionsOf(view);
  return range === undefined || range === "malformed" || range.unit !== "bytes"
    ? undefined
    : range.specs;
}

/** The ranges that a 206 contains, as far as they are in bytes. */
const sentParts: (view: View) => readonly PartRange[] | undefined = reading((view) => {
  const read = isMultipart(view)
    ? partsOf(view)?.parts.map(({ fields }) =>
        contentRange.parse(fields.get("content-range") ?? ""),
      )
    : [partOf(view)];
  return read?.flatMap((part) => (part?.unit === "bytes" && "first" in part ? [part] : []));
});

function isAsked(specs: readonly RangeSpec[], octet: number, size: number | undefined): boolean {
  return specs.some((spec) => {
    const [first, last] = resolved(spec, size);
    return first <= octet && octet <= last;
  });
}

function overlaps(spec: RangeSpec, { first, last, size }: PartRange): boolean {
  const [from, to] = resolved(spec, size);
  return from <= last && first <= to;
}

/** The 200 to the same request without Range. */
function pairedWhole(view: View): View | undefined {
  const { pair, method } = view;
  if (pair?.status !== 200 || pair.method !== method || pair.request.has("range")) return undefined;
  return sameRequest(view, pair, ["range", "if-range"]) ? pair : undefined;
}

/** The first of these fields that the 200 has and the 206 does not have. */
function missingOf(view: View, names: readonly string[]): string | undefined {
  const whole = pairedWhole(view);
  return whole && names.find((name) => whole.response.has(name) && !view.response.has(name));
}

/** The first and last octet that a spec asks for. If the length is not known, a suffix may mean any. */
function resolved(spec: RangeSpec, size: number | undefined): readonly [number, number] {
  if (!("suffix" in spec)) return [spec.first, spec.last ?? Number.POSITIVE_INFINITY];
  return [size === undefined ? 0 : Math.max(0, size - spec.suffix), Number.POSITIVE_INFINITY];
}

/**
 * One status code: what it is called, where it is defined, and what its reply carries. Field names are in lower
 * case.
 */
export interface StatusRow {
  /** 100 to 599. */
  readonly code: number;
  /**
   * Name of the helper that makes the reply. It is fixed, because phrases change, as those of 413 and 422
   * did.
   */
  readonly name: string;
  /** The phrase of RFC 9110 or of the IANA registry, without the registry's remarks. */
  readonly phrase: string;
  /** Where the code is defined, as messages say it: "RFC 9110 section 15.5.6". */
  readonly section: string;
  readonly state: "current" | "deprecated" | "obsolete" | "experimental" | "temporary" | "reserved";
  /**
   * - `yes`: may have content;
   * - `no`: always ends with the header section;
   * - `empty`: has no content either, but HTTP/1.1 has to frame it as empty (RFC 9112 section 6.3);
   * - `explain`: SHOULD explain the error, except to HEAD (RFC 9110 sections 15.5 and 15.6).
   */
  readonly content: "yes" | "no" | "empty" | "explain";
  /**
   * A reply with this code that lacks one of these breaks a MUST. 428, 429, 431 and 511 MUST NOT be stored
   * (RFC 6585 sections 3 to 6), and older caches only learn that from Cache-Control.
   */
  readonly required: readonly string[];
  /**
   * What the section of the code asks for less strictly: by a SHOULD (Location on 301), by a MUST under a
   * condition (Content-Range on a 206 with one part, Vary on a 304 if the 200 had it), or as a suggestion
   * (Retry-After on 503). On a 415, the cause decides which one.
   */
  readonly recommended: readonly string[];
  /** A reply with this code MUST NOT carry these. */
  readonly forbidden: readonly string[];
  /** Caches may keep it without being told how long (RFC 9110 section 15.1; 451: RFC 7725). */
  readonly cacheable: boolean;
  /** Who may send it: any server, or only one that acts for another. */
  readonly role: "origin" | "gateway" | "proxy";
}

const location = ["location"];
const noStore = ["cache-control"];
/** What a 304 repeats from the 200 (RFC 9110 section 15.4.5), and a 206 too (section 15.3.7). */
const ofThe200 = ["cache-control", "content-location", "date", "etag", "expires", "vary"];
/** RFC 9110 sections 6.5.1 and 8.6, RFC 9112 section 6.1. */
const framing = ["content-length", "trailer", "transfer-encoding"];

/**
 * Every code of the IANA registry, in ascending order. The rows are frozen.
 *
 * @example
 * ```ts
 * statuses[0]?.phrase; // "Continue"
 * ```
 */
export const statuses: readonly StatusRow[] = /* @__PURE__ */ Object.freeze([
  row(100, "continue", "Continue", "RFC 9110 section 15.2.1"),
  row(101, "switchingProtocols", "Switching Protocols", "RFC 9110 section 15.2.2", {
    required: ["connection", "upgrade"],
  }),
  row(102, "processing", "Processing", "RFC 2518 section 10.1", { state: "deprecated" }),
  row(103, "earlyHints", "Early Hints", "RFC 8297 section 2", {
    state: "experimental",
    recommended: ["link"],
  }),
  row(
    104,
    "uploadResumptionSupported",
    "Upload Resumption Supported",
    "draft-ietf-httpbis-resumable-upload",
    { state: "temporary", recommended: location },
  ),

  row(200, "ok", "OK", "RFC 9110 section 15.3.1", {
    recommended: ["etag", "last-modified"],
    cacheable: true,
  }),
  row(201, "created", "Created", "RFC 9110 section 15.3.2", { recommended: location }),
  row(202, "accepted", "Accepted", "RFC 9110 section 15.3.3"),
  row(
    203,
    "nonAuthoritativeInformation",
    "Non-Authoritative Information",
    "RFC 9110 section 15.3.4",
    { cacheable: true, role: "proxy" },
  ),
  row(204, "noContent", "No Content", "RFC 9110 section 15.3.5", {
    content: "no",
    forbidden: framing,
    cacheable: true,
  }),
  row(205, "resetContent", "Reset Content", "RFC 9110 section 15.3.6", {
    content: "empty",
    recommended: ["content-length"],
  }),
  row(206, "partialContent", "Partial Content", "RFC 9110 section 15.3.7", {
    recommended: ["content-range", "content-type", ...ofThe200],
    cacheable: true,
  }),
  row(207, "multiStatus", "Multi-Status", "RFC 4918 section 11.1", {
    recommended: ["content-type"],
  }),
  row(208, "alreadyReported", "Already Reported", "RFC 5842 section 7.1"),
  row(226, "imUsed", "IM Used", "RFC 3229 section 10.4.1", { required: ["etag", "im"] }),

  row(300, "multipleChoices", "Multiple Choices", "RFC 9110 section 15.4.1", {
    recommended: location,
    cacheable: true,
  }),
  row(301, "movedPermanently", "Moved Permanently", "RFC 9110 section 15.4.2", {
    recommended: location,
    cacheable: true,
  }),
  row(302, "found", "Found", "RFC 9110 section 15.4.3", { recommended: location }),
  row(303, "seeOther", "See Other", "RFC 9110 section 15.4.4", { recommended: location }),
  row(304, "notModified", "Not Modified", "RFC 9110 section 15.4.5", {
    content: "no",
    recommended: ofThe200,
    forbidden: ["trailer"],
  }),
  row(305, "useProxy", "Use Proxy", "RFC 9110 section 15.4.6", { state: "deprecated" }),
  row(306, "unused306", "(Unused)", "RFC 9110 section 15.4.7", { state: "reserved" }),
  row(307, "temporaryRedirect", "Temporary Redirect", "RFC 9110 section 15.4.8", {
    recommended: location,
  }),
  row(308, "permanentRedirect", "Permanent Redirect", "RFC 9110 section 15.4.9", {
    recommended: location,
    cacheable: true,
  }),

  row(400, "badRequest", "Bad Request", "RFC 9110 section 15.5.1"),
  row(401, "unauthorized", "Unauthorized", "RFC 9110 section 15.5.2", {
    required: ["www-authenticate"],
  }),
  row(402, "paymentRequired", "Payment Required", "RFC 9110 section 15.5.3", {
    state: "reserved",
  }),
  row(403, "forbidden", "Forbidden", "RFC 9110 section 15.5.4"),
  row(404, "notFound", "Not Found", "RFC 9110 section 15.5.5", { cacheable: true }),
  row(405, "methodNotAllowed", "Method Not Allowed", "RFC 9110 section 15.5.6", {
    required: ["allow"],
    cacheable: true,
  }),
  row(406, "notAcceptable", "Not Acceptable", "RFC 9110 section 15.5.7", {
    recommended: ["vary"],
  }),
  row(
    407,
    "proxyAuthenticationRequired",
    "Proxy Authentication Required",
    "RFC 9110 section 15.5.8",
    { required: ["proxy-authenticate"], role: "proxy" },
  ),
  row(408, "requestTimeout", "Request Timeout", "RFC 9110 section 15.5.9", {
    recommended: ["connection"],
  }),
  row(409, "conflict", "Conflict", "RFC 9110 section 15.5.10"),
  row(410, "gone", "Gone", "RFC 9110 section 15.5.11", { cacheable: true }),
  row(411, "lengthRequired", "Length Required", "RFC 9110 section 15.5.12"),
  row(412, "preconditionFailed", "Precondition Failed", "RFC 9110 section 15.5.13"),
  row(413, "contentTooLarge", "Content Too Large", "RFC 9110 section 15.5.14", {
    recommended: ["connection", "retry-after"],
  }),
  row(414, "uriTooLong", "URI Too Long", "RFC 9110 section 15.5.15", { cacheable: true }),
  row(415, "unsupportedMediaType", "Unsupported Media Type", "RFC 9110 section 15.5.16", {
    recommended: ["accept", "accept-encoding", "accept-patch", "accept-post", "accept-query"],
  }),
  row(416, "rangeNotSatisfiable", "Range Not Satisfiable", "RFC 9110 section 15.5.17", {
    recommended: ["content-range"],
  }),
  row(417, "expectationFailed", "Expectation Failed", "RFC 9110 section 15.5.18"),
  row(418, "unused418", "(Unused)", "RFC 9110 section 15.5.19", { state: "reserved" }),
  row(421, "misdirectedRequest", "Misdirected Request", "RFC 9110 section 15.5.20"),
  row(422, "unprocessableContent", "Unprocessable Content", "RFC 9110 section 15.5.21"),
  row(423, "locked", "Locked", "RFC 4918 section 11.3"),
  row(424, "failedDependency", "Failed Dependency", "RFC 4918 section 11.4"),
  row(425, "tooEarly", "Too Early", "RFC 8470 section 5.2", { forbidden: ["early-data"] }),
  row(426, "upgradeRequired", "Upgrade Required", "RFC 9110 section 15.5.22", {
    required: ["connection", "upgrade"],
  }),
  row(428, "preconditionRequired", "Precondition Required", "RFC 6585 section 3", {
    required: noStore,
  }),
  row(429, "tooManyRequests", "Too Many Requests", "RFC 6585 section 4", {
    required: noStore,
    recommended: ["retry-after"],
  }),
  row(431, "requestHeaderFieldsTooLarge", "Request Header Fields Too Large", "RFC 6585 section 5", {
    required: noStore,
  }),
  row(451, "unavailableForLegalReasons", "Unavailable For Legal Reasons", "RFC 7725 section 3", {
    recommended: ["link"],
    cacheable: true,
  }),

  row(500, "internalServerError", "Internal Server Error", "RFC 9110 section 15.6.1"),
  row(501, "notImplemented", "Not Implemented", "RFC 9110 section 15.6.2", { cacheable: true }),
  row(502, "badGateway", "Bad Gateway", "RFC 9110 section 15.6.3", { role: "gateway" }),
  row(503, "serviceUnavailable", "Service Unavailable", "RFC 9110 section 15.6.4", {
    recommended: ["retry-after"],
  }),
  row(504, "gatewayTimeout", "Gateway Timeout", "RFC 9110 section 15.6.5", { role: "gateway" }),
  row(505, "httpVersionNotSupported", "HTTP Version Not Supported", "RFC 9110 section 15.6.6"),
  row(506, "variantAlsoNegotiates", "Variant Also Negotiates", "RFC 2295 section 8.1", {
    state: "experimental",
  }),
  row(507, "insufficientStorage", "Insufficient Storage", "RFC 4918 section 11.5"),
  row(508, "loopDetected", "Loop Detected", "RFC 5842 section 7.2"),
  row(510, "notExtended", "Not Extended", "RFC 2774 section 7", { state: "obsolete" }),
  row(
    511,
    "networkAuthenticationRequired",
    "Network Authentication Required",
    "RFC 6585 section 6",
    { required: noStore, role: "proxy" },
  ),
]);

const byCode: ReadonlyMap<number, StatusRow> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ statuses.map((each) => [each.code, each]),
);

/**
 * The row of a registered status code.
 *
 * @param code - A status code. Anything else is simply not registered.
 * @returns The row; `undefined` if IANA lists no such code.
 * @example
 * ```ts
 * status(405)?.required; // ["allow"]
 * status(599); // undefined
 * ```
 */
export function status(code: number): StatusRow | undefined {
  return byCode.get(code);
}

/* @__NO_SIDE_EFFECTS__ */ function row(
  code: number,
  name: string,
  phrase: string,
  section: string,
  own: Partial<StatusRow> = {},
): StatusRow {
  return Object.freeze({
    code,
    name,
    phrase,
    section,
    state: own.state ?? "current",
    content: own.content ?? contentOf(code),
    required: Object.freeze(own.required ?? []),
    recommended: Object.freeze(own.recommended ?? []),
    forbidden: Object.freeze(own.forbidden ?? (code < 200 ? framing : [])),
    cacheable: own.cacheable ?? false,
    role: own.role ?? "origin",
  });
}

/** What the class of a code says of its content: RFC 9110 sections 15.2, 15.5 and 15.6. */
function contentOf(code: number): StatusRow["content"] {
  if (code < 200) return "no";
  return code < 400 ? "yes" : "explain";
}

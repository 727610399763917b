import { contentRange } from "@rightstatus/core/fields";
import type { Exchange } from "../exchange.ts";
import { HeaderSection } from "../header-section.ts";
import type { Level } from "../rule.ts";
import type { Answer } from "./client/answer.ts";
import type { Facts } from "./probe-entry.ts";

/** A response, and what was known before it. */
export interface Judged extends Answer {
  /** The status of the final response; undefined if none could be read. */
  readonly status: number | undefined;
  readonly closed: boolean | undefined;
  readonly facts: Facts;
  /** The response to an earlier probe. */
  readonly before: (probe: string) => Exchange | undefined;
}

/** A rule that the linter cannot have, because it needs other exchanges, or something that no message shows. */
export interface ProbeRule {
  readonly level: Level;
  readonly section: string;
  /** Returns what is wrong; undefined if nothing is. */
  readonly judge: (judged: Judged) => string | undefined;
  readonly fix: string;
}

export type ProbeRuleId =
  | "probe/answered"
  | "probe/readable"
  | "probe/whole"
  | "probe/date-forms"
  | "probe/date-malformed"
  | "probe/condition-true"
  | "probe/if-match-first"
  | "probe/range-taken"
  | "probe/range-refused"
  | "probe/range-content"
  | "probe/close"
  | "probe/http10-close"
  | "probe/http10-expect"
  | "probe/pipeline"
  | "probe/100-continue"
  | "probe/host-missing"
  | "probe/host-twice"
  | "probe/host-invalid"
  | "probe/space-before-colon"
  | "probe/obs-fold"
  | "probe/space-first"
  | "probe/empty-line-first"
  | "probe/request-line"
  | "probe/absolute-form"
  | "probe/minor-version"
  | "probe/target-too-long"
  | "probe/request-line-8000"
  | "probe/content-length"
  | "probe/length-and-chunked"
  | "probe/chunked-not-last"
  | "probe/transfer-coding"
  | "probe/if-none-match-star"
  | "probe/if-match-failed";

const attach = "Serve with createServer(), or attach(server).";
const serve = "Answer reads with serve(), or with ok(body, { etag, lastModified }).";
const guard = "Ask guardWrite(req, state) before anything is changed.";

/**
 * The rules of the prober, by their ids.
 *
 * @example
 * ```ts
 * probeRules["probe/answered"].level; // "ADVICE"
 * ```
 */
export const probeRules: Readonly<Record<ProbeRuleId, ProbeRule>> = {
  "probe/answered": {
    level: "ADVICE",
    section: "RFC 9110 section 3.3",
    judge: ({ exchange, came }) =>
      exchange === undefined && came.startsWith("(")
        ? `no response ${came}: clients wait for it, or try again`
        : undefined,
    fix: "Answer every request, if only with an error: fallback() does, and replies() in Koa.",
  },
  "probe/readable": {
    level: "MUST",
    section: "RFC 9110 section 2.2, RFC 9112 section 4",
    judge: ({ exchange, came }) =>
      exchange === undefined && !came.startsWith("(")
        ? "what came is no HTTP/1.1 response: clients give up, or take a part of it for the next one"
        : undefined,
    fix: `Write nothing to the socket past the response. ${attach}`,
  },
  "probe/whole": {
    level: "ADVICE",
    section: "RFC 9112 section 8",
    judge({ exchange, broken, late }) {
      if (exchange === undefined) return undefined;
      if (late) return "the response was not over in time: no more than its head was judged";
      return broken
        ? "the response broke off before its end: clients throw away what they have"
        : undefined;
    },
    fix: "Find what fails after the head is out: send() serialises the body before. Leave out a path whose stream has no end.",
  },

  "probe/date-forms": {
    level: "MUST",
    section: "RFC 9110 section 5.6.7",
    judge: ({ before, status }) =>
      status === 200 && before("conditions/if-modified-since")?.response.status === 304
        ? "this form of the date is not understood, and the usual one is: old clients get all of it again and again"
        : undefined,
    fix: serve,
  },
  "probe/date-malformed": {
    level: "MUST",
    section: "RFC 9110 section 13.1.4",
    judge: ({ status }) =>
      status === 412
        ? "a 412 for an If-Unmodified-Since that is no HTTP-date and has to be ignored"
        : undefined,
    fix: serve,
  },
  "probe/condition-true": {
    level: "MUST",
    section: "RFC 9110 section 13.2.2",
    judge: ({ status }) =>
      status === 412
        ? "a 412 though the condition holds: the client believes that somebody else has changed it"
        : undefined,
    fix: serve,
  },
  "probe/if-match-first": {
    level: "MUST",
    section: "RFC 9110 section 13.1.4, RFC 9110 section 13.2.2",
    judge: ({ status }) =>
      status === 412
        ? "a 412 for If-Unmodified-Since, which has to be ignored beside If-Match, and that holds"
        : undefined,
    fix: serve,
  },

  "probe/range-taken": {
    level: "SHOULD",
    section: "RFC 9110 section 14.2",
    judge: (judged) =>
      judged.status === 200 && takesRanges(judged)
        ? "all of it for a range that can be satisfied, where Accept-Ranges says bytes: clients load everything again"
        : undefined,
    fix: serve,
  },
  "probe/range-refused": {
    level: "SHOULD",
    section: "RFC 9110 section 14.2",
    judge: (judged) =>
      judged.status === 200 && takesRanges(judged)
        ? "all of it for a range that has none of its octets, where Accept-Ranges says bytes: a client that has everything gets it again"
        : undefined,
    fix: serve,
  },
  "probe/range-content": {
    level: "MUST",
    section: "RFC 9110 section 14.1.2, RFC 9110 section 15.3.7",
    judge: (judged) =>
      isPartOf(judged)
        ? undefined
        : "the part is not what stands there in the whole, and both have the same strong ETag: clients put a broken file together",
    fix: serve,
  },

  "probe/close": {
    level: "MUST",
    section: "RFC 9112 section 9.6",
    judge: leftOpen,
    fix: "Let node:http end the connection: it does unless a handler keeps the socket.",
  },
  "probe/http10-close": {
    level: "ADVICE",
    section: "RFC 9112 section 9.3",
    judge: leftOpen,
    fix: "Let node:http end the connection: it does unless a handler keeps the socket.",
  },
  "probe/http10-expect": {
    level: "MUST",
    section: "RFC 9110 section 10.1.1",
    judge: ({ status }) =>
      status === 417 ? "a 417 to HTTP/1.0, whose expectations have to be ignored" : undefined,
    fix: attach,
  },
  "probe/pipeline": {
    level: "MUST",
    section: "RFC 9112 section 9.3.2",
    judge({ status, behind = [], before }) {
      const get = before("discovery/get")?.response.status;
      const missing = before("discovery/missing")?.response.status;
      const came = [status, ...behind];
      const swapped = get !== missing && came.length === 3 && came[1] !== missing;
      return swapped && came.includes(missing)
        ? `pipelined requests were answered out of order, ${came.join(", ")}: clients take one response for another`
        : undefined;
    },
    fix: "Leave the order to node:http: write to the response, never to its socket.",
  },
  "probe/100-continue": {
    level: "MUST",
    section: "RFC 9110 section 10.1.1",
    judge: ({ invited }) =>
      invited === false
        ? "neither a 100 nor a final response came before the content: clients wait for nothing"
        : undefined,
    fix: attach,
  },

  "probe/host-missing": {
    level: "MUST",
    section: "RFC 9112 section 3.2",
    judge: (judged) => otherThan(judged, [400], "to HTTP/1.1 without Host"),
    fix: attach,
  },
  "probe/host-twice": {
    level: "MUST",
    section: "RFC 9112 section 3.2",
    judge: (judged) =>
      otherThan(judged, [400], "to two Host lines: a proxy may go by the other one"),
    fix: attach,
  },
  "probe/host-invalid": {
    level: "MUST",
    section: "RFC 9112 section 3.2",
    judge: (judged) => otherThan(judged, [400], "to a Host that is none"),
    fix: attach,
  },
  "probe/space-before-colon": {
    level: "MUST",
    section: "RFC 9112 section 5.1",
    judge: (judged) =>
      otherThan(judged, [400], "to a field name with a space behind it: proxies read another name"),
    fix: attach,
  },
  "probe/obs-fold": {
    level: "MUST",
    section: "RFC 9112 section 5.2",
    judge: (judged) =>
      judged.before("conditions/if-none-match")?.response.status === 304
        ? otherThan(judged, [400, 304], "to a folded field, neither refused nor read as unfolded")
        : undefined,
    fix: attach,
  },
  "probe/space-first": {
    level: "MUST",
    section: "RFC 9112 section 2.2",
    judge: ({ status }) =>
      status === 304
        ? "a line that begins with a space was read as a field, right below the request line: proxies skip it"
        : undefined,
    fix: attach,
  },
  "probe/empty-line-first": {
    level: "SHOULD",
    section: "RFC 9112 section 2.2",
    judge: asPlain,
    fix: attach,
  },
  "probe/request-line": {
    level: "SHOULD",
    section: "RFC 9112 section 3.2",
    judge: (judged) =>
      otherThan(judged, [400, 301], "to a request line with a space in its target"),
    fix: attach,
  },
  "probe/absolute-form": {
    level: "MUST",
    section: "RFC 9112 section 3.2.2",
    judge: ({ facts, status }) =>
      facts.ok !== undefined && status !== undefined && status >= 400
        ? `a ${status} to the same target as an absolute URI, which every server has to take`
        : undefined,
    fix: attach,
  },
  // The text has a SHOULD; but nobody sends a version that does not exist, and not every parser lets a server
  // follow it.
  "probe/minor-version": {
    level: "ADVICE",
    section: "RFC 9110 section 6.2",
    judge: asPlain,
    fix: attach,
  },
  "probe/target-too-long": {
    level: "MUST",
    section: "RFC 9112 section 3, RFC 9110 section 15.5.15",
    judge: (judged) =>
      isForItsLength(judged, [400, 413, 431])
        ? `a ${judged.status} to a target of 32 KiB, where a 414 tells the client what is too long`
        : undefined,
    fix: attach,
  },
  "probe/request-line-8000": {
    level: "SHOULD",
    section: "RFC 9112 section 3",
    judge: (judged) =>
      isForItsLength(judged, [400, 413, 414, 431])
        ? `a ${judged.status} to a request line of 8,000 octets`
        : undefined,
    fix: "Raise the limit for targets: attach(server, { limits: { target: 8000 } }) or more.",
  },
  "probe/content-length": {
    level: "MUST",
    section: "RFC 9112 section 6.3",
    judge: (judged) =>
      otherThan(
        judged,
        [400],
        "to a Content-Length that says nothing: proxies see another request",
      ) ?? leftOpen(judged),
    fix: attach,
  },
  "probe/length-and-chunked": {
    level: "MUST",
    section: "RFC 9112 section 6.1",
    judge: leftOpen,
    fix: attach,
  },
  "probe/chunked-not-last": {
    level: "MUST",
    section: "RFC 9112 section 6.3",
    judge: (judged) =>
      otherThan(judged, [400, 501], "to content whose end cannot be known") ?? leftOpen(judged),
    fix: attach,
  },
  "probe/transfer-coding": {
    level: "SHOULD",
    section: "RFC 9112 section 6.1",
    judge: (judged) => otherThan(judged, [501, 400], "to a transfer coding that nobody knows"),
    fix: attach,
  },

  "probe/if-none-match-star": {
    level: "MUST",
    section: "RFC 9110 section 13.1.2",
    judge: ({ status }) => done(status, "If-None-Match is * and there is one already"),
    fix: guard,
  },
  "probe/if-match-failed": {
    level: "MUST",
    section: "RFC 9110 section 13.1.1",
    judge: ({ status }) => done(status, "If-Match names a version that there is not"),
    fix: guard,
  },
};

function otherThan(
  { status, came }: Judged,
  wanted: readonly number[],
  what: string,
): string | undefined {
  if (status !== undefined && wanted.includes(status)) return undefined;
  return `${status === undefined ? `no response ${came.split("\r\n", 1)[0]}` : `a ${status}`} ${what}`;
}

function leftOpen({ closed, status }: Judged): string | undefined {
  return closed === false && status !== undefined
    ? "the connection stays open: what comes next on it may be taken for something else"
    : undefined;
}

/** Is it one of these, and not what a short query gets, too? */
function isForItsLength({ before, status }: Judged, refusals: readonly number[]): boolean {
  if (status === undefined || !refusals.includes(status)) return false;
  return before("discovery/query")?.response.status !== status;
}

/** The response has to be the same as to the plain GET. */
function asPlain({ before, status }: Judged): string | undefined {
  const plain = before("discovery/get")?.response.status;
  if (status === plain || plain === undefined) return undefined;
  return status === undefined
    ? "no response where the plain GET has one"
    : `a ${status} where the plain GET is a ${plain}`;
}

function done(status: number | undefined, why: string): string | undefined {
  return status !== undefined && status >= 200 && status < 300
    ? `a ${status} though ${why}: what somebody else wrote is lost`
    : undefined;
}

function takesRanges({ exchange, before }: Judged): boolean {
  const [now, plain] = [exchange, before("discovery/get")].map((one) =>
    new HeaderSection(one?.response.headers ?? []).get("accept-ranges")?.toLowerCase(),
  );
  return now === "bytes" && plain === "bytes";
}

function isPartOf({ exchange, before, facts }: Judged): boolean {
  const whole = before("discovery/get")?.response.body;
  const part = exchange?.response.body;
  const fields = new HeaderSection(exchange?.response.headers ?? []);
  const range = contentRange.parse(fields.get("content-range") ?? "");
  if (exchange?.response.status !== 206 || facts.strong === undefined) return true;
  if (fields.get("etag") !== facts.strong || range === undefined || !("first" in range))
    return true;
  if (whole === undefined || part === undefined || range.unit !== "bytes") return true;
  return Buffer.compare(whole.subarray(range.first, range.last + 1), part) === 0;
}

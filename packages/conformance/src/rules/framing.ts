import { contentLength, contentRange } from "@rightstatus/core/fields";
import { skipOws, splitList, tokenEnd } from "@rightstatus/core/grammar";
import { hasChanged, preconditionFields, sameRequest } from "../readings/conditions.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

/** Where a message ends (RFC 9112 section 6), and which messages must not have content. */
export const framing: readonly Entry[] = [
  {
    id: "framing/content-length-syntax",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    judge({ response }) {
      const wrong = response.lines("content-length").find((line) => !/^\d+$/.test(line));
      if (wrong === undefined) return undefined;
      return `Content-Length is ${shown(wrong)}, which is not a number of octets: clients lose the end of the message`;
    },
    fix: "Leave it out: send() counts the octets of the body.",
  },
  {
    id: "framing/content-length-single",
    level: "MUST",
    section: "RFC 9110 section 5.3, RFC 9110 section 8.6",
    fields: ["content-length"],
    judge({ response }) {
      const { length } = response.lines("content-length");
      if (length < 2) return undefined;
      return `Content-Length stands there ${length} times: clients and proxies that take different ones see different messages`;
    },
    fix: "Leave it out: send() writes one, by the octets of the body.",
  },
  {
    id: "framing/content-length-correct",
    level: "MUST",
    section: "RFC 9110 section 8.6, RFC 9112 section 6.3",
    fields: ["content-length"],
    judge(view) {
      const { body, response } = view;
      const length = lengthOf(view);
      if (body === undefined || length === undefined || !hasContent(view)) return undefined;
      if (response.has("transfer-encoding") || body.length === length) return undefined;
      return `Content-Length is ${length} where ${body.length} octets came: clients wait for the rest, or take it for the next response`;
    },
    fix: "Leave it out: send() counts the octets of the body, after compression too.",
  },
  {
    id: "framing/content-length-with-te",
    level: "MUST",
    section: "RFC 9112 section 6.2",
    fields: ["content-length"],
    judge: ({ response }) =>
      response.has("transfer-encoding")
        ? "Content-Length stands beside Transfer-Encoding: a proxy that goes by the other one is open to response splitting"
        : undefined,
    fix: "Remove the Content-Length that the application sets: send() writes one of the two.",
  },
  {
    id: "framing/content-length-1xx",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    judge(view) {
      const status = interimWith(view, "content-length");
      if (status === undefined) return undefined;
      return `a ${status} has Content-Length: clients may wait for content before they read the final response`;
    },
    fix: "Send interim responses with earlyHints() or processing(), which have none.",
  },
  {
    id: "framing/content-length-204",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    statuses: [204],
    judge: () =>
      "a 204 has Content-Length: clients may wait for content, or take the next response for it",
    fix: "Answer with noContent(), which sends none.",
  },
  {
    id: "framing/content-length-connect",
    level: "MUST",
    section: "RFC 9110 section 8.6, RFC 9110 section 9.3.6",
    fields: ["content-length"],
    judge: (view) =>
      isTunnel(view)
        ? "a 2xx to CONNECT has Content-Length, though all that follows belongs to the tunnel"
        : undefined,
    fix: "Write the head of a tunnel without Content-Length, or refuse CONNECT with methodNotAllowed([...]).",
  },
  {
    id: "framing/content-length-missing",
    level: "SHOULD",
    section: "RFC 9110 section 8.6",
    judge(view) {
      const { response } = view;
      if (response.has("content-length") || response.has("transfer-encoding")) return undefined;
      if (!hasContent(view)) return undefined;
      const known = knownLength(view);
      if (known === undefined) return undefined;
      return `no Content-Length, though ${known} tells that the size was known: clients cannot show progress or see a break`;
    },
    fix: "Give the reply its whole body, or its size with a Resource: send() writes Content-Length.",
  },
  {
    id: "framing/te-1xx",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    judge(view) {
      const status = interimWith(view, "transfer-encoding");
      if (status === undefined) return undefined;
      return `a ${status} has Transfer-Encoding: clients may wait for chunks that never come`;
    },
    fix: "Send interim responses with earlyHints() or processing(), which have none.",
  },
  {
    id: "framing/te-204",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    fields: ["transfer-encoding"],
    statuses: [204],
    judge: () => "a 204 has Transfer-Encoding: clients may wait for chunks that never come",
    fix: "Answer with noContent(), which sends none.",
  },
  {
    id: "framing/te-connect",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    fields: ["transfer-encoding"],
    judge: (view) =>
      isTunnel(view)
        ? "a 2xx to CONNECT has Transfer-Encoding, though all that follows belongs to the tunnel"
        : undefined,
    fix: "Write the head of a tunnel without it, or refuse CONNECT with methodNotAllowed([...]).",
  },
  {
    id: "framing/te-http10",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    fields: ["transfer-encoding"],
    judge: ({ isHttp10 }) =>
      isHttp10
        ? "Transfer-Encoding to an HTTP/1.0 client, which takes the chunk sizes for content"
        : undefined,
    fix: "Leave the framing to send(), which closes the connection behind the content instead.",
  },
  {
    id: "framing/te-h2-h3",
    level: "MUST",
    section: "RFC 9113 section 8.2.2, RFC 9114 section 4.2",
    fields: ["transfer-encoding"],
    judge: ({ major }) =>
      major >= 2
        ? `Transfer-Encoding in HTTP/${major}: clients treat the message as malformed and reset the stream`
        : undefined,
    fix: "Leave the framing to send(): from HTTP/2 on, frames do it.",
  },
  {
    id: "framing/chunked-once",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    fields: ["transfer-encoding"],
    judge: (view) =>
      codingsOf(view).filter(({ name }) => name === "chunked").length > 1
        ? "chunked is applied twice: clients take the inner chunk sizes for content"
        : undefined,
    fix: "Do not set Transfer-Encoding: send() and node:http apply it once.",
  },
  {
    id: "framing/chunked-last",
    level: "MUST",
    section: "RFC 9112 section 6.1",
    fields: ["transfer-encoding"],
    judge(view) {
      const last = codingsOf(view).at(-1)?.name;
      if (last === undefined || last === "chunked" || !hasContent(view)) return undefined;
      if (view.exchange.response.closed !== false) return undefined;
      return `the last transfer coding is ${shown(last)}, and the connection stays open: clients never see the end`;
    },
    fix: "Compress with Content-Encoding, and do not set Transfer-Encoding.",
  },
  {
    id: "framing/te-unrequested",
    level: "MUST",
    section: "RFC 9112 section 7.4",
    fields: ["transfer-encoding"],
    judge(view) {
      const te = new Set(splitList(view.request.get("te") ?? "").map(acceptedCoding));
      const wrong = codingsOf(view).find(({ name }) => !framings.has(name) && !te.has(name));
      return (
        wrong &&
        `transfer coding ${shown(wrong.name)} without being asked for in TE: clients cannot decode it`
      );
    },
    fix: "Compress with Content-Encoding, as negotiate() chooses it, instead of Transfer-Encoding.",
  },
  {
    id: "framing/chunked-params",
    level: "SHOULD",
    section: "RFC 9112 section 7.1, RFC 9112 section 7.2",
    fields: ["transfer-encoding"],
    judge(view) {
      const wrong = codingsOf(view).find(({ name, bare }) => !bare && plain.has(name));
      return (
        wrong && `transfer coding ${wrong.name} has parameters, which clients treat as an error`
      );
    },
    fix: "Do not set Transfer-Encoding: send() and node:http apply it.",
  },
  {
    id: "framing/te-identity",
    level: "ADVICE",
    section: "RFC 9112 section 7",
    fields: ["transfer-encoding"],
    judge: (view) =>
      codingsOf(view).some(({ name }) => name === "identity")
        ? "the transfer coding identity is no more: some clients reject the message"
        : undefined,
    fix: "Do not set Transfer-Encoding: send() and node:http apply what is needed.",
  },
  {
    id: "framing/close-delimited",
    level: "SHOULD",
    section: "RFC 9112 section 6.3",
    judge(view) {
      const { exchange, isHttp10, major, octets, response } = view;
      if (exchange.response.closed !== true || major !== 1 || isHttp10) return undefined;
      if (response.has("content-length") || response.has("transfer-encoding")) return undefined;
      if (!octets || !hasContent(view)) return undefined;
      return "the content ends where the connection closes: clients cannot tell it from content that broke off";
    },
    fix: "Leave the framing to send(), which writes Content-Length or chunks.",
  },
  {
    id: "framing/head-no-content",
    level: "MUST",
    section: "RFC 9110 section 9.3.2",
    judge: ({ method, octets }) =>
      method === "HEAD" && octets
        ? `the response to HEAD has ${octets} octets of content: clients take them for the next response`
        : undefined,
    fix: "Answer HEAD with the reply of GET: send() leaves its content out.",
  },
  {
    id: "framing/1xx-no-content",
    level: "MUST",
    section: "RFC 9110 section 15.2",
    judge: ({ octets, status }) =>
      status < 200 && octets && status !== 101
        ? `a ${status} has ${octets} octets of content: clients take them for the final response`
        : undefined,
    fix: "Send interim responses with earlyHints() or processing(), which have none.",
  },
  {
    id: "framing/204-no-content",
    level: "MUST",
    section: "RFC 9110 section 15.3.5",
    statuses: [204],
    judge: ({ octets }) =>
      octets
        ? `a 204 has ${octets} octets of content: clients take them for the next response`
        : undefined,
    fix: "Answer with noContent(), or with ok(body) if there is something to say.",
  },
  {
    id: "framing/205-no-content",
    level: "MUST",
    section: "RFC 9110 section 15.3.6",
    statuses: [205],
    judge(view) {
      const { octets } = view;
      if (octets) return `a 205 has ${octets} octets of content, where clients expect none`;
      const length = lengthOf(view);
      return length
        ? `a 205 says Content-Length: ${length}, where clients expect no content`
        : undefined;
    },
    fix: "Answer with resetContent(), or with ok(body) if there is something to say.",
  },
  {
    id: "framing/205-framed-empty",
    level: "MUST",
    section: "RFC 9112 section 6.3",
    statuses: [205],
    judge(view) {
      const { exchange, major, method, response } = view;
      if (major !== 1 || method === "HEAD" || isTunnel(view)) return undefined;
      if (response.has("content-length") || response.has("transfer-encoding")) return undefined;
      if (exchange.response.closed !== false) return undefined;
      return "a 205 says neither Content-Length nor Transfer-Encoding, and the connection stays open: clients wait for its end";
    },
    fix: "Answer with resetContent(), which sends Content-Length: 0.",
  },
  {
    id: "framing/304-no-content",
    level: "MUST",
    section: "RFC 9110 section 15.4.5",
    statuses: [304],
    judge: ({ octets }) =>
      octets
        ? `a 304 has ${octets} octets of content: clients take them for the next response`
        : undefined,
    fix: "Let serve() decide the 304 from the reply of the 200.",
  },
  {
    id: "framing/connect-no-content",
    level: "MUST",
    section: "RFC 9110 section 6.4.1",
    judge: (view) =>
      isTunnel(view) && view.body?.length
        ? "a 2xx to CONNECT has content, which the client takes for what comes out of the tunnel"
        : undefined,
    fix: "Refuse CONNECT with methodNotAllowed([...]), or begin the tunnel right behind the head.",
  },
  {
    id: "framing/no-trailers-on-bodyless",
    level: "MUST",
    section: "RFC 9110 section 15.2, RFC 9110 section 15.3.5, RFC 9110 section 15.4.5",
    judge({ exchange, method, status }) {
      if (!exchange.response.trailers?.length) return undefined;
      if (method !== "HEAD" && status >= 200 && status !== 204 && status !== 304) return undefined;
      return `${method === "HEAD" ? "the response to HEAD" : `a ${status}`} has trailers, where clients take them for the next response`;
    },
    fix: "Answer with noContent(), or let serve() decide the 304: neither has trailers.",
  },
  {
    id: "framing/head-content-length",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    judge(view) {
      if (view.method !== "HEAD" || view.pair?.method !== "GET") return undefined;
      if (view.status !== view.pair.status) return undefined;
      return otherLength(view, "the response to HEAD", "GET");
    },
    fix: "Answer HEAD with the reply of GET: send() counts its octets and leaves them out.",
  },
  {
    id: "framing/304-content-length",
    level: "MUST",
    section: "RFC 9110 section 8.6",
    fields: ["content-length"],
    statuses: [304],
    judge: (view) =>
      view.pair?.status === 200 && view.pair.method === "GET"
        ? otherLength(view, "the 304", "the 200")
        : undefined,
    fix: "Let serve() decide the 304 from the reply of the 200: it has no Content-Length.",
  },
];

/** Transfer codings that need not be asked for, and one that is obsolete. */
const framings: ReadonlySet<string> = new Set(["chunked", "identity"]);

/** Transfer codings without parameters. */
const plain: ReadonlySet<string> = new Set(["chunked", "compress", "deflate", "gzip"]);

/** RFC 9112 section 7.2. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["x-compress", "compress"],
  ["x-gzip", "gzip"],
]);

/** The transfer codings in the order in which they were applied, with repetitions. */
function codingsOf({ response }: View): readonly { name: string; bare: boolean }[] {
  return splitList((response.get("transfer-encoding") ?? "").toLowerCase()).map((member) => {
    const end = tokenEnd(member, 0);
    const name = member.slice(0, end);
    return { name: aliases.get(name) ?? name, bare: member[skipOws(member, end)] !== ";" };
  });
}

/** The coding that this member of TE accepts; undefined if its weight is 0. */
function acceptedCoding(member: string): string | undefined {
  const text = member.toLowerCase();
  const end = tokenEnd(text, 0);
  if (/;[ \t]*q=0(?:\.0*)?$/.test(text)) return undefined;
  return aliases.get(text.slice(0, end)) ?? text.slice(0, end);
}

/** RFC 9110 section 9.3.6. */
function isTunnel({ method, status }: View): boolean {
  return method === "CONNECT" && status >= 200 && status < 300;
}

/** May content follow (RFC 9110 section 6.4.1)? */
function hasContent(view: View): boolean {
  const { method, status } = view;
  return status >= 200 && status !== 204 && status !== 304 && method !== "HEAD" && !isTunnel(view);
}

/** The length that the response claims, if it claims exactly one. */
function lengthOf({ response }: View): number | undefined {
  const [line = "", ...others] = response.lines("content-length");
  return others.length > 0 ? undefined : contentLength.parse(line);
}

/** The code of an interim response, or of a final one below 200, that has this field. */
function interimWith(view: View, name: string): number | undefined {
  if (view.status < 200 && view.response.has(name)) return view.status;
  return view.interim.find(({ fields }) => fields?.has(name))?.status;
}

/** What shows that the server knew the size before it sent the head. */
function knownLength(view: View): string | undefined {
  const { method, pair, response, status } = view;
  const part = status === 206 ? contentRange.parse(response.get("content-range") ?? "") : undefined;
  if (part !== undefined && "first" in part) return "Content-Range";
  if (method !== "GET" || pair?.method !== "HEAD" || pair.status !== status) return undefined;
  return pair.response.has("content-length") && sameRequest(view, pair, preconditionFields)
    ? "the response to HEAD"
    : undefined;
}

/** RFC 9110 section 8.6: a response without content may only claim the length that the other one has. */
function otherLength(view: View, what: string, other: string): string | undefined {
  const { pair } = view;
  const length = lengthOf(view);
  if (length === undefined || pair?.body === undefined) return undefined;
  if (!sameRequest(view, pair, preconditionFields) || hasChanged(view, pair)) return undefined;
  if (length === pair.body.length) return undefined;
  return `${what} says Content-Length: ${length}, and ${other} has ${pair.body.length} octets: caches take what they have for broken`;
}

import { METHODS } from "node:http";
import {
  type AnyReply,
  badRequest,
  contentTooLarge,
  httpVersionNotSupported,
  notImplemented,
  requestHeaderFieldsTooLarge,
  requestTimeout,
  uriTooLong,
} from "@rightstatus/core";
import { isToken } from "@rightstatus/core/writer";

/** What is known of the connection, besides the error. */
export interface Before {
  /** What earlier packets hold of the line in which the parser stopped; only its two ends, if it is long. */
  readonly begun: string;
  /** Has the connection had no request yet? Then this cannot be content of one. */
  readonly isFirst: boolean;
}

/** Where the parser stopped: the line as far as it has been received, and an index into it. */
interface Stop {
  readonly line: string;
  readonly at: number;
  /** Is the rest of the line still missing? */
  readonly isCut: boolean;
  readonly isFirst: boolean;
  /** In the words of the parser. */
  readonly reason: string;
}

const replies: ReadonlyMap<unknown, (stop: Stop) => AnyReply> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", () => requestTimeout()],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", () => contentTooLarge("The chunk extensions are too long.")],
  ["HPE_HEADER_OVERFLOW", tooLarge],
  ["HPE_INVALID_CONSTANT", unknownMethod],
  ["HPE_INVALID_METHOD", unknownMethod],
  ["HPE_INVALID_VERSION", unknownVersion],
  ["HPE_PAUSED_H2_UPGRADE", () => httpVersionNotSupported("This connection speaks HTTP/1.1.")],
]);

/** The client left in the middle of a request, or sends more after its last one. */
const unanswered: ReadonlySet<unknown> = new Set([
  "HPE_INVALID_EOF_STATE",
  "HPE_CLOSED_CONNECTION",
]);

/**
 * The reply to what node:http could not read.
 *
 * @param error - The error of a "clientError" event.
 * @returns `undefined` if there is nobody to answer: it is an error of the connection itself.
 */
export function replyTo(error: Error, before: Before): AnyReply | undefined {
  const code: unknown = Reflect.get(error, "code");
  const known = replies.get(code);
  if (known !== undefined) return known(stopOf(error, before));
  if (typeof code !== "string" || !code.startsWith("HPE_") || unanswered.has(code))
    return undefined;
  return malformed(stopOf(error, before));
}

function stopOf(error: Error, { begun, isFirst }: Before): Stop {
  const packet: unknown = Reflect.get(error, "rawPacket");
  const at: unknown = Reflect.get(error, "bytesParsed");
  const reason = String(Reflect.get(error, "reason"));
  if (!Buffer.isBuffer(packet) || typeof at !== "number")
    return { line: "", at: 0, isCut: false, isFirst, reason };
  const start = packet.subarray(0, at).lastIndexOf("\n") + 1;
  const end = packet.indexOf("\n", at);
  const before = start === 0 ? begun : "";
  const line = before + packet.toString("latin1", start, end < 0 ? packet.length : end);
  return { line, at: before.length + at - start, isCut: end < 0, isFirst, reason };
}

function malformed({ reason }: Stop): AnyReply {
  return badRequest(`The request is malformed: ${reason}.`);
}

/** RFC 9112 section 3 for the request line, RFC 6585 section 5 for what follows it. */
function tooLarge({ line }: Stop): AnyReply {
  const method = line.slice(0, Math.max(0, line.indexOf(" ")));
  // The line may have begun where nobody looked; then its end tells.
  const isRequestLine = METHODS.includes(method) || /^[^ ]+ HTTP\/\d\.\d\r$/.test(line);
  return isRequestLine ? uriTooLong() : requestHeaderFieldsTooLarge();
}

/**
 * RFC 9110 section 9.1. If content is longer than it said, the parser looks for a method in the rest of it;
 * so only a complete request line shows that a method was meant. Before the first request there is no
 * content, and the parser stops at the first letter that does not fit any method; so there the beginning of a
 * request line is enough.
 */
function unknownMethod(stop: Stop): AnyReply {
  const { line, at, isCut, isFirst } = stop;
  if (isCut) return isFirst && beginsRequestLine(line) ? notImplemented() : malformed(stop);
  const target = Math.max(0, line.lastIndexOf(" ", line.lastIndexOf(" ") - 1));
  const isWhole = /^ (?:\/|\*|[A-Za-z]+:\/\/)[^ ]* HTTP\/\d\.\d\r$/.test(line.slice(target));
  // Before `at`, content of the request before may stand on the same line.
  const method = line.slice(at < target ? at : 0, target);
  return isWhole && isToken(method) ? notImplemented() : malformed(stop);
}

/** Is this the beginning of a request line, as far as it has been received? */
function beginsRequestLine(line: string): boolean {
  const [method = "", target = "/", version = "", ...more] = line.split(" ");
  if (!isToken(method) || more.length > 0) return false;
  return /^(?:$|\/|\*|[a-z]+(?:$|:))/i.test(target) && "HTTP/1.1\r".startsWith(version);
}

/** RFC 9110 section 15.6.6 is about major versions. What is not a version at all is malformed. */
function unknownVersion(stop: Stop): AnyReply {
  const version = /^([02-9]\.\d)\r?$/.exec(stop.line.slice(Math.max(0, stop.at - 3), stop.at + 1));
  if (version === null) return malformed(stop);
  return httpVersionNotSupported(`This connection speaks HTTP/1.1, not HTTP/${version[1]}.`);
}

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

/** Where the parser stopped: the line as far as it is in the last packet, and an index into it. */
interface Stop {
  readonly line: string;
  readonly at: number;
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

/** The client has left in the middle of a request, or goes on after its last one. */
const unanswered: ReadonlySet<unknown> = new Set([
  "HPE_INVALID_EOF_STATE",
  "HPE_CLOSED_CONNECTION",
]);

/**
 * The answer to what node:http could not read.
 *
 * @param error - Of a "clientError" event.
 * @returns `undefined` where there is nobody to answer: the error is the connection's own.
 */
export function replyTo(error: Error): AnyReply | undefined {
  const code: unknown = Reflect.get(error, "code");
  const known = replies.get(code);
  if (known !== undefined) return known(stopOf(error));
  if (typeof code !== "string" || !code.startsWith("HPE_") || unanswered.has(code))
    return undefined;
  return malformed(stopOf(error));
}

function stopOf(error: Error): Stop {
  const packet: unknown = Reflect.get(error, "rawPacket");
  const at: unknown = Reflect.get(error, "bytesParsed");
  const reason = String(Reflect.get(error, "reason"));
  if (!Buffer.isBuffer(packet) || typeof at !== "number") return { line: "", at: 0, reason };
  const start = packet.subarray(0, at).lastIndexOf("\n") + 1;
  const end = packet.indexOf("\n", at);
  const line = packet.toString("latin1", start, end < 0 ? packet.length : end);
  return { line, at: at - start, reason };
}

function malformed({ reason }: Stop): AnyReply {
  return badRequest(`The request is malformed: ${reason}.`);
}

/**
 * RFC 9112 section 3 for the request line, RFC 6585 section 5 for what follows it. Of a line in many
 * packets only the last one is known, and to keep those before would take all requests through a
 * listener: so that is a 431.
 */
function tooLarge({ line }: Stop): AnyReply {
  const method = line.slice(0, Math.max(0, line.indexOf(" ")));
  // The line may have begun in an earlier packet: then its end can tell.
  const isRequestLine = METHODS.includes(method) || /^[^ ]+ HTTP\/\d\.\d\r$/.test(line);
  return isRequestLine ? uriTooLong() : requestHeaderFieldsTooLarge();
}

/**
 * RFC 9110 section 9.1. Where content is longer than it said, the parser looks for a method in the rest
 * of it: only where a whole request line stands is one meant.
 */
function unknownMethod(stop: Stop): AnyReply {
  const { line, at } = stop;
  const target = Math.max(0, line.lastIndexOf(" ", line.lastIndexOf(" ") - 1));
  const isWhole = /^ (?:\/|\*|[a-z]+:\/\/)[^ ]* HTTP\/\d\.\d\r$/i.test(line.slice(target));
  // Before `at`, content of the request before may stand on the same line.
  const method = line.slice(at < target ? at : 0, target);
  return isWhole && isToken(method) ? notImplemented() : malformed(stop);
}

/** RFC 9110 section 15.6.6 is for major versions. One that is no version at all is malformed. */
function unknownVersion(stop: Stop): AnyReply {
  const version = /^([02-9]\.\d)\r?$/.exec(stop.line.slice(Math.max(0, stop.at - 3), stop.at + 1));
  if (version === null) return malformed(stop);
  return httpVersionNotSupported(`This connection speaks HTTP/1.1, not HTTP/${version[1]}.`);
}

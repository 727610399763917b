import type { IncomingMessage } from "node:http";
import {
  type AnyReply,
  badRequest,
  httpVersionNotSupported,
  methodNotAllowed,
  misdirectedRequest,
  noContent,
  notImplemented,
  uriTooLong,
} from "@rightstatus/core";
import { transferEncoding } from "@rightstatus/core/fields";
import { contain } from "../options.ts";
import { type Hosts, hostsOf, refusedHost } from "./host.ts";
import type { AttachOptions } from "./options.ts";
import { targetOf } from "./target.ts";

/**
 * What node:http lets through and HTTP does not, or answers worse: one check after the other, those of
 * the message before those of what it asks for.
 *
 * @returns From a request to the answer in the application's place; `undefined` where the application
 *   has it. The target of an admitted request is in origin-form, and its Host the one that counts.
 *   From there it throws what `acceptsTrace` throws.
 * @throws RangeError for a host or a limit that is none.
 */
export function admissionOf(o: AttachOptions): (req: IncomingMessage) => AnyReply | undefined {
  const hosts = hostsOf(o.hosts);
  const longest = o.limits?.target ?? Number.POSITIVE_INFINITY;
  if (typeof longest !== "number" || !(longest > 0))
    throw new RangeError(`limits: want octets above 0 for target, got ${longest}`);
  return (req) =>
    refusedVersion(req) ??
    refusedFraming(req) ??
    refusedTarget(req, longest, hosts) ??
    refusedMethod(req, o.acceptsTrace);
}

/** RFC 9110 section 15.6.6. Node 20 takes "HTTP/2.0" in the syntax of HTTP/1.1 for a request of today. */
function refusedVersion({ httpVersionMajor, httpVersion }: IncomingMessage): AnyReply | undefined {
  if (httpVersionMajor === 1) return undefined;
  return httpVersionNotSupported(`This connection speaks HTTP/1.1, not HTTP/${httpVersion}.`);
}

/** RFC 9112 sections 6.1 and 6.3: where the content ends must be beyond doubt. */
function refusedFraming(req: IncomingMessage): AnyReply | undefined {
  const line = req.headers["transfer-encoding"];
  if (line === undefined) return undefined;
  if (req.httpVersionMinor === 0) return badRequest("HTTP/1.0 has no Transfer-Encoding.");
  if (line.toLowerCase() === "chunked") return undefined;
  const codings = transferEncoding.parse(line);
  if (codings?.at(-1) !== "chunked") {
    return badRequest("The last transfer coding of a request has to be chunked.");
  }
  // Named once in the list, for a list names each once: so it was applied twice.
  if (codings.length === 1) return badRequest("Content is chunked once, and no more.");
  return notImplemented("The only transfer coding here is chunked.");
}

/** RFC 9112 section 3.2. */
function refusedTarget(
  req: IncomingMessage,
  longest: number,
  hosts: Hosts | undefined,
): AnyReply | undefined {
  const { url = "", method = "" } = req;
  if (url.length > longest) return uriTooLong(`A target may have ${longest} octets.`);
  // The usual form first: nothing has to be taken apart.
  const target =
    url.charCodeAt(0) === SLASH && !url.includes("#") ? undefined : targetOf(method, url);
  if (target?.kind === "invalid") return badRequest("The request target is malformed.");
  if (target?.kind === "foreign") return misdirectedRequest("This server has no such scheme.");
  const refused = refusedHost(req, target?.authority, hosts);
  if (refused !== undefined) return refused;
  if (target !== undefined) req.url = target.url;
  // Of the server as a whole there is nothing to say (RFC 9110 section 9.3.7).
  return req.url === "*" ? noContent() : undefined;
}

const SLASH = 0x2f;

/** What a server takes for any of its resources; which of them, the application knows. */
export const everywhere: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/** RFC 9110 section 9.3.8: a reflected request tells a script in a page what its browser keeps secret. */
function refusedMethod(
  req: IncomingMessage,
  acceptsTrace: AttachOptions["acceptsTrace"],
): AnyReply | undefined {
  if (req.method !== "TRACE") return undefined;
  const accepted: unknown = acceptsTrace?.(req);
  contain(accepted);
  return accepted === true ? undefined : methodNotAllowed(everywhere);
}

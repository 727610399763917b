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
import { pathOf } from "../path.ts";
import { contain } from "../report.ts";
import { hostsOf, isAuthority, misdirected, refusedHost } from "./host.ts";
import type { AttachOptions } from "./options.ts";
import { targetOf } from "./target.ts";

/**
 * Checks requests that node:http lets through and HTTP does not allow, or that it answers badly: first the
 * message, then what it asks for.
 *
 * @returns A function of the request that returns the reply in place of the application, or `undefined` if
 *   the application gets the request. The target of an admitted request is in origin-form, and its Host is
 *   the one that counts. The function throws what `acceptsTrace` throws.
 * @throws RangeError for a host or a limit that is not one.
 */
export function admissionOf(o: AttachOptions): (req: IncomingMessage) => AnyReply | undefined {
  const hosts = hostsOf(o.hosts);
  const { target: longest = Number.POSITIVE_INFINITY } = o.limits ?? {};
  if (typeof longest !== "number" || !(longest > 0))
    throw new RangeError(`limits: want octets above 0 for target, got ${longest}`);
  return (req) =>
    refusedVersion(req) ??
    refusedFraming(req) ??
    refusedTarget(req, longest) ??
    (hosts === undefined || pathOf(req) === o.readiness ? undefined : misdirected(req, hosts)) ??
    aboutServer(req) ??
    refusedMethod(req, o.acceptsTrace);
}

/** RFC 9110 section 15.6.6. Node 20 accepts "HTTP/2.0" in a request line of HTTP/1.1. */
function refusedVersion({ httpVersionMajor, httpVersion }: IncomingMessage): AnyReply | undefined {
  if (httpVersionMajor === 1) return undefined;
  return httpVersionNotSupported(`This connection speaks HTTP/1.1, not HTTP/${httpVersion}.`);
}

/** RFC 9112 sections 6.1 and 6.3: there must be no doubt where the content ends. */
function refusedFraming(req: IncomingMessage): AnyReply | undefined {
  const line = req.headers["transfer-encoding"];
  if (line === undefined) return undefined;
  if (req.httpVersionMinor === 0) return badRequest("HTTP/1.0 has no Transfer-Encoding.");
  // The parser refuses it, unless it is told to be lenient.
  if (req.headers["content-length"] !== undefined)
    return badRequest("Content-Length and Transfer-Encoding exclude each other.");
  if (line.toLowerCase() === "chunked") return undefined;
  const codings = transferEncoding.parse(line);
  if (codings?.at(-1) !== "chunked") {
    return badRequest("The last transfer coding of a request has to be chunked.");
  }
  // The parsed list names each coding once, so a line of another length named it twice.
  if (codings.length === 1) return badRequest("Content is chunked once, and no more.");
  return notImplemented("The only transfer coding here is chunked.");
}

/** RFC 9112 section 3.2. */
function refusedTarget(req: IncomingMessage, longest: number): AnyReply | undefined {
  const { url = "", method = "" } = req;
  if (url.length > longest) return uriTooLong(`A target may have ${longest} octets.`);
  // The usual form needs no parsing.
  const target =
    url.charCodeAt(0) === SLASH && !url.includes("#") ? undefined : targetOf(method, url);
  if (target?.kind === "invalid") return badRequest("The request target is malformed.");
  if (target?.kind === "foreign") return misdirectedRequest("This server has no such scheme.");
  if (target !== undefined) req.url = target.url;
  return refusedHost(req, target?.authority);
}

/** There is nothing to say about the server as a whole (RFC 9110 section 9.3.7). */
function aboutServer({ url }: IncomingMessage): AnyReply | undefined {
  return url === "*" ? noContent() : undefined;
}

/** Refuses to be a proxy (RFC 9110 section 9.3.6), or says what is wrong with the request. */
export function refusedTunnel(req: IncomingMessage): AnyReply {
  const { url = "" } = req;
  const refused = refusedVersion(req) ?? refusedHost(req);
  if (refused !== undefined) return refused;
  return isAuthority(url)
    ? methodNotAllowed(everywhere)
    : badRequest("The target of CONNECT is a host and a port.");
}

const SLASH = 0x2f;

/** The methods that a server knows; which resource supports which, only the application knows. */
export const everywhere: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/** RFC 9110 section 9.3.8: a reflected request shows a script what its browser keeps secret from it. */
function refusedMethod(
  req: IncomingMessage,
  acceptsTrace: AttachOptions["acceptsTrace"],
): AnyReply | undefined {
  if (req.method !== "TRACE") return undefined;
  const accepted: unknown = acceptsTrace?.(req);
  contain(accepted);
  return accepted === true ? undefined : methodNotAllowed(everywhere);
}

import type { IncomingMessage } from "node:http";
import { type AnyReply, badRequest, misdirectedRequest } from "@rightstatus/core";
import { host as hostField } from "@rightstatus/core/fields";

/** The hosts that a server answers for: in lower case, with a port, or without one for any port. */
export type Hosts = ReadonlySet<string>;

/**
 * Reads the hosts that a server is set up with.
 *
 * @throws RangeError if there is none, or if one of them could not stand in Host.
 */
export function hostsOf(hosts: readonly string[] | undefined): Hosts | undefined {
  if (hosts === undefined) return undefined;
  if (hosts.length === 0) throw new RangeError("hosts: want at least one: none would be served");
  return new Set(
    hosts.map((name: unknown) => {
      const parsed = typeof name === "string" ? hostField.parse(name) : undefined;
      // The grammar has "*", but no name has: whoever writes it means more than one host.
      if (parsed !== undefined && /^[^*]+$/.test(parsed.host)) return hostField.format(parsed);
      throw new RangeError(
        `hosts: want a host, got ${JSON.stringify(name)} (${hostField.section})`,
      );
    }),
  );
}

/**
 * Checks the Host of a request against its grammar (RFC 9112 section 3.2), and replaces it by the authority of an
 * absolute-form.
 */
export function refusedHost(req: IncomingMessage, authority?: string): AnyReply | undefined {
  const lines = countOf(req.rawHeaders, "host");
  if (lines > 1) return badRequest("There is more than one Host field.");
  if (lines === 0 && req.httpVersionMinor > 0) return badRequest("There is no Host field.");
  const { host: line } = req.headers;
  if (line !== undefined && line !== wellFormed) {
    if (hostField.parse(line) === undefined) return badRequest(malformed);
    wellFormed = line;
  }
  if (authority !== undefined) {
    if (hostField.parse(authority) === undefined) return badRequest(malformed);
    req.headers.host = authority;
  }
  return undefined;
}

/** Checks it against the hosts of the server (RFC 9110 section 7.4). */
export function misdirected({ headers }: IncomingMessage, hosts: Hosts): AnyReply | undefined {
  if (headers.host === undefined || isServed(headers.host, hosts)) return undefined;
  return misdirectedRequest("This server does not speak for that host.");
}

/** RFC 9110 section 9.3.6: the target of CONNECT is a host and a port. */
export function isAuthority(target: string): boolean {
  const { host = "", port } = hostField.parse(target) ?? {};
  return host !== "" && port !== undefined;
}

const malformed = "The host is malformed.";

/** The last Host that was well-formed: the next one is usually the same. */
let wellFormed: string | undefined;

function isServed(line: string, hosts: Hosts): boolean {
  const { host = "", port } = hostField.parse(line) ?? {};
  // A default port is left out (RFC 9110 section 4.2.3). A proxy may know of which scheme.
  const ports = port === undefined ? [80, 443] : [port];
  return hosts.has(host) || ports.some((each) => hosts.has(`${host}:${each}`));
}

/** The number of lines of a field, which the joined record does not show for every field. */
function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const key = rawHeaders[i];
    if (key?.length === name.length && key.toLowerCase() === name) count++;
  }
  return count;
}

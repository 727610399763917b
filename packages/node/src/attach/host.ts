import type { IncomingMessage } from "node:http";
import { type AnyReply, badRequest, misdirectedRequest } from "@rightstatus/core";
import { host as hostField } from "@rightstatus/core/fields";

/** The hosts that a server answers for: in lower case, with a port, or without one for any port. */
export type Hosts = ReadonlySet<string>;

/**
 * Reads the hosts that a server is set up with.
 *
 * @throws TypeError or RangeError if one of them could not stand in Host.
 */
export function hostsOf(hosts: readonly string[] | undefined): Hosts | undefined {
  if (hosts === undefined) return undefined;
  if (!Array.isArray(hosts)) throw new TypeError(`hosts: want a list, got ${typeof hosts}`);
  return new Set(
    hosts.map((name: unknown) => {
      const parsed = typeof name === "string" ? hostField.parse(name) : undefined;
      if (parsed !== undefined && parsed.host !== "") return hostField.format(parsed);
      throw new RangeError(
        `hosts: want a host, got ${JSON.stringify(name)} (${hostField.section})`,
      );
    }),
  );
}

/**
 * Checks the Host of a request against its grammar and the hosts of the server (RFC 9112 section 3.2, RFC 9110
 * section 7.4), and replaces it by the authority of an absolute-form.
 */
export function refusedHost(
  req: IncomingMessage,
  authority: string | undefined,
  hosts: Hosts | undefined,
): AnyReply | undefined {
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
  const named = hosts && req.headers.host;
  if (named === undefined || isServed(named, hosts)) return undefined;
  return misdirectedRequest("This server does not speak for that host.");
}

const malformed = "The host is malformed.";

/** The last Host that was well-formed: the next one is usually the same. */
let wellFormed: string | undefined;

function isServed(line: string, hosts: Hosts | undefined): boolean {
  const { host = "", port } = hostField.parse(line) ?? {};
  return hosts?.has(host) === true || hosts?.has(`${host}:${port}`) === true;
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

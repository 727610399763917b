import { parseUrl } from "@rightstatus/core/grammar";

/** Where requests are sent. */
export interface Origin {
  /** "http://127.0.0.1:3000", without a slash at the end. */
  readonly url: string;
  readonly secure: boolean;
  /** Name or address, as for a socket: IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** As in the field Host. */
  readonly host: string;
  /** Is it on this machine, and so has the same clock? */
  readonly local: boolean;
}

/**
 * Reads an origin (RFC 9110 section 4.3.1).
 *
 * @throws RangeError if it is not an origin, or more than that: with a path, a query, or user information.
 */
export function originOf(text: string): Origin {
  const url = parseUrl(text);
  const secure = url?.protocol === "https:";
  if (url === undefined || !(secure || url.protocol === "http:") || url.href !== `${url.origin}/`) {
    throw new RangeError(
      `origin: want http:// or https:// with host and port alone, got ${JSON.stringify(text)} (RFC 9110 section 4.3.1)`,
    );
  }
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    url: url.origin,
    secure,
    hostname,
    port: Number(url.port || (secure ? 443 : 80)),
    host: url.host,
    local: hostname === "localhost" || hostname === "::1" || /^127\./.test(hostname),
  };
}

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { AnyReply } from "@rightstatus/core";
import type { SendOptions } from "../options.ts";

/** What the connection answers before and around the application. */
export interface AttachOptions {
  /**
   * The hosts that this server answers for: "example.com", on any port, or "example.com:8080". There are no
   * wildcards, and a Host without a port means 80 or 443. A request for another host gets a 421 (RFC 9110
   * section 15.5.20). Default: all.
   */
  readonly hosts?: readonly string[];
  readonly limits?: {
    /** Octets of a request target; a longer one gets a 414. Default: what the parser accepts. */
    readonly target?: number;
    /**
     * Octets of request content on the wire. More get a 413 (RFC 9110 section 15.5.14), which whoever reads the
     * content receives as an error. Default: no limit.
     */
    readonly body?: number;
  };
  /**
   * Decides `Expect: 100-continue` from the header section (RFC 9110 section 10.1.1): returns "continue", or
   * the final reply. Default: the 100 is sent when the application begins to read the content, and not at all
   * if it answers before.
   */
  readonly expect?: (req: IncomingMessage) => "continue" | AnyReply;
  /**
   * Handlers by the name of the protocol in Upgrade, in lower case; a handler takes the connection over, or
   * replies (RFC 9110 section 7.8). Other protocols are ignored, as is an Upgrade in HTTP/1.0 or together
   * with content. A handshake for "websocket" is checked against RFC 6455 first. Default: none.
   */
  readonly upgrade?: Readonly<Record<string, UpgradeHandler>>;
  /** When to refuse requests because there are too many. Default: never. */
  readonly overload?: Overload;
  /**
   * A path that is answered with 204 while the server accepts requests, and with 503 once it drains. It begins
   * with a slash and has no query. It has no methods but GET and HEAD, and may be asked for with any Host.
   * Default: none.
   */
  readonly readiness?: string;
  /** May the application have this TRACE request? Default: no, it gets a 405 (RFC 9110 section 9.3.8). */
  readonly acceptsTrace?: (req: IncomingMessage) => boolean;
  /**
   * As `onError` of `SendOptions`, for what is answered here: called once for an error in one of the
   * functions above, and for each reply of 500 or more that they return. Never called for refusals by the
   * server itself, even if they are a 501, 503 or 505. Default: as there.
   */
  readonly onError?: SendOptions["onError"];
}

/**
 * Gets the connection as `node:http` hands it over; `head` holds bytes that came after the request. If it
 * returns or promises a reply, that is sent and ends the connection, except that after the 101 of
 * `switchingProtocols()` the connection belongs to the handler, from the next turn of the event loop on
 * (`setImmediate`). If it returns anything else, it answers the handshake itself, as the package ws does.
 * Without a response for 10 seconds the client gets a 503. Errors of the connection do no harm: "close"
 * follows.
 *
 * `signal` is aborted when the server drains, which refuses new upgrades from then on. The connection should
 * then end the way its protocol does, a WebSocket with 1001 (RFC 6455 section 7.4.1): after the time-out of
 * `drain` it is broken off.
 */
export type UpgradeHandler = (
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  signal: AbortSignal,
) => unknown;

/** When requests are refused with 503 because there are too many (RFC 9110 section 15.6.4). */
export interface Overload {
  /** How many milliseconds the event loop may be late. Default: no limit. */
  readonly maxEventLoopDelay?: number;
  /** How many requests may be in work at the same time. Default: no limit. */
  readonly maxConcurrent?: number;
  /** Whole seconds for Retry-After. Default: 1. */
  readonly retryAfter?: number;
  /** Paths without their query that are never refused, such as health checks. Default: none. */
  readonly exempt?: readonly string[];
}

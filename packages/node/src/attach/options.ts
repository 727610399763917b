import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { AnyReply } from "@rightstatus/core";
import type { SendOptions } from "../options.ts";

/** What the connection answers before and around the application. */
export interface AttachOptions {
  /**
   * The hosts this server speaks for: "example.com", on any port, or "example.com:8080". A request for
   * another one is a 421 (RFC 9110 section 15.5.20). Default: all.
   */
  readonly hosts?: readonly string[];
  readonly limits?: {
    /** Octets of a request target; a longer one is a 414. Default: what the parser takes. */
    readonly target?: number;
    /**
     * Octets of request content, as they are on the wire; more are a 413 (RFC 9110 section 15.5.14),
     * which whoever reads the content gets as an error. Default: no limit.
     */
    readonly body?: number;
  };
  /**
   * Decides `Expect: 100-continue` from the header section (RFC 9110 section 10.1.1): "continue", or the
   * final answer. Default: the 100 is sent when the application begins to read the content, and not at
   * all if it answers before.
   */
  readonly expect?: (req: IncomingMessage) => "continue" | AnyReply;
  /**
   * By protocol, as Upgrade names it, in lower case: takes the connection over, or replies
   * (RFC 9110 section 7.8). Other protocols are ignored, as if not asked for, and so is what comes in
   * HTTP/1.0 or with content. A handshake of "websocket" is held against RFC 6455 first.
   */
  readonly upgrade?: Readonly<Record<string, UpgradeHandler>>;
  readonly overload?: Overload;
  /** A path that is answered with 204 while the server takes requests, and with 503 once it drains. */
  readonly readiness?: string;
  /** Does the application take this TRACE request? Default: no, it is a 405 (RFC 9110 section 9.3.8). */
  readonly acceptsTrace?: (req: IncomingMessage) => boolean;
  /**
   * Called as that of `SendOptions` is, for what is answered here: once for what one of the functions
   * above throws or does wrong, and for each reply of 500 or more that it makes. Never for a refusal of
   * the server's own, be it a 501, a 503 or a 505. Default: the same.
   */
  readonly onError?: SendOptions["onError"];
}

/**
 * Gets the connection as `node:http` hands it over: `head` are bytes that came behind the request. What
 * it returns or promises is sent if it is a reply, and ends the connection; but behind the 101 of
 * `switchingProtocols()` the connection is its own, from the next turn of the event loop on
 * (`setImmediate`). Where it returns anything else it answers the handshake itself, as the package ws
 * does. 10 seconds without an answer are a 503. An error on the connection does no harm: "close" follows.
 *
 * `signal` is aborted when the server drains. A connection that goes on then is broken off after the
 * time-out of `drain`; better it ends as its protocol does, with 1001 for a WebSocket (RFC 6455 section
 * 7.4.1). From then on requests for other protocols are a 503.
 */
export type UpgradeHandler = (
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  signal: AbortSignal,
) => unknown;

/** When requests are refused with 503 because there are too many. */
export interface Overload {
  /** Milliseconds that the event loop may lag behind. Default: no limit. */
  readonly maxEventLoopDelay?: number;
  /** Requests in work at the same time. Default: no limit. */
  readonly maxConcurrent?: number;
  /** Seconds, for Retry-After. Default: 1. */
  readonly retryAfter?: number;
  /** Paths that are never refused: health checks. */
  readonly exempt?: readonly string[];
}

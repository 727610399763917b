import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket, Server as TlsServer } from "node:tls";
import { type AnyReply, noContent, serviceUnavailable } from "@rightstatus/core";
import { LONGEST_TIMER } from "../longest-timer.ts";
import { pathOf } from "../path.ts";
import { withoutHandler } from "../without-handler.ts";
import type { Connections } from "./connections.ts";
import { hurry } from "./linger.ts";

export interface DrainOptions {
  /** Milliseconds until what is left is broken off. Default: 10,000. */
  readonly timeout?: number;
}

/** The shutdown of a server, as far as other parts of it are concerned. */
export interface Draining {
  /** Is called for each request: once the server drains, each response is the last one on its connection. */
  note(res: ServerResponse): void;
  /** The reply to a readiness check; `undefined` if the request is not one. */
  readiness(req: IncomingMessage, path: string | undefined): AnyReply | undefined;
  /** The reply to an upgrade request while the server drains; `undefined` before. */
  refusal(): AnyReply | undefined;
  /**
   * A signal for an upgraded connection, aborted when the server drains: only its handler knows how to end
   * it.
   */
  signal(socket: Socket): AbortSignal;
  drain(o?: DrainOptions): Promise<void>;
}

/** Seconds. By then a load balancer uses another server. */
const RETRY_AFTER = 1;
const TIMEOUT = 10_000;

export function drainingOf(server: Server, connections: Connections): Draining {
  let drained: Promise<void> | undefined;
  const speaking: Speaking = new Map();
  // A server may listen again after it was closed.
  server.on("listening", () => {
    drained = undefined;
  });
  return {
    note(res) {
      // With a Connection field of the application, node:http forgets that the connection has to end.
      if (drained !== undefined) endAfter(res.req.socket, res, connections);
    },
    readiness(req, path) {
      if (path === undefined || pathOf(req) !== path) return undefined;
      const ready = () =>
        drained === undefined ? noContent({ cacheControl: "no-store" }) : away();
      return withoutHandler(req.method, ["GET"]) ?? ready();
    },
    refusal() {
      return drained === undefined ? undefined : away();
    },
    signal(socket) {
      const controller = new AbortController();
      speaking.set(socket, controller);
      socket.once("close", () => speaking.delete(socket));
      return controller.signal;
    },
    drain({ timeout = TIMEOUT } = {}) {
      if (typeof timeout !== "number" || !(timeout >= 0 && timeout <= LONGEST_TIMER)) {
        throw new RangeError(`drain: want milliseconds from 0 to ${LONGEST_TIMER}, got ${timeout}`);
      }
      if (drained !== undefined) breakOff(server, connections);
      drained ??= end(server, connections, speaking, timeout);
      return drained;
    },
  };
}

function away(): AnyReply {
  return serviceUnavailable({ retryAfter: RETRY_AFTER, problem: "The server is going away." });
}

/** The connections that speak another protocol, or are about to. */
type Speaking = Map<Socket, AbortController>;

async function end(
  server: Server,
  connections: Connections,
  speaking: Speaking,
  timeout: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve()); // There is an error if it did not listen, but then all is closed, too.
  });
  const isUnsecured = unsecuredOf(server, connections);
  for (const [socket, res] of connections) {
    hurry(socket);
    if (speaking.has(socket)) continue;
    if (res !== undefined) endAfter(socket, res, connections);
    // If a connection had no request yet, node:http thinks that one is on its way.
    else if (socket.bytesRead === 0 || isUnsecured(socket)) socket.destroy();
  }
  for (const controller of speaking.values()) controller.abort();
  const timer = setTimeout(breakOff, timeout, server, connections);
  await closed;
  clearTimeout(timer);
}

/**
 * Tells sockets whose TLS handshake is under way from those that are secured: of node:https, the list has the latter
 * twice, once as the socket inside.
 */
function unsecuredOf(server: Server, connections: Connections): (socket: Socket) => boolean {
  if (!(server instanceof TlsServer)) return () => false;
  const peerOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
  const inside = [...connections.keys()].filter((socket) => socket instanceof TLSSocket);
  const secured = new Set(inside.map(peerOf));
  return (socket) => !secured.has(peerOf(socket));
}

/** Ends a connection when its newest response is sent, unless another request came in time. */
function endAfter(socket: Socket, res: ServerResponse, connections: Connections): void {
  if (res.writableFinished) return;
  // Else the client only notices the end, and what it requests until then is answered.
  if (!res.headersSent) res.shouldKeepAlive = false;
  res.once("close", () => {
    if (connections.get(socket) === res) socket.destroySoon();
  });
}

function breakOff(server: Server, connections: Connections): void {
  server.closeAllConnections(); // Including those that are older than the list.
  for (const socket of connections.keys()) socket.destroy();
}

import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { requestHeaderFieldsTooLarge } from "@rightstatus/core";
import { upgrade } from "@rightstatus/core/fields";
import { refusedTunnel } from "./admission.ts";
import type { Connections } from "./connections.ts";
import { refuseLast, takeOver } from "./detached.ts";
import { shakeHands, type Terms } from "./handshake.ts";
import type { AttachOptions, UpgradeHandler } from "./options.ts";
import { readAgain } from "./read-again.ts";
import { hasContent } from "./refuse.ts";

/** By protocol, in lower case. */
export type Handlers = ReadonlyMap<string, UpgradeHandler>;

/**
 * Answers upgrade requests (RFC 9110 section 7.8). If the application adds a listener for this event, at any
 * time, that answers instead.
 *
 * @param handlers - Requests for other protocols are treated as ordinary ones, and so are those of HTTP/1.0 and
 *   those with content: the other protocol could only begin where that ends.
 */
export function answerUpgrades(
  server: Server,
  handlers: Handlers,
  connections: Connections,
  terms: Terms,
): void {
  if (server.listenerCount("upgrade") > 0) return;
  const isTheirs = () => server.listenerCount("upgrade") > 1;
  askFirst(server, (req) => isTheirs() || chosen(req, handlers) !== undefined);
  server.on("upgrade", (req: IncomingMessage, _socket: Duplex, head: Buffer) => {
    if (isTheirs()) return;
    takeOver(req, connections, () => {
      const choice = chosen(req, handlers);
      if (isCut(req, server)) refuseLast(req, requestHeaderFieldsTooLarge());
      else if (choice === undefined) readAgain(server, req, head);
      else shakeHands(req, ...choice, head, terms);
    });
  });
}

/**
 * @throws RangeError for a protocol that is not in the grammar or in upper case; TypeError for a handler that is
 *   not a function.
 */
export function handlersOf(table: NonNullable<AttachOptions["upgrade"]>): Handlers {
  for (const [name, handler] of Object.entries(table)) {
    if (upgrade.parse(name)?.[0] !== name || name !== name.toLowerCase()) {
      throw new RangeError(
        `upgrade: want a protocol in lower case, got ${JSON.stringify(name)} (${upgrade.section})`,
      );
    }
    if (typeof handler !== "function") {
      throw new TypeError(`upgrade: want a function for ${name}, got ${typeof handler}`);
    }
  }
  return new Map(Object.entries(table));
}

/** The protocol in the table that the client prefers. */
function chosen(
  req: IncomingMessage,
  handlers: Handlers,
): readonly [protocol: string, UpgradeHandler] | undefined {
  if (req.httpVersionMinor === 0 || hasContent(req)) return undefined;
  for (const offered of upgrade.parse(req.headers.upgrade ?? "") ?? []) {
    const protocol = offered.toLowerCase();
    const handler = handlers.get(protocol);
    if (handler !== undefined) return [protocol, handler];
  }
  return undefined;
}

/** node:http drops field lines beyond 1000 of them, and those that frame the content may be among these. */
function isCut({ rawHeaders }: IncomingMessage, { maxHeadersCount }: Server): boolean {
  const most = maxHeadersCount ?? 1000;
  return most > 0 && rawHeaders.length >= 2 * most;
}

/** From 22.21 and 24.9 on, Node asks whether a request is for the listener or an ordinary one. */
function askFirst(server: Server, isForListener: (req: IncomingMessage) => boolean): void {
  const before: unknown = Reflect.get(server, "shouldUpgradeCallback");
  if (typeof before !== "function") return;
  const shouldUpgradeCallback = (req: IncomingMessage): boolean =>
    isForListener(req) && Boolean(Reflect.apply(before, server, [req]));
  Object.assign(server, { shouldUpgradeCallback });
}

/** Refuses to be a proxy (RFC 9110 section 9.3.6), where node:http would just close the connection. */
export function answerConnect(server: Server, connections: Connections): void {
  if (server.listenerCount("connect") > 0) return;
  server.on("connect", (req: IncomingMessage) => {
    if (server.listenerCount("connect") > 1) return;
    takeOver(req, connections, () => refuseLast(req, refusedTunnel(req)));
  });
}

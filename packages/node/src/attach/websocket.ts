import type { IncomingMessage } from "node:http";
import { type AnyReply, badRequest, upgradeRequired } from "@rightstatus/core";
import { connection, upgrade } from "@rightstatus/core/fields";
import { hasContent } from "./refuse.ts";

/** 16 octets in base64. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

/** The only version there is. */
const VERSION = { headers: { "sec-websocket-version": "13" } } as const;

/**
 * Checks an opening handshake against RFC 6455 section 4.2.1.
 *
 * @returns The reply to one that is not acceptable; `undefined` if it is.
 */
export function refusedHandshake({ method, headers }: IncomingMessage): AnyReply | undefined {
  const { "sec-websocket-key": key = "", "sec-websocket-version": version } = headers;
  if (method !== "GET") return badRequest("The method of a WebSocket handshake is GET.");
  if (!KEY.test(key)) return badRequest("Sec-WebSocket-Key is not 16 octets in base64.");
  if (version === undefined) return badRequest("There is no Sec-WebSocket-Version.", VERSION);
  if (version === "13") return undefined;
  return upgradeRequired(["websocket"], "The version of WebSocket here is 13.", VERSION);
}

/**
 * A handshake that came as an ordinary request, because something else is wrong with it. The application
 * would take it for a request for a page.
 */
export function refusedStray(req: IncomingMessage): AnyReply | undefined {
  const { headers, httpVersionMinor } = req;
  const { "sec-websocket-key": key, upgrade: line } = headers;
  if (line === undefined || key === undefined || httpVersionMinor === 0) return undefined;
  const protocols = upgrade.parse(line)?.map((protocol) => protocol.toLowerCase());
  if (protocols?.includes("websocket") !== true) return undefined;
  if (hasContent(req)) return badRequest("A WebSocket handshake has no content.");
  if (connection.parse(headers.connection ?? "")?.includes("upgrade")) return undefined;
  return badRequest('A WebSocket handshake lists "upgrade" in Connection.');
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import type { SendOptions } from "../options.ts";
import { send } from "../send.ts";
import { lingers } from "./linger.ts";

/** After these the next bytes on the connection may be anything, or more than anybody wants to read. */
const endsConnection: ReadonlySet<number> = new Set([400, 413, 414, 417, 501, 505]);

/** No handler had a say in these, and no linter is waited for: the connection may not be there then. */
export const unjudged: SendOptions = { conformance: "off" };

/**
 * Answers in the place of the application. The connection ends if the request cannot be trusted to.
 *
 * @param told - Who hears of a reply that the application has made itself.
 */
export function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  reply: AnyReply,
  told: SendOptions = {},
): void {
  if (endsConnection.has(reply.status) || hasContent(req)) {
    res.shouldKeepAlive = false;
    lingers(req.socket);
  }
  void send(req, res, reply, { ...told, ...unjudged });
}

/** Does content follow that nobody will read (RFC 9112 section 6.3)? */
export function hasContent({ headers }: IncomingMessage): boolean {
  const { "content-length": length = "0" } = headers;
  return length !== "0" || headers["transfer-encoding"] !== undefined;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyReply } from "@rightstatus/core";
import type { SendOptions } from "../options.ts";
import { send } from "../send.ts";
import { lingers } from "./linger.ts";

/** After these, the next bytes on the connection may be anything, or more than the server wants to read. */
const endsConnection: ReadonlySet<number> = new Set([400, 413, 414, 417, 501, 505]);

/** These replies are ours, and cannot wait for the linter: the connection may be gone by then. */
export const unjudged: SendOptions = { conformance: "off" };

/**
 * Answers in place of the application. The connection ends if it is not certain where the request does.
 *
 * @param told - Who is told of a reply that the application made.
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

/** Does the request have content (RFC 9112 section 6.3)? */
export function hasContent({ headers }: IncomingMessage): boolean {
  const { "content-length": length = "0" } = headers;
  return length !== "0" || headers["transfer-encoding"] !== undefined;
}

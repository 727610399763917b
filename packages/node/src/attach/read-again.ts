import type { IncomingMessage, Server } from "node:http";
import { connection } from "@rightstatus/core/fields";
import { ignore } from "./detached.ts";

/**
 * Gives an upgrade request back to node:http as an ordinary one (RFC 9110 section 7.8: an Upgrade may be
 * ignored). Only needed before Node 22.21 and 24.9: later versions ask first.
 *
 * @param head - The bytes that came after its header section.
 */
export function readAgain(server: Server, req: IncomingMessage, head: Buffer): void {
  const { socket } = req;
  // This is what the server does with any connection. The event would reach its other listeners a second time.
  const listener = [
    ...server.listeners("secureConnection"),
    ...server.listeners("connection"),
  ].find(({ name }) => name === "connectionListener");
  if (listener === undefined) return void socket.destroy();
  socket.off("error", ignore);
  Reflect.apply(listener, server, [socket]);
  socket.unshift(Buffer.concat([Buffer.from(sectionOf(req), "latin1"), head]));
}

/** The request as it came, without the option in Connection that makes it an upgrade request. */
function sectionOf({ method, url, httpVersion, headers, rawHeaders }: IncomingMessage): string {
  let lines = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? "";
    if (name.toLowerCase() !== "connection") lines += `${name}: ${rawHeaders[i + 1]}\r\n`;
  }
  const options = connection.parse(headers.connection ?? "") ?? [];
  const others = options.filter((option) => option !== "upgrade");
  if (others.length > 0) lines += `Connection: ${others.join(", ")}\r\n`;
  return `${lines}\r\n`;
}

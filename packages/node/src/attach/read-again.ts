import type { IncomingMessage, Server } from "node:http";
import { connection } from "@rightstatus/core/fields";
import { ignore } from "./detached.ts";

/**
 * Gives a request to upgrade back to node:http, for which it is an ordinary one then (RFC 9110 section
 * 7.8: an Upgrade may be ignored). Only for Node before 22.21 and 24.9: later ones ask first.
 *
 * @param head - What came behind its header section.
 */
export function readAgain(server: Server, req: IncomingMessage, head: Buffer): void {
  const { socket } = req;
  // What the server does with any connection. Their event would tell the others of it a second time.
  const listener = [
    ...server.listeners("secureConnection"),
    ...server.listeners("connection"),
  ].find(({ name }) => name === "connectionListener");
  if (listener === undefined) return void socket.destroy();
  socket.off("error", ignore);
  Reflect.apply(listener, server, [socket]);
  socket.unshift(Buffer.concat([Buffer.from(sectionOf(req), "latin1"), head]));
}

/** The request as it came, but for the option in Connection that makes it one to upgrade. */
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

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How the line begins, and ends so far, that the last packet of a connection has left unfinished. */
interface Begun {
  line: string;
}

const begun = new WeakMap<Socket, Begun>();

/** Octets at each end that tell a request line from a field line, and a version. */
const ENOUGH = 32;

/**
 * The line of a header section that earlier packets have begun. With an error the parser gives the packet
 * in which it stopped and no other, but most long lines come in several.
 *
 * @returns What is known of it; nothing if it began in the same packet as another request, or behind one.
 */
export function begunLine(socket: Socket): string {
  return begun.get(socket)?.line ?? "";
}

/**
 * Looks at the packets of a connection that bring no request. A listener for its data would do that for all
 * of them, and node:http would no longer hand them to the parser past JavaScript; so this one asks to
 * be called where the parser has had a packet.
 *
 * @param newest - The last request of the connection.
 */
export function noteLines(socket: Socket, newest: () => IncomingMessage | undefined): void {
  const parser: unknown = Reflect.get(socket, "parser");
  if (typeof parser !== "object" || parser === null) return;
  const event: unknown = Reflect.get(parser.constructor, "kOnExecute");
  if (typeof event !== "number") return;
  const executed: unknown = Reflect.get(parser, event);
  const packet: unknown = Reflect.get(parser, "getCurrentBuffer");
  if (typeof executed !== "function" || typeof packet !== "function") return;
  const state: Begun = { line: "" };
  begun.set(socket, state);
  let last: IncomingMessage | undefined;
  let isBetween = true;
  Reflect.set(parser, event, (result: unknown): unknown => {
    if (typeof result === "number") {
      const now = newest();
      if (isBetween && now === last)
        state.line = follow(state.line, Reflect.apply(packet, parser, []));
      else if (state.line !== "") state.line = "";
      last = now;
      isBetween = now === undefined || now.complete;
    }
    return Reflect.apply(executed, parser, [result]);
  });
}

function follow(line: string, packet: unknown): string {
  if (!Buffer.isBuffer(packet)) return "";
  const start = packet.lastIndexOf("\n") + 1;
  const all = `${start === 0 ? line : ""}${packet.toString("latin1", start)}`;
  return all.length > 2 * ENOUGH ? all.slice(0, ENOUGH) + all.slice(-ENOUGH) : all;
}

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** The beginning and the current end of a line that the last packet of a connection left unfinished. */
interface Begun {
  line: string;
}

const begun = new WeakMap<Socket, Begun>();

/** Octets at each end that tell a request line from a field line, and a version. */
const ENOUGH = 32;

/**
 * The line of a header section that began in earlier packets. With an error the parser only returns the
 * packet in which it stopped, but most long lines come in several.
 *
 * @returns What is known of the line; nothing if it began in the same packet as another request, or after one.
 */
export function begunLine(socket: Socket): string {
  return begun.get(socket)?.line ?? "";
}

/**
 * Looks at the packets of a connection that do not complete a request. With a listener for its data,
 * node:http would no longer pass packets to the parser without going through JavaScript; so this is called
 * when the parser has handled a packet.
 *
 * @param newest - Returns the last request of the connection.
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

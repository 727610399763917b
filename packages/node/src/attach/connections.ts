import { type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { breakOff, endsWithConnection } from "../state.ts";
import { noteLines } from "./begun-line.ts";
import { linger } from "./linger.ts";

/** The open connections of a server, each with its newest response; `undefined` before the first one. */
export type Connections = ReadonlyMap<Socket, ServerResponse | undefined>;

/** Keeps track of the connections of a server from now on. */
export function connectionsOf(server: Server): {
  readonly connections: Connections;
  /** Called before each request with its response, which is the newest one. */
  note(res: ServerResponse): void;
} {
  const connections = new Map<Socket, ServerResponse | undefined>();
  const track = (socket: Socket) => {
    connections.set(socket, undefined);
    socket.once("close", () => connections.delete(socket));
    if (!(socket instanceof Socket)) return; // A server accepts any stream as a connection.
    socket.prependOnceListener("end", () => breakOffOpen(socket));
    noteLines(socket, () => connections.get(socket)?.req);
    const { destroySoon } = socket;
    Object.assign(socket, {
      destroySoon() {
        const req = connections.get(socket)?.req;
        if (req?.complete === false) linger(socket, req);
        else destroySoon.call(socket);
      },
    });
  };
  server.on("connection", track);
  server.on("secureConnection", track); // Of node:https, where requests come by the socket inside.
  const note = (res: ServerResponse) => {
    const { socket } = res.req;
    // The server listened before, and the connection is older than this list.
    if (!connections.has(socket)) track(socket);
    connections.set(socket, res);
  };
  return { connections, note };
}

/**
 * node:http takes a client that ends its side for one that has gone, and then ends the other side. A response
 * that is delimited by the end of the connection would look complete (RFC 9112 section 8).
 */
function breakOffOpen(socket: Socket): void {
  const res: unknown = Reflect.get(socket, "_httpMessage");
  if (!(res instanceof ServerResponse) || res.writableEnded) return;
  if (endsWithConnection(res)) breakOff(res);
}

import { connect as open, type Socket } from "node:net";
import { afterEach } from "vitest";
import { type Asked, parseResponse, type Response, value } from "./response-parser.ts";

/** A client's end of one TCP connection: what is sent is exactly what the test wrote. */
export interface Connection {
  send(bytes: string | Buffer): void;
  /**
   * The next response. Responses on one connection are read one after another, in the order of
   * their requests; `asked` is the request of this one, GET in HTTP/1.1 where left out.
   */
  read(asked?: Partial<Asked>): Promise<Response>;
  /** How the server ended the connection, once no byte is left unread. */
  ended(): Promise<"closed" | "reset">;
  /** The bytes of a response that the server broke off; fails if the response is whole. */
  broken(asked?: Partial<Asked>): Promise<string>;
  /** What arrives within `ms` milliseconds, unparsed: for a test that nothing does. */
  silence(ms: number): Promise<string>;
  /** Lets go at once, with a reset. */
  abort(): void;
}

/** How long a test waits for the server, in milliseconds. */
const patience = 10_000;

const opened = new Set<Socket>();

afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened.clear();
});

/** Opens a connection to 127.0.0.1, closed again when the test is over. */
export function connect(port: number): Promise<Connection> {
  return connectionOn(open(port, "127.0.0.1"));
}

/**
 * The same on a socket that is being opened.
 *
 * @param below - The socket of TCP that it is on.
 */
export async function connectionOn(socket: Socket, below: Socket = socket): Promise<Connection> {
  opened.add(socket);
  below.setNoDelay(true);
  let received = Buffer.alloc(0);
  let end: "closed" | "reset" | undefined;
  let wake = (): void => {};
  socket.on("connect", () => wake());
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  socket.on("error", () => {
    end = "reset";
    wake();
  });
  socket.on("close", () => {
    opened.delete(socket);
    end ??= "closed";
    wake();
  });

  /** The first defined result of `probe`, tried again at whatever the socket tells. */
  async function until<T>(what: string, probe: () => T | undefined): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const result = probe();
      if (result !== undefined) return result;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`no ${what} within ${patience} ms, only ${shown(received)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  function next(asked: Partial<Asked>): Response | undefined {
    const parsed = parseResponse(received, { method: "GET", ...asked }, end === "closed");
    if (parsed) received = received.subarray(parsed.end);
    return parsed?.response;
  }

  await until("connection", () => (socket.connecting ? undefined : true));
  return {
    send: (bytes) => void socket.write(bytes),
    read: (asked = {}) =>
      until("response", () => {
        const response = next(asked);
        if (!response && end) throw new Error(`${end} by the server after ${shown(received)}`);
        return response;
      }),
    ended: () =>
      until("end of the connection", () => {
        if (end && received.length > 0)
          throw new Error(`unread before the end: ${shown(received)}`);
        return end;
      }),
    broken: (asked = {}) =>
      until("broken response", () => {
        const response = next(asked);
        if (response) throw new Error(`a whole response, ${response.status} ${response.phrase}`);
        return end && received.toString("latin1");
      }),
    silence: async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return received.toString("latin1");
    },
    abort: () => void below.resetAndDestroy(),
  };
}

/** Request bytes in wire notation: `request("PUT /a", ["If-Match: *"], "body")`. */
export function request(line: string, fields: readonly string[] = [], body?: string): string {
  const length = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = ["Host: example.test", ...length, ...fields].map((field) => `${field}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

/** The method of a request in wire notation. */
export function methodOf(wire: string): string {
  return wire.slice(0, wire.indexOf(" "));
}

/** One request, its response, and the end of the connection where the response announces it. */
export async function exchange(connection: Connection, wire: string): Promise<Response> {
  connection.send(wire);
  const response = await connection.read({ method: methodOf(wire) });
  if (value(response, "connection") === "close") await connection.ended();
  return response;
}

function shown(bytes: Buffer): string {
  return bytes.length === 0 ? "nothing" : JSON.stringify(bytes.toString("latin1").slice(0, 2000));
}

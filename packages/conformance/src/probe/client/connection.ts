import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { usual } from "./limits.ts";
import type { Origin } from "./origin.ts";
import type { ResponseReader } from "./response-reader.ts";

/** How long to wait, in milliseconds. */
export interface Patience {
  /** For the connection, and for the server's side of a TLS handshake. */
  readonly connect: number;
  /** For a whole response, from the request on. */
  readonly response: number;
  /** For the end of a connection that the server should close, or for a 100. */
  readonly silence: number;
}

/** One connection, on which bytes go out as they are and responses are read one after another. */
export class Connection {
  readonly #socket: Socket;
  /** What has been received and not been read yet. */
  #pending: Uint8Array = new Uint8Array(0);
  #ended = false;
  #wake = (): void => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes) => {
      this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
      socket.pause(); // Until somebody reads: the rest stays with the server.
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    socket.on("end", end);
    socket.on("error", end);
    socket.on("close", end);
  }

  /** @throws Error if no connection can be established. */
  static async open(origin: Origin, { connect }: Patience): Promise<Connection> {
    const { hostname: host, port, secure } = origin;
    const socket = secure
      ? connectTls({ host, port, servername: /^[\d.]+$|:/.test(host) ? "" : host })
      : connectTcp(port, host);
    await new Promise<void>((resolve, reject) => {
      const fail = (cause: unknown): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(new Error(`probe: no connection to ${origin.url}: ${wordsOf(cause)}`, { cause }));
      };
      const timer = setTimeout(fail, connect, `silent for ${connect} ms`);
      socket.once("error", fail);
      socket.once(secure ? "secureConnect" : "connect", () => {
        clearTimeout(timer);
        socket.off("error", fail);
        resolve();
      });
    });
    return new Connection(socket);
  }

  /** Has the server closed it, or sent something unasked? */
  get isSpent(): boolean {
    return this.#ended || this.#pending.length > 0;
  }

  send(bytes: string | Uint8Array): void {
    if (!this.#socket.writable) return;
    this.#socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /**
   * Feeds `reader` until its response is complete, the connection ends, `done()` is true, or `ms`
   * milliseconds are over.
   */
  async read(reader: ResponseReader, ms: number, done?: () => boolean): Promise<void> {
    const isDone = (): boolean => reader.ending !== undefined || done?.() === true;
    await this.#until(ms, () => {
      this.#pending = this.#pending.subarray(reader.push(this.#pending));
      if (this.#ended && this.#pending.length === 0) reader.end();
      return isDone();
    });
  }

  /**
   * Waits until the server closes the connection. Resolves to what it sent until then, or to as much as is
   * kept.
   */
  async drain(ms: number): Promise<{ readonly surplus: string; readonly closed: boolean }> {
    let surplus = "";
    await this.#until(ms, () => {
      surplus += Buffer.from(this.#pending).toString("latin1");
      this.#pending = new Uint8Array(0);
      return this.#ended || surplus.length > usual.surplus;
    });
    return { surplus: surplus.slice(0, usual.surplus), closed: this.#ended };
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Calls `done` whenever something happens, until it is true or `ms` milliseconds are over. */
  async #until(ms: number, done: () => boolean): Promise<void> {
    const deadline = performance.now() + ms;
    for (;;) {
      if (done()) return;
      const left = deadline - performance.now();
      if (left <= 0 || this.#ended) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
        this.#socket.resume();
      });
    }
  }
}

function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return wordsOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  // OpenSSL puts a thread and a line of its source around it.
  return "reason" in cause && typeof cause.reason === "string" ? cause.reason : cause.message;
}

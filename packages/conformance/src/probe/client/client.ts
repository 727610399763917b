import { type Answer, answerOf } from "./answer.ts";
import { Connection, type Patience } from "./connection.ts";
import type { Origin } from "./origin.ts";
import { ResponseReader } from "./response-reader.ts";
import { headOf, type Sent } from "./sent.ts";

const usual: Patience = { connect: 5000, response: 5000, silence: 1000 };

/** Speaks HTTP/1.1 to one origin. Requests that may share a connection do so, one after another. */
export class Client {
  readonly #origin: Origin;
  readonly #patience: Patience;
  #shared: Connection | undefined;
  /** How long the slowest response took. A server that is slow is so with malformed requests, too. */
  #slowest = 0;

  constructor(origin: Origin, patience: Patience = usual) {
    this.#origin = origin;
    this.#patience = patience;
  }

  /** @throws Error if no connection can be established. */
  async ask(sent: Sent): Promise<Answer> {
    if (sent.own) return this.#askAlone(sent);
    const reused = this.#shared !== undefined && !this.#shared.isSpent;
    const answer = await this.#askShared(sent);
    // A connection that is kept may be closed at any time (RFC 9112 section 9.3.1).
    if (answer.exchange === undefined && reused) return this.#askShared(sent);
    return answer;
  }

  close(): void {
    this.#shared?.close();
    this.#shared = undefined;
  }

  async #askShared(sent: Sent): Promise<Answer> {
    if (this.#shared?.isSpent) this.close();
    this.#shared ??= await Connection.open(this.#origin, this.#patience);
    const connection = this.#shared;
    const reader = new ResponseReader(sent.method);
    connection.send(headOf(sent));
    if (sent.body !== undefined) connection.send(sent.body);
    await this.#read(connection, reader, this.#patience.response);
    const { content, ending, head, untilClose } = reader;
    if (ending !== "whole" || untilClose || (head && !persists(sent, head))) this.close();
    const byServer = ending === "whole" ? untilClose : ending === "part" && content !== undefined;
    return answerOf(sent, reader, this.#circumstances(reader), byServer ? { closed: true } : {});
  }

  async #askAlone(sent: Sent): Promise<Answer> {
    const connection = await Connection.open(this.#origin, this.#patience);
    try {
      const { response, silence } = this.#patience;
      const reader = new ResponseReader(sent.method);
      const { behind: others = [] } = sent;
      connection.send([sent, ...others].map(headOf).join(""));
      let invited: boolean | undefined;
      if (sent.hold) {
        await connection.read(reader, silence + this.#slowest, () => reader.interim.length > 0);
        invited = reader.interim.length > 0 || reader.head !== undefined;
      }
      if (sent.body !== undefined && reader.head === undefined) connection.send(sent.body);
      const asMalformed = Math.min(response, 2 * silence + this.#slowest);
      await this.#read(connection, reader, sent.wire === undefined ? response : asMalformed);
      const behind = await this.#readBehind(connection, others);
      // Only after a whole response the connection has to end, and only then more than that is too much.
      const isOver = reader.ending !== undefined && reader.content !== undefined;
      const watched = sent.own === "watched" && isOver ? await connection.drain(silence) : {};
      const answer = answerOf(sent, reader, this.#circumstances(reader), watched);
      return { ...answer, behind, ...(invited === undefined ? {} : { invited }) };
    } finally {
      connection.close();
    }
  }

  async #read(connection: Connection, reader: ResponseReader, ms: number): Promise<void> {
    const from = performance.now();
    await connection.read(reader, ms);
    if (reader.ending === "whole") {
      this.#slowest = Math.max(this.#slowest, performance.now() - from);
    }
  }

  async #readBehind(connection: Connection, others: readonly Sent[]): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const { method } of others) {
      const reader = new ResponseReader(method);
      await connection.read(reader, this.#patience.response);
      if (reader.head === undefined) break;
      statuses.push(reader.head.status);
    }
    return statuses;
  }

  #circumstances({ headAt: received }: ResponseReader): { secure?: boolean; received?: Date } {
    const { local, secure } = this.#origin;
    // A server on this machine has the same clock, and in production it may be behind a proxy with TLS.
    if (!local) return { secure };
    return { ...(received ? { received } : {}), ...(secure ? { secure } : {}) };
  }
}

/** RFC 9112 section 9.3. */
function persists(sent: Sent, head: { httpVersion: string; headers: Sent["headers"] }): boolean {
  if (sent.httpVersion === "1.0" || head.httpVersion !== "1.1") return false;
  return ![...sent.headers, ...head.headers].some(
    ([name, value]) => /^connection$/i.test(name) && /\bclose\b/i.test(value),
  );
}

/** Up to this many octets are read of a file at once; it is also what is held for one slow client. */
export const CHUNK: number = 64 * 1024;

/** Of less than this Node has memory at hand. */
const LEAST = 4096;

/** Where the system takes at once what is sent, few buffers serve many connections. */
const MOST_IDLE = 8;
const idle: ArrayBufferLike[] = [];

/**
 * Memory for octets on their way to a client. To get 64 KiB anew for each answer costs more than to
 * read a file into them, so the writer gives them back once the system has taken what is in them.
 *
 * @param length - Octets, at most `CHUNK`.
 */
export function lend(length: number): Uint8Array {
  if (length < LEAST) return Buffer.allocUnsafe(length);
  return Buffer.from(idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK).buffer, 0, length);
}

/** Only for what `lend` gave and nobody looks at any more. Who wants to keep it does not give it back. */
export function giveBack({ buffer, length }: Uint8Array): void {
  if (length >= LEAST && idle.length < MOST_IDLE) idle.push(buffer);
}

/** On a stream whose chunks `lend` gave: they are the consumer's, to keep or to give back. */
export const lending: unique symbol = Symbol("lending");

/** One chunk as a body, which can be read once. */
export class Lent implements AsyncIterable<Uint8Array> {
  #chunk: Uint8Array | undefined;

  constructor(chunk: Uint8Array) {
    this.#chunk = chunk;
  }

  /** Hands the chunk over; `undefined` if somebody has it already. */
  take(): Uint8Array | undefined {
    const chunk = this.#chunk;
    this.#chunk = undefined;
    return chunk;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const chunk = this.take();
    if (chunk === undefined) throw new TypeError("body: has been read already");
    if (chunk.length > 0) yield chunk;
  }
}

/** How many octets of a file are read at once at most. It is also how much is held for a slow client. */
export const CHUNK: number = 64 * 1024;

/** For less than this, Node has a pool of its own. */
const LEAST = 4096;

/** How many unused buffers are kept. If the system takes what is sent at once, a few serve many connections. */
const MOST_IDLE = 8;
const idle: ArrayBufferLike[] = [];

/**
 * Lends memory for octets on their way to a client. Allocating 64 KiB for each response costs more than
 * reading a file into them, so the writer gives them back once the system has taken their content.
 *
 * @param length - Octets, at most `CHUNK`.
 */
export function lend(length: number): Uint8Array {
  if (length < LEAST) return Buffer.allocUnsafe(length);
  return Buffer.from(idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK).buffer, 0, length);
}

/** Only for memory from `lend` that nobody looks at any more. It need not be given back. */
export function giveBack({ buffer, length }: Uint8Array): void {
  if (length >= LEAST && idle.length < MOST_IDLE) idle.push(buffer);
}

/**
 * Marks a stream whose chunks come from `lend`: they belong to the consumer, who may keep them or give them
 * back.
 */
export const lending: unique symbol = Symbol("lending");

/** A body of one chunk that can be read once. */
export class Lent implements AsyncIterable<Uint8Array> {
  #chunk: Uint8Array | undefined;

  constructor(chunk: Uint8Array) {
    this.#chunk = chunk;
  }

  /** Returns the chunk; `undefined` if somebody has taken it already. */
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

import { Readable } from "node:stream";

/** Bytes over time: asked for one chunk after another, and told when nobody wants more. */
export interface Source {
  /** Octets in all, where that is known beforehand. */
  readonly length?: number;
  /** The next chunk, or `undefined` at the end. Rejects if the body breaks. */
  next(): Promise<Uint8Array | undefined>;
  /** Frees what stands behind it, also while `next` is pending. Never throws. */
  cancel(): void;
}

/**
 * A Blob, a Node Readable, a web ReadableStream or an async iterable as one kind of source.
 *
 * @throws TypeError if the body is none of them.
 */
export function sourceOf(body: unknown): Source {
  if (body instanceof Blob) return { length: body.size, ...webSource(body.stream()) };
  if (body instanceof Readable) return nodeSource(body);
  if (body instanceof ReadableStream) return webSource(body);
  if (isAsyncIterable(body)) return iteratorSource(body);
  throw new TypeError("body: want a Blob, a stream or an async iterable");
}

/** Opens at the first `next`, so that a body nobody reads costs nothing but its cancellation. */
function nodeSource(stream: Readable): Source {
  stream.on("error", () => {}); // An error while nobody reads must not end the process.
  let iterator: AsyncIterator<unknown> | undefined;
  return {
    async next() {
      iterator ??= stream[Symbol.asyncIterator]();
      return chunkOf(await iterator.next());
    },
    cancel: () => void stream.destroy(),
  };
}

function webSource(stream: ReadableStream<unknown>): Source {
  let reader: ReadableStreamDefaultReader<unknown> | undefined;
  return {
    async next() {
      reader ??= stream.getReader();
      return chunkOf(await reader.read());
    },
    cancel: () => void (reader ?? stream).cancel().catch(() => {}),
  };
}

function iteratorSource(iterable: AsyncIterable<unknown>): Source {
  let iterator: AsyncIterator<unknown> | undefined;
  return {
    async next() {
      iterator ??= iterable[Symbol.asyncIterator]();
      return chunkOf(await iterator.next());
    },
    cancel() {
      // A generator that never started has nothing to clean up; one that did runs its `finally`.
      iterator?.return?.()?.catch?.(() => {});
    },
  };
}

function chunkOf({ done, value }: { done?: boolean; value?: unknown }): Uint8Array | undefined {
  if (done) return undefined;
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return Buffer.from(value);
  throw new TypeError(`body: want chunks of bytes or text, got ${typeof value}`);
}

function isAsyncIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

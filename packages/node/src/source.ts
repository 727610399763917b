import { Readable } from "node:stream";

import { giveBack, Lent, lending } from "./lent-memory.ts";

/** Bytes over time. It is asked for one chunk after another, and told when no more are wanted. */
export interface Source {
  /** The total number of octets, if it is known beforehand. */
  readonly length?: number;
  /** The next chunk, or `undefined` at the end. Rejects if the body breaks. */
  next(): Promise<Uint8Array | undefined>;
  /** Returns all that is left, if it is in memory; then nothing more may be asked for. */
  readonly rest?: () => Uint8Array | undefined;
  /** Are the chunks lent, to be given back? */
  readonly lends?: boolean;
  /** Frees what is behind it, even while `next` is pending. Never throws. */
  cancel(): void;
}

/** What distinguishes the kinds of body. */
interface Tap {
  next(): Promise<{ readonly done?: boolean; readonly value?: unknown }>;
  /** What it throws, or rejects with, is ignored. */
  free(): unknown;
}

/**
 * Makes a source of a Blob, a Node Readable, a web ReadableStream or an async iterable.
 *
 * @throws TypeError if the body is none of them.
 */
export function sourceOf(body: unknown): Source {
  if (body instanceof Lent) return lentSource(body);
  if (body instanceof Blob) return { length: body.size, ...source(webTap(body.stream())) };
  if (body instanceof Readable) return source(nodeTap(body), streams.isDisturbed(body));
  if (body instanceof ReadableStream) return source(webTap(body), streams.isDisturbed(body));
  if (isAsyncIterable(body)) return { ...source(iteratorTap(body)), lends: lending in body };
  throw new TypeError("body: want a Blob, a stream or an async iterable");
}

function lentSource(body: Lent): Source {
  return {
    ...source(iteratorTap(body)),
    lends: true,
    rest: () => body.take(),
    cancel() {
      const chunk = body.take();
      if (chunk !== undefined) giveBack(chunk);
    },
  };
}

/** It knows web streams as well, but its type does not say so. */
const streams: { isDisturbed(stream: unknown): boolean } = Readable;

/** @param disturbed - Has somebody read from it already? */
function source(tap: Tap, disturbed = false): Source {
  let began = false;
  let over = false;
  return {
    async next() {
      const { done, value } = await tap.next();
      // The rest of a stream may be what was meant, but not if nothing is left.
      if (done && disturbed && !began) throw new TypeError("body: has been read already");
      began = true;
      over = done === true;
      return over ? undefined : bytesOf(value);
    },
    cancel() {
      if (over) return;
      over = true;
      try {
        Promise.resolve(tap.free()).catch(() => {});
      } catch {}
    },
  };
}

/** Opened by the first `next`, so that a body that nobody reads only has to be released. */
function nodeTap(stream: Readable): Tap {
  stream.on("error", () => {}); // An error while nobody reads must not end the process.
  let iterator: AsyncIterator<unknown> | undefined;
  return {
    next() {
      iterator ??= stream[Symbol.asyncIterator]();
      return iterator.next();
    },
    free: () => stream.destroy(),
  };
}

function webTap(stream: ReadableStream<unknown>): Tap {
  let reader: ReadableStreamDefaultReader<unknown> | undefined;
  return {
    async next() {
      reader ??= stream.getReader();
      return reader.read();
    },
    free: () => (reader ?? stream).cancel(),
  };
}

/** Returning runs the `finally` of a generator; an iterable that was never iterated is told as well. */
function iteratorTap(iterable: AsyncIterable<unknown>): Tap {
  let iterator: AsyncIterator<unknown> | undefined;
  const opened = () => {
    iterator ??= iterable[Symbol.asyncIterator]();
    return iterator;
  };
  return {
    next: async () => opened().next(),
    free: () => opened().return?.(),
  };
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === "string") return Buffer.from(chunk);
  throw new TypeError(`body: want chunks of bytes or text, got ${typeof chunk}`);
}

function isAsyncIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

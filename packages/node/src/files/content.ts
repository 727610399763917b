import { CHUNK, Lent, lend, lending } from "../lent-memory.ts";
import { closeDescriptor, fill } from "./descriptor.ts";

/**
 * The bytes of a file from `start` up to, but not including, `end`: a few in one read, many as a stream. It
 * yields exactly these, or rejects. The descriptor is closed when they have been read, or when the stream is
 * returned.
 *
 * @param open - Returns a descriptor, which is then owned here.
 */
export async function contentOf(
  open: () => number | Promise<number>,
  start: number,
  end: number,
): Promise<AsyncIterable<Uint8Array>> {
  const fd = await open();
  if (end - start > CHUNK) return streamed(fd, start, end);
  try {
    const chunk = lend(end - start);
    await fill(fd, chunk, start);
    return new Lent(chunk);
  } finally {
    closeDescriptor(fd);
  }
}

/** Closes the descriptor of a stream that was garbage-collected, because its reply was dropped and not sent. */
const dropped = new FinalizationRegistry(closeDescriptor);

/** This is not a generator, because a suspended one keeps the chunk that it yielded last, or the one before. */
function streamed(fd: number, start: number, end: number): AsyncIterable<Uint8Array> {
  let at = start;
  let isOpen = true;
  let reading: Promise<void> | undefined;
  const close = async (): Promise<IteratorReturnResult<undefined>> => {
    at = end;
    await reading?.catch(() => {});
    if (isOpen) closeDescriptor(fd);
    isOpen = false;
    dropped.unregister(stream); // Its number may soon be another file's.
    return { done: true, value: undefined };
  };
  const stream = {
    [lending]: true,
    [Symbol.asyncIterator]: () => stream,
    async next(): Promise<IteratorResult<Uint8Array>> {
      if (at >= end) return close();
      const from = at;
      at = Math.min(at + CHUNK, end);
      const chunk = lend(at - from);
      reading = fill(fd, chunk, from);
      try {
        await reading;
        return { done: false, value: chunk };
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: close,
  };
  dropped.register(stream, fd, stream); // A pending read keeps the stream alive.
  return stream;
}

/** The chunk size of content tags: with another one, the same file would have another tag. */
const TAGGED = 128 * 1024;

/** The same bytes, a chunk of that size at a time. */
export async function* chunksOf(
  fd: number,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += TAGGED) {
    const chunk = Buffer.allocUnsafe(Math.min(TAGGED, end - at));
    await fill(fd, chunk, at);
    yield chunk;
  }
}

import type { FileHandle } from "node:fs/promises";

/** Up to this many bytes are read at once; it is also what a stream holds for one slow client. */
const CHUNK = 64 * 1024;

/**
 * The bytes of a file from `start` up to and without `end`: a few in one read, many as a stream. Exactly
 * these, or it rejects. The descriptor is closed when they are read, or the stream is returned.
 *
 * @param open - Hands over a descriptor.
 */
export async function contentOf(
  open: () => Promise<FileHandle>,
  start: number,
  end: number,
): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  const handle = await open();
  if (end - start > CHUNK) return streamed(handle, start, end);
  try {
    return await bytesOf(handle, start, end);
  } finally {
    await handle.close();
  }
}

/** No generator: one that waits keeps the chunk that it gave last, or the one before. */
function streamed(
  handle: FileHandle,
  start: number,
  end: number,
): AsyncIterableIterator<Uint8Array> {
  let at = start;
  const close = async (): Promise<IteratorReturnResult<undefined>> => {
    at = end;
    await handle.close(); // After the read that is under way, if there is one.
    return { done: true, value: undefined };
  };
  const stream: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      if (at >= end) return close();
      const from = at;
      at = Math.min(at + CHUNK, end);
      try {
        return { done: false, value: await bytesOf(handle, from, at) };
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: close,
  };
  return stream;
}

/** What a content tag is made of: with chunks of another size the same file had another tag. */
const TAGGED = 128 * 1024;

/** The same bytes, a chunk of that size at a time. */
export async function* chunksOf(
  handle: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += TAGGED) {
    yield await bytesOf(handle, at, Math.min(at + TAGGED, end));
  }
}

/**
 * As many as there were to be, though there may be more by now: files in /proc say that they are empty
 * and have content. One read, as a rule; but the system may give fewer bytes than it is asked for.
 */
async function bytesOf(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(end - start);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0)
      throw new RangeError(`file: want bytes up to ${end}, it ends at ${start + at}`);
    at += bytesRead;
  }
  return bytes;
}

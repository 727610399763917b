import type { FileHandle } from "node:fs/promises";

/** Up to this many bytes are read at once; it is also what a stream holds for one slow client. */
const CHUNK = 128 * 1024;

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
): Promise<Uint8Array | AsyncGenerator<Uint8Array>> {
  const handle = await open();
  if (end - start > CHUNK) return streamed(handle, start, end);
  try {
    return await bytesOf(handle, start, end);
  } finally {
    await handle.close();
  }
}

async function streamed(
  handle: FileHandle,
  start: number,
  end: number,
): Promise<AsyncGenerator<Uint8Array>> {
  const stream = (async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield new Uint8Array();
      yield* chunksOf(handle, start, end);
    } finally {
      await handle.close();
    }
  })();
  await stream.next(); // `return` runs the `finally` of a generator only once it has begun.
  return stream;
}

/** The same bytes, a chunk at a time. */
export async function* chunksOf(
  handle: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK) {
    yield await bytesOf(handle, at, Math.min(at + CHUNK, end));
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

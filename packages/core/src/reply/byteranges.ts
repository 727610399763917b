import { layOut, type Multipart } from "../semantics/multipart.ts";
import type { ByteRange } from "../semantics/ranges.ts";
import { bodyKind } from "./body.ts";
import { bytesOf, type Sliceable } from "./resource.ts";

/** A multipart/byteranges body whose length is known, and that opens one part at a time. */
export interface Byteranges extends Multipart {
  readonly body: AsyncIterable<Uint8Array>;
}

/** Lays out the parts of a representation under a fresh boundary. */
export function byteranges(
  source: Sliceable,
  ranges: readonly ByteRange[],
  type: string | undefined,
): Byteranges {
  const layout = layOut(ranges, { size: source.length, type, boundary: newBoundary() });
  return { ...layout, body: written(layout, source) };
}

/** A part, held against the length that is announced for it. */
export async function partOf(source: Sliceable, { start, end }: ByteRange): Promise<unknown> {
  const part = await source.slice(start, end);
  if (bodyKind(part) !== "stream") checkLength({ start, end }, bytesOf(part).byteLength);
  return part;
}

/** A part under way. */
interface Part {
  readonly range: ByteRange;
  readonly chunks: Chunks;
  /** Octets that have come. */
  length: number;
}

/**
 * No generator, here and below: one that waits for the client keeps the chunk that it gave last, or the
 * one before.
 */
function written({ parts, tail }: Multipart, source: Sliceable): AsyncIterableIterator<Uint8Array> {
  const steps = [...parts.flatMap(({ head, range }) => [head, range]), tail].values();
  let part: Part | undefined;
  let over = false;
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    const { chunks } = part ?? {};
    part = undefined;
    over = true;
    await chunks?.free();
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (part === undefined) {
      const { value: step } = steps.next();
      if (step === undefined || over) return end();
      if (typeof step === "string") return { done: false, value: bytesOf(step) };
      part = { range: step, chunks: chunksOf(await partOf(source, step)), length: 0 };
      if (over) return end(); // Nobody waits for it any more.
    }
    const current = part;
    const { done, value } = await current.chunks.next();
    if (!done) {
      const chunk = bytesOf(value);
      current.length += chunk.byteLength;
      return { done: false, value: chunk };
    }
    // Unnoticed, the next part would be read as the rest of this one.
    checkLength(current.range, current.length);
    part = undefined;
    return next();
  };
  const iterator = {
    [Symbol.asyncIterator]: () => iterator,
    next: () =>
      next().catch(async (error: unknown) => {
        await end().catch(() => {});
        throw error;
      }),
    return: end,
  };
  return iterator;
}

/** Of what a part is read, one after another. */
interface Chunks {
  next(): Promise<{ readonly done?: boolean; readonly value?: unknown }>;
  free(): unknown;
}

function chunksOf(part: unknown): Chunks {
  // Not every browser iterates web streams.
  if (part instanceof Blob) return read(part.stream().getReader());
  if (part instanceof ReadableStream) return read(part.getReader());
  if (isIterable(part)) {
    const iterator = part[Symbol.asyncIterator]();
    return { next: () => iterator.next(), free: () => iterator.return?.() };
  }
  const whole = [part].values();
  return { next: async () => whole.next(), free: () => {} };
}

function read(reader: ReadableStreamDefaultReader<unknown>): Chunks {
  return { next: () => reader.read(), free: () => reader.cancel() };
}

function isIterable(part: unknown): part is AsyncIterable<unknown> {
  return typeof part === "object" && part !== null && Symbol.asyncIterator in part;
}

function checkLength({ start, end }: ByteRange, length: number): void {
  if (length === end - start) return;
  throw new RangeError(
    `slice(${start}, ${end}): want ${end - start} bytes, got ${length} (RFC 9110 section 14.4)`,
  );
}

/** 128 random bits: nobody can have put them into the representation (RFC 2046 section 5.1.1). */
function newBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

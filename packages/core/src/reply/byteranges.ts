import { layOut, type Multipart } from "../semantics/multipart.ts";
import type { ByteRange } from "../semantics/ranges.ts";
import { bodyKind } from "./body.ts";
import { bytesOf, type Sliceable } from "./resource.ts";

/** A multipart/byteranges body. Its length is known, and its parts are opened one at a time. */
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

/** Opens a part. If its length is known at once, it is compared with the announced one. */
export async function partOf(source: Sliceable, { start, end }: ByteRange): Promise<unknown> {
  const part = await source.slice(start, end);
  if (bodyKind(part) !== "stream") checkLength({ start, end }, bytesOf(part).byteLength);
  return part;
}

async function* written({ parts, tail }: Multipart, source: Sliceable): AsyncGenerator<Uint8Array> {
  for (const { head, range } of parts) {
    yield bytesOf(head);
    let length = 0;
    for await (const chunk of chunksOf(await partOf(source, range))) {
      length += chunk.byteLength;
      yield chunk;
    }
    // Else the next part would be read as the rest of this one.
    checkLength(range, length);
  }
  yield bytesOf(tail);
}

async function* chunksOf(part: unknown): AsyncGenerator<Uint8Array> {
  if (part instanceof Blob) yield* read(part.stream().getReader());
  else if (part instanceof ReadableStream) yield* read(part.getReader());
  else if (isIterable(part)) for await (const chunk of part) yield bytesOf(chunk);
  else yield bytesOf(part);
}

// Not every browser iterates web streams.
async function* read(reader: ReadableStreamDefaultReader<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield bytesOf(next.value);
    }
  } finally {
    await reader.cancel();
  }
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

import fc from "fast-check";
import type { Resource } from "../../../packages/core/src/reply/resource.ts";
import { state } from "../semantics/requests.ts";

/** A resource of known content, and what was asked of it. */
export interface Watched {
  readonly resource: Resource<unknown>;
  readonly content: Uint8Array;
  /** What Range is resolved against; undefined where parts cannot be had. */
  readonly rangeLength: number | undefined;
  /** How often the body was opened. */
  opened: number;
  /** The parts that were taken, as "0-1". */
  readonly taken: string[];
}

type Bytes = Uint8Array | Promise<Uint8Array> | AsyncIterable<Uint8Array>;
type Open = (bytes: Uint8Array) => Bytes;

const ways: readonly Open[] = [
  (bytes) => bytes,
  async (bytes) => bytes,
  async function* (bytes) {
    for (const byte of bytes) yield Uint8Array.of(byte);
  },
];

/** Half of them text or bytes as they are, half of them behind a function that opens them. */
export const sketch = fc.record({
  state,
  text: fc.constantFrom("", "x", "0123456789ab", "0123456789ab", "a\u00f1b\u20ac--\r\n--"),
  body: fc.constantFrom("text", "bytes", ...ways),
  slice: fc.constantFrom(undefined, ...ways),
  says: fc.constantFrom(true, true, false),
  type: fc.constantFrom(undefined, "text/plain", 'application/json; a="b"'),
  vary: fc.constantFrom<(readonly string[] | undefined)[]>(undefined, ["Accept", "Cookie"]),
  cacheControl: fc.constantFrom(undefined, "max-age=60"),
});
export type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never;

export function watched({ state: current, text, body, slice, says, ...options }: Sketch): Watched {
  const content = new TextEncoder().encode(text);
  const isOpen = typeof body === "string";
  const known = slice === undefined ? isOpen : says;
  const seen: Watched = {
    resource: {
      ...current,
      ...(says && { length: content.length }),
      ...(options.type !== undefined && { type: options.type }),
      ...(options.vary !== undefined && { vary: options.vary }),
      ...(options.cacheControl !== undefined && { cacheControl: options.cacheControl }),
      ...(slice !== undefined && {
        slice(start: number, end: number) {
          seen.taken.push(`${start}-${end - 1}`);
          return slice(content.slice(start, end));
        },
      }),
      body: isOpen ? (body === "text" ? text : content) : open,
    },
    content,
    rangeLength: known ? content.length : undefined,
    opened: 0,
    taken: [],
  };
  return seen;

  function open(): Bytes {
    seen.opened += 1;
    return isOpen ? content : (body as Open)(content);
  }
}

import { refusal } from "../fields/codec.ts";
import { contentRange } from "../fields/content-range.ts";
import { contentType } from "../fields/content-type.ts";
import { isFieldValue } from "../grammar/token.ts";
import type { ByteRange } from "./ranges.ts";

/** The frame of a multipart/byteranges body: everything but the bytes of the representation. */
export interface Multipart {
  readonly contentType: string;
  /** The parts in their order: write `head`, then the bytes of `range`. */
  readonly parts: readonly { readonly head: string; readonly range: ByteRange }[];
  /** The text after the last part. */
  readonly tail: string;
  /** The length of the whole body in bytes; the frame is ASCII. */
  readonly contentLength: number;
}

/**
 * Lays out a multipart/byteranges body (RFC 9110 section 14.6) before any byte of the representation is read.
 * Lines end in CRLF (section 8.3.3); each part has its Content-Range, and the Content-Type of the whole if
 * there is one (section 15.3.7.2).
 *
 * @param ranges - The parts, inside a representation of `size` bytes.
 * @param whole - `size` in bytes; `type`, the Content-Type that the 200 would have; `boundary`, 1 to 70
 *   letters and digits that occur nowhere in the representation (RFC 2046 section 5.1.1), so long and random
 *   ones.
 * @returns The value of Content-Type, the head of each part, what closes the last, and the length of it all
 * in bytes.
 * @throws RangeError if a range lies outside of the representation, if the type is not a media type in ASCII,
 *   or if the boundary is not 1 to 70 letters and digits.
 * @example
 * ```ts
 * layOut([{ start: 0, end: 1 }, { start: 5, end: 7 }], { size: 10, type: "text/plain", boundary: "b" }).parts[1].head;
 * // "\r\n--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 5-6/10\r\n\r\n"
 * ```
 */
export function layOut(
  ranges: readonly ByteRange[],
  whole: { readonly size: number; readonly type: string | undefined; readonly boundary: string },
): Multipart {
  const { size, type, boundary } = whole;
  if (type !== undefined && (!isFieldValue(type) || contentType.parse(type) === undefined)) {
    throw refusal(contentType, "a media type", type);
  }
  if (!/^[A-Za-z\d]+$/.test(boundary) || boundary.length > 70) {
    const field = { name: "boundary", section: "RFC 2046 section 5.1.1" };
    throw refusal(field, "1 to 70 letters and digits", boundary);
  }
  const describe = type === undefined ? "" : `Content-Type: ${type}\r\n`;
  const parts = ranges.map((range, i) => {
    const place = contentRangeOf(range, size);
    const head = `${i === 0 ? "" : "\r\n"}--${boundary}\r\n${describe}Content-Range: ${place}\r\n\r\n`;
    return { head, range };
  });
  const tail = `\r\n--${boundary}--\r\n`;
  const contentLength = parts.reduce(
    (sum, { head, range }) => sum + head.length + range.end - range.start,
    tail.length,
  );
  // Unquoted, for some clients choke on the quotes (section 14.6).
  return { contentType: `multipart/byteranges; boundary=${boundary}`, parts, tail, contentLength };
}

/**
 * The Content-Range of a part (RFC 9110 section 14.4).
 *
 * @param range - The part: from `start` up to, but not including, `end`.
 * @param size - The size of the whole in bytes.
 * @returns The value of the field, in which the last position is included.
 * @throws RangeError if the range lies outside of the representation.
 * @example
 * ```ts
 * contentRangeOf({ start: 0, end: 2 }, 10); // "bytes 0-1/10"
 * ```
 */
export function contentRangeOf({ start, end }: ByteRange, size: number): string {
  return contentRange.format({ unit: "bytes", first: start, last: end - 1, size });
}

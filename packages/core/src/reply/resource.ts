import { contentLength } from "../fields/content-length.ts";
import { contentType } from "../fields/content-type.ts";
import type { State } from "../semantics/preconditions.ts";
import { type BodyKind, contentOf } from "./body.ts";
import type { Options } from "./options.ts";
import { mediaType } from "./raw-field.ts";

/** A representation for `serve()`: what is known of it, and how to get its bytes. */
export interface Resource<B> extends State {
  /** Its length in bytes, if that is known beforehand. */
  readonly length?: number;
  /** The body, or a function that opens it. Use a function for a stream, because not every response reads it. */
  readonly body: B | (() => B | Promise<B>);
  /**
   * Returns the bytes from `start` up to, but not including, `end`: as bytes, text or a stream, or a promise
   * of them. Together with `length` it makes ranges possible. If the body is given as text, bytes or a Blob,
   * neither is needed.
   */
  readonly slice?: (start: number, end: number) => unknown;
  /** Media type. Default: JSON, text or bytes, by what the body is. A text type without a charset is UTF-8. */
  readonly type?: string;
  /**
   * Names of the request fields that the choice of this representation depended on (RFC 9110 section 12.5.5).
   */
  readonly vary?: readonly string[];
  /** The value of Cache-Control (RFC 9111 section 5.2). Never guessed. */
  readonly cacheControl?: string;
}

/** A representation of which parts can be read. */
export interface Sliceable {
  readonly length: number;
  slice(start: number, end: number): unknown;
}

/** Can parts of this representation be read, as Accept-Ranges says (RFC 9110 section 14.3)? */
export function canSlice({ body, length, slice }: Resource<unknown>): boolean {
  if (slice !== undefined) return length !== undefined;
  return typeof body === "string" || body instanceof Blob || isBytes(body);
}

/** How to read parts of it; undefined if that is not possible. */
export function sliceableOf(resource: Resource<unknown>): Sliceable | undefined {
  const { body, length, slice } = resource;
  if (!canSlice(resource)) return undefined;
  if (slice !== undefined && length !== undefined) {
    return { length, slice: (start, end) => slice.call(resource, start, end) };
  }
  if (body instanceof Blob)
    return { length: body.size, slice: (start, end) => body.slice(start, end) };
  const bytes = bytesOf(body);
  return { length: bytes.byteLength, slice: (start, end) => bytes.subarray(start, end) };
}

/** The body itself, opened now if it is behind a function. */
export async function load(resource: Resource<unknown>): Promise<unknown> {
  return typeof resource.body === "function" ? resource.body() : resource.body;
}

/**
 * Content-Type of the 200, and so of its parts and of HEAD (RFC 9110 section 8.3); undefined where only
 * the opened body could tell.
 */
export function typeOf({ body, type }: Resource<unknown>): string | undefined {
  if (type === undefined) return typeof body === "function" ? undefined : contentOf(body).type;
  const charset = contentType.parse(type)?.parameters.charset;
  return mediaType(charset === undefined ? "text" : "stream", type);
}

/** The options of every reply with this representation; `type` for those with content. */
export function optionsOf(
  { etag, lastModified, vary, cacheControl }: Resource<unknown>,
  type?: string,
): Options {
  return {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    ...(vary !== undefined && { vary }),
    ...(cacheControl !== undefined && { cacheControl }),
    ...(type !== undefined && { type }),
  };
}

/** Content-Length of a body that the writer cannot count by itself (RFC 9110 section 8.6). */
export function lengthField(kind: BodyKind, length: number | undefined): string | undefined {
  return kind === "stream" && length !== undefined ? contentLength.format(length) : undefined;
}

/** Bytes without a copy; text as UTF-8. */
export function bytesOf(body: unknown): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError(
    `slice: want bytes, text or a stream, got ${typeof body} (RFC 9110 section 14.4)`,
  );
}

function isBytes(body: unknown): boolean {
  return ArrayBuffer.isView(body) || body instanceof ArrayBuffer;
}

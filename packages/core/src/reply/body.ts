import { contentType } from "../fields/content-type.ts";

/** How a body becomes bytes. */
export type BodyKind = "none" | "json" | "text" | "bytes" | "stream";

/**
 * What kind of body a value is: none for `undefined`, text for a string, bytes for an ArrayBuffer or a view of
 * one, a stream for whatever yields its bytes over time (Blob, Node Readable, web ReadableStream, async
 * iterable), else JSON.
 *
 * @throws TypeError for a function, a symbol or a bigint, which have no representation.
 */
export function bodyKind(body: unknown): BodyKind {
  switch (typeof body) {
    case "undefined":
      return "none";
    case "string":
      return "text";
    case "number":
    case "boolean":
      return "json";
    case "object":
      if (body === null) return "json";
      if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return "bytes";
      return isStream(body) ? "stream" : "json";
    default:
      throw new TypeError(
        `body: want JSON, text, bytes or a stream, got a ${typeof body} (RFC 9110 section 8.1)`,
      );
  }
}

function isStream(body: object): boolean {
  return Symbol.asyncIterator in body || "getReader" in body || body instanceof Blob;
}

/** A body to be described: its kind, and the media type that it has by default (RFC 9110 section 8.3). */
export interface Content {
  readonly kind: BodyKind;
  readonly type?: string;
}

/** @throws TypeError as `bodyKind` does. */
export function contentOf(body: unknown): Content {
  const kind = bodyKind(body);
  switch (kind) {
    case "none":
      return { kind };
    case "json":
      return { kind, type: "application/json" };
    case "text":
      return { kind, type: "text/plain; charset=utf-8" };
    default:
      return { kind, type: (body instanceof Blob && typeOf(body)) || "application/octet-stream" };
  }
}

/** The type of an uploaded Blob is whatever its sender wrote, so it may be malformed. */
function typeOf(blob: Blob): string | undefined {
  return contentType.parse(blob.type) && blob.type.trim();
}

import type { AnyReply } from "@rightstatus/core";
import { contentLength } from "@rightstatus/core/fields";
import { bodyKind } from "@rightstatus/core/writer";
import { type Source, sourceOf } from "./source.ts";

/** A body on its way to the wire. */
export type Payload =
  | { readonly kind: "empty" }
  | { readonly kind: "content"; readonly content: Buffer | string }
  | { readonly kind: "stream"; readonly source: Source };

const empty: Payload = { kind: "empty" };

/**
 * The bytes of a body, or where they will come from. This is done before anything is sent, so that a body
 * that cannot be serialised still leads to a response.
 *
 * @param announced - The Content-Length that the reply gives for a stream.
 * @throws What `JSON.stringify` throws: for a cycle, a bigint, or in a `toJSON` of the application.
 */
export function payloadOf(body: unknown, announced?: string): Payload {
  switch (bodyKind(body)) {
    case "none":
      return empty;
    case "bytes":
      return { kind: "content", content: bytesOf(body) };
    case "stream":
      return { kind: "stream", source: { ...lengthOf(announced), ...sourceOf(body) } };
    case "text":
      return { kind: "content", content: written(String(body)) };
    case "json":
      return { kind: "content", content: written(json(body)) };
  }
}

/**
 * UTF-16 units. Shorter text is passed on as it is, and node:http sends it in one piece with the head; for
 * longer text it pays to encode it once.
 */
const LONG = 1024;

function written(text: string): Buffer | string {
  return text.length < LONG ? text : Buffer.from(text);
}

/** Frees the body of a reply that is not sent. */
export function discard({ body }: AnyReply): void {
  try {
    const payload = payloadOf(body);
    if (payload.kind === "stream") payload.source.cancel();
  } catch {} // It cannot be sent anyway.
}

function lengthOf(announced: string | undefined): { readonly length?: number } {
  const length = announced === undefined ? undefined : contentLength.parse(announced);
  return length === undefined ? {} : { length };
}

/** toJSON may return undefined, which has no representation. */
function json(body: unknown): string {
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined)
    throw new TypeError("body: its toJSON() returned undefined (RFC 8259 section 2)");
  return text;
}

/** A Buffer, because middleware that encodes the body expects one. */
function bytesOf(body: unknown): Buffer {
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  throw new TypeError(`body: want bytes, got ${typeof body}`);
}

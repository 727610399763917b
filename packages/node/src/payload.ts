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
 * The bytes of a body, or where they will come from. Before anything is sent, so that a body that
 * cannot be serialised still gets an answer.
 *
 * @param announced - The Content-Length that the reply gives for a stream.
 * @throws What `JSON.stringify` throws: a cycle, a bigint, a toJSON of the application's.
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
 * UTF-16 units. Shorter text goes out as it is, which node:http sends in one piece with the head; of
 * longer text it pays to make the bytes once.
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
  } catch {} // It could not be sent, and is not.
}

function lengthOf(announced: string | undefined): { readonly length?: number } {
  const length = announced === undefined ? undefined : contentLength.parse(announced);
  return length === undefined ? {} : { length };
}

/** toJSON may say that there is nothing to say; that is no representation. */
function json(body: unknown): string {
  const text: string | undefined = JSON.stringify(body);
  if (text === undefined)
    throw new TypeError("body: its toJSON() returned undefined (RFC 8259 section 2)");
  return text;
}

/** A Buffer, for middleware that encodes the body knows no other bytes. */
function bytesOf(body: unknown): Buffer {
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  throw new TypeError(`body: want bytes, got ${typeof body}`);
}

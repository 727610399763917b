import { contentLength, contentType, type MediaType } from "@rightstatus/core/fields";
import { splitList } from "@rightstatus/core/grammar";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** The media type of the response; undefined if it is missing or malformed. */
export const typeOf: (view: View) => MediaType | undefined = reading(({ response }) =>
  contentType.parse((response.lines("content-type")[0] ?? "").trim()),
);

/** Is it certain that the response has no content, though it could have? Never for HEAD. */
export function isEmpty({ body, method, response }: View): boolean {
  if (method === "HEAD") return false;
  return body === undefined ? response.get("content-length") === "0" : body.length === 0;
}

/** The content, if it is known, not empty, and as long as Content-Length says; never for HEAD. */
export function wholeBody({ body, method, response }: View): Uint8Array | undefined {
  if (body === undefined || body.length === 0 || method === "HEAD") return undefined;
  const told = contentLength.parse(response.get("content-length") ?? "");
  const counts = told === undefined || response.has("transfer-encoding") || told === body.length;
  return counts ? body : undefined;
}

/** The content codings, in the order they were applied (RFC 9110 section 8.4). */
export function codingsOf({ response }: View): readonly string[] {
  return splitList((response.get("content-encoding") ?? "").toLowerCase());
}

/**
 * The content without its codings; undefined if it or one of its codings is not known; "broken" if it cannot
 * be decoded.
 */
export const decoded: (view: View) => Uint8Array | "broken" | undefined = reading((view) => {
  const body = wholeBody(view);
  const codings = codingsOf(view);
  if (body === undefined || codings.length === 0) return body;
  if (view.status === 206) return undefined;
  let bytes: Uint8Array | "broken" | undefined = body;
  for (const coding of codings.toReversed().slice(0, MOST_CODINGS)) {
    if (!(bytes instanceof Uint8Array)) return bytes;
    bytes = undo(coding, bytes);
  }
  return codings.length > MOST_CODINGS ? undefined : bytes;
});

/** The content as UTF-8 text without its codings; empty if it is not known. */
export const textOf: (view: View) => string = reading((view) => {
  const bytes = decoded(view);
  return bytes instanceof Uint8Array ? utf8.decode(bytes) : "";
});

/** The content as JSON; undefined if it is not JSON. */
export const jsonOf: (view: View) => unknown = reading((view) => {
  try {
    return JSON.parse(textOf(view));
  } catch {
    return undefined;
  }
});

/** Is this media type JSON, by its name or its suffix (RFC 6839 section 3.1)? */
export function isJson(type: MediaType | undefined): boolean {
  return type !== undefined && (type.type === "application/json" || type.type.endsWith("+json"));
}

/** Is the content known, and of a type that is readable text? */
export function isLegible(view: View): boolean {
  const type = typeOf(view)?.type ?? "";
  return textOf(view) !== "" && (type.startsWith("text/") || /[/+](?:json|xml)$/.test(type));
}

const utf8 = new TextDecoder();
const MOST_CODINGS = 4;
/** Bytes. What decompresses to more is not looked at. */
const LONGEST = 16 * 1024 * 1024;

// Looked up at run time, because browsers do not have it, and can judge everything else.
const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");

function undo(coding: string, bytes: Uint8Array): Uint8Array | "broken" | undefined {
  const o = { maxOutputLength: LONGEST };
  try {
    switch (coding) {
      case "identity":
        return bytes;
      case "gzip":
      case "x-gzip":
        return zlib?.gunzipSync(bytes, o);
      case "deflate":
        return zlib?.inflateSync(bytes, o);
      case "br":
        return zlib?.brotliDecompressSync(bytes, o);
      default:
        return undefined;
    }
  } catch (error) {
    return isTooLarge(error) ? undefined : "broken";
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

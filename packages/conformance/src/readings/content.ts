import { contentLength, contentType, type MediaType } from "@rightstatus/core/fields";
import { splitList } from "@rightstatus/core/grammar";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** The media type of the response; undefined where it is none or malformed. */
export const typeOf: (view: View) => MediaType | undefined = reading(({ response }) =>
  contentType.parse((response.lines("content-type")[0] ?? "").trim()),
);

/** Is it sure that there is no content where there could be? Never for HEAD, which has none. */
export function isEmpty({ body, method, response }: View): boolean {
  if (method === "HEAD") return false;
  return body === undefined ? response.get("content-length") === "0" : body.length === 0;
}

/** The content, where it is known, not empty, and as long as Content-Length says; never that of a HEAD. */
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
 * The content without its codings: undefined where it is not known, or a coding is not known here;
 * "broken" where it does not decode.
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

/** The content as UTF-8, its codings undone; empty where it is not known. */
export const textOf: (view: View) => string = reading((view) => {
  const bytes = decoded(view);
  return bytes instanceof Uint8Array ? utf8.decode(bytes) : "";
});

/** The content as JSON; undefined where it is none. */
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

/** Is the content known as text, and of a type whose text a person can read? */
export function isLegible(view: View): boolean {
  const type = typeOf(view)?.type ?? "";
  return textOf(view) !== "" && (type.startsWith("text/") || /[/+](?:json|xml)$/.test(type));
}

const utf8 = new TextDecoder();
const MOST_CODINGS = 4;
/** Bytes. What unpacks to more is not looked at. */
const LONGEST = 16 * 1024 * 1024;

// Asked for at run time, for a browser has none, and judges everything but this.
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

import type { FieldLines } from "../exchange.ts";
import type { Received } from "./received.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a response of light-my-request, which has the octets as the application wrote them.
 *
 * @returns undefined for anything else.
 */
export function ofInjected(value: unknown): Received | undefined {
  if (!isRecord(value) || !(value.rawPayload instanceof Uint8Array)) return undefined;
  const { headers, payload, raw, rawPayload, statusCode, statusMessage } = value;
  if (typeof statusCode !== "number" || !isRecord(headers) || !isRecord(raw)) return undefined;
  const req = isRecord(raw.req) ? raw.req : {};
  return {
    text: textOf(payload),
    exchanges: [
      {
        request: {
          method: textOf(req.method) ?? "GET",
          target: textOf(req.url) ?? "/",
          headers: linesOf(isRecord(req.headers) ? req.headers : {}),
        },
        response: {
          status: statusCode,
          phrase: textOf(statusMessage) ?? "",
          headers: linesOf(headers),
          body: rawPayload,
        },
      },
    ],
  };
}

/**
 * Reads a response of superagent, and so of supertest, which holds the request, and the content decoded.
 *
 * @returns undefined for anything else.
 */
export function ofSuperagent(value: unknown): Received | undefined {
  if (!isRecord(value) || !isRecord(value.req) || !isRecord(value.res)) return undefined;
  const { body, req, res, status, text } = value;
  if (typeof status !== "number") return undefined;
  const headers = pairsOf(res.rawHeaders);
  const content = body instanceof Uint8Array ? body : octetsOf(textOf(text));
  const coded = headers.some(([name]) => name.toLowerCase() === "content-encoding");
  return {
    text: textOf(text) ?? (body instanceof Uint8Array ? `${body.length} octets` : ""),
    exchanges: [
      {
        request: {
          method: textOf(req.method) ?? "GET",
          target: textOf(req.path) ?? "/",
          headers: typeof req.getHeaders === "function" ? linesOf(req.getHeaders()) : [],
        },
        response: {
          status,
          phrase: textOf(res.statusMessage) ?? "",
          headers,
          httpVersion: textOf(res.httpVersion) ?? "1.1",
          ...(coded || content === undefined ? {} : { body: content }),
        },
      },
    ],
  };
}

/** A replacement character stands for octets that were not UTF-8, so they are not known. */
function octetsOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined || text.includes("\ufffd")) return undefined;
  return new TextEncoder().encode(text);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Header fields as node:http has them: by name, lists where a field has several lines. */
function linesOf(fields: Fields): FieldLines {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((line): readonly [string, string] => [name, String(line)]),
  );
}

/** Name, value, name, value. */
function pairsOf(raw: unknown): FieldLines {
  const flat: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return flat.flatMap(
    (name, index): FieldLines => (index % 2 === 0 ? [[String(name), String(flat[index + 1])]] : []),
  );
}

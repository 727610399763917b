import type { ExchangeResponse, FieldLines } from "../exchange.ts";
import { type Asked, requestOf, supposed } from "./asked.ts";
import type { Received } from "./received.ts";

/**
 * Reads a response of fetch. A clone of it is read, so that the test can still read the response.
 *
 * @param response - From a server, or made by an application that answers without one.
 * @param asked - What was requested, which the response does not tell.
 */
export async function ofFetched(response: Response, asked: Asked | undefined): Promise<Received> {
  const octets = response.bodyUsed ? undefined : await contentOf(response);
  const made = response.url === "";
  const { pathname, search } = new URL(made ? "http://localhost/" : response.url);
  const read: ExchangeResponse = {
    status: response.status,
    headers: made ? dated(response.headers) : [...response.headers],
    ...(octets === undefined || isDecoded(response) ? {} : { body: octets }),
  };
  const text = octets && new TextDecoder().decode(octets);
  if (asked !== undefined) {
    return { text, exchanges: [{ request: requestOf(asked, pathname + search), response: read }] };
  }
  return { text, exchanges: supposed(read, pathname + search, methodsOf(response)) };
}

async function contentOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.clone().arrayBuffer());
}

/** fetch decodes the content, but keeps Content-Encoding. */
function isDecoded({ headers, url }: Response): boolean {
  return url !== "" && headers.has("content-encoding");
}

/** Whatever sends the response of an application adds Date (RFC 9110 section 6.6.1). */
function dated(headers: Headers): FieldLines {
  return headers.has("date") ? [...headers] : [...headers, ["date", new Date().toUTCString()]];
}

/** A response of fetch has no body after a HEAD; after other methods it has one, unless its status has none. */
function methodsOf({ body, status, url }: Response): readonly [string, ...string[]] {
  const bodiless = [101, 103, 204, 205, 304].includes(status);
  if (body === null && !bodiless && url !== "") return ["HEAD"];
  return ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
}

import { parseUrl } from "@rightstatus/core/grammar";
import type { Exchange, FieldLines } from "../../exchange.ts";
import { httpVersionOf } from "../../http-version.ts";
import { list, record, text } from "../shape.ts";
import { UsageError } from "../usage-error.ts";
import { contentOf } from "./content.ts";

/**
 * Reads an entry as an exchange. Browsers do not tell interim responses, trailers, the bytes below HTTP, or
 * whether the clock was right.
 *
 * @returns undefined if no origin answered.
 * @throws UsageError if it is not an entry.
 */
export function exchangeIn(
  value: unknown,
  where: string,
): { readonly exchange: Exchange; readonly url: string } | undefined {
  const entry = record(value, where);
  const request = record(entry.request, `${where}.request`);
  const response = record(entry.response, `${where}.response`);
  const url = urlIn(request.url, `${where}.request.url`);
  const method = text(request.method, `${where}.request.method`);
  const status = statusIn(response.status, `${where}.response.status`);
  const asked = linesIn(request.headers, `${where}.request.headers`);
  const said = linesIn(response.headers, `${where}.response.headers`);
  if (!isHttp(url) || status === 0 || isFromElsewhere(entry, response, said)) return undefined;

  const headers = said.filter(isField);
  const body = contentOf(
    response.content,
    { method, status, headers },
    `${where}.response.content`,
  );
  const exchange = {
    request: {
      method,
      target: url.pathname + url.search,
      headers: withHost(asked, url),
      httpVersion: httpVersionOf(request.httpVersion),
    },
    response: {
      status,
      ...(typeof response.statusText === "string" ? { phrase: response.statusText } : {}),
      headers,
      httpVersion: httpVersionOf(response.httpVersion),
      ...(body === undefined ? {} : { body }),
    },
    circumstances: { secure: /^(https|wss):$/.test(url.protocol) },
  };
  url.hash = "";
  return { exchange, url: url.href };
}

function urlIn(value: unknown, where: string): URL {
  const url = text(value, where);
  const parsed = parseUrl(url);
  if (parsed !== undefined) return parsed;
  throw new UsageError(`${where}: want an absolute URL, got ${JSON.stringify(url)}`);
}

function statusIn(value: unknown, where: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 1000)
    return value;
  throw new UsageError(`${where}: want a status code, got ${JSON.stringify(value)}`);
}

/** Some tools join several lines of a field with LF, which cannot occur in a line. */
function linesIn(value: unknown, where: string): FieldLines {
  return list(value ?? [], where).flatMap((each, index) => {
    const at = `${where}[${index}]`;
    const field = record(each, at);
    const name = text(field.name, `${at}.name`);
    const lines = text(field.value, `${at}.value`).split("\n");
    return lines.map((line): readonly [string, string] => [name, line]);
  });
}

/** Pseudo-header fields are not header fields (RFC 9113 section 8.3). */
function isField([name]: readonly [string, string]): boolean {
  return !name.startsWith(":");
}

/** `:authority` of HTTP/2 is the Host of HTTP/1.1. */
function withHost(lines: FieldLines, url: URL): FieldLines {
  const fields = lines.filter(isField);
  if (fields.some(([name]) => name.toLowerCase() === "host")) return fields;
  return [["Host", lines.find(([name]) => name === ":authority")?.[1] ?? url.host], ...fields];
}

function isHttp({ protocol }: URL): boolean {
  return /^(https?|wss?):$/.test(protocol);
}

/** Did it come from a cache or a service worker, or did the browser make it up, as for HSTS? */
function isFromElsewhere(
  entry: Readonly<Record<string, unknown>>,
  response: Readonly<Record<string, unknown>>,
  fields: FieldLines,
): boolean {
  return (
    entry._fromCache !== undefined ||
    response._fetchedViaServiceWorker === true ||
    fields.some(([name]) => name.toLowerCase() === "non-authoritative-reason")
  );
}

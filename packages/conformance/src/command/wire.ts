import type { ExchangeRequest, ExchangeResponse, FieldLines } from "../exchange.ts";

/** The head of a request as HTTP/1.1 would put it on the wire (RFC 9112 section 2.1). */
export function requestHead(request: ExchangeRequest): string {
  const { headers, httpVersion = "1.1", method, target } = request;
  return head(`${method} ${target} HTTP/${httpVersion}`, headers);
}

/** The head of a response as HTTP/1.1 would put it on the wire. */
export function responseHead(response: ExchangeResponse): string {
  const { headers, httpVersion = "1.1", phrase = "", status } = response;
  return head(`HTTP/${httpVersion} ${status} ${phrase}`.trimEnd(), headers);
}

function head(first: string, fields: FieldLines): string {
  const lines = fields.map(([name, value]) => `${name}: ${value}`);
  return `${[first, ...lines].join("\r\n")}\r\n\r\n`;
}

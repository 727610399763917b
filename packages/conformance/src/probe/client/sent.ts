import type { ExchangeRequest } from "../../exchange.ts";

/** A request, and how it is sent. */
export interface Sent extends ExchangeRequest {
  /** What is sent instead of the other members: one character per octet. */
  readonly wire?: string;
  /** Is it sent on a connection of its own? If "watched", this is read until the server closes it. */
  readonly own?: "plain" | "watched";
  /** Is the content sent only after a 100, or when none comes? */
  readonly hold?: boolean;
  /** Requests that are sent together with it, and answered after it. */
  readonly behind?: readonly Sent[];
}

/** The head of a request as it is sent. */
export function headOf({ headers, httpVersion = "1.1", method, target, wire }: Sent): string {
  if (wire !== undefined) return wire;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/${httpVersion}\r\n${lines.join("")}\r\n`;
}

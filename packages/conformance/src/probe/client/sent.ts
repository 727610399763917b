import type { ExchangeRequest } from "../../exchange.ts";

/** A request, and how it is sent. */
export interface Sent extends ExchangeRequest {
  /** What goes out instead of what the rest says: one character an octet. */
  readonly wire?: string;
  /** On a connection of its own; "watched" to its end: does the server close it, and what comes till then? */
  readonly own?: "plain" | "watched";
  /** Sends the content only after a 100, or when none comes. */
  readonly hold?: boolean;
  /** Sent in the same piece, and answered behind it. */
  readonly behind?: readonly Sent[];
}

/** The head of a request as it goes out. */
export function headOf({ headers, httpVersion = "1.1", method, target, wire }: Sent): string {
  if (wire !== undefined) return wire;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/${httpVersion}\r\n${lines.join("")}\r\n`;
}

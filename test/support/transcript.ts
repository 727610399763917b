import type { Response } from "./response-parser.ts";

/**
 * A response in wire notation, to compare: names in lower case, those that Vary lists too, and fields
 * sorted. What belongs to the moment or to the connection is left out: Date, and that it stays.
 */
export function transcript(response: Response): string {
  return [...head(response), "", response.body.toString()].join("\n");
}

/** The same without the content. */
export function head({ status, phrase, fields }: Response): readonly string[] {
  const lines = fields
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .map(([name, value]) => `${name}: ${name === "vary" ? value.toLowerCase() : value}`.trim())
    .filter((line) => !/^(date: |keep-alive: |connection: keep-alive$)/.test(line));
  return [`HTTP/1.1 ${status} ${phrase}`, ...lines.sort()];
}

import type { Exchange } from "../../exchange.ts";
import { json, list, record } from "../shape.ts";
import { exchangeIn } from "./entry.ts";

/** What a browser recorded. */
export interface Recording {
  readonly exchanges: readonly Recorded[];
  /** How many entries were not answered by an origin: from a cache, blocked, or not HTTP. */
  readonly skipped: number;
}

/** One entry of a recording. */
export interface Recorded {
  readonly exchange: Exchange;
  /** Without its fragment. */
  readonly url: string;
  /** Its place in the file: `log.entries[3]`. */
  readonly entry: string;
}

/**
 * Reads an HTTP Archive, HAR 1.2, as browsers, proxies and test tools write it.
 *
 * @param content - The text of the file.
 * @param file - Its name, for messages.
 * @throws UsageError if it is not one; the message says where.
 */
export function readHar(content: string, file: string): Recording {
  const { log } = record(json(content, file), file);
  const { entries } = record(log, `${file}: log`);
  const exchanges = list(entries, `${file}: log.entries`).flatMap((value, index) => {
    const entry = `log.entries[${index}]`;
    const read = exchangeIn(value, `${file}: ${entry}`);
    return read === undefined ? [] : [{ ...read, entry }];
  });
  return { exchanges, skipped: list(entries, file).length - exchanges.length };
}

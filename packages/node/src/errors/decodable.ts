import type { IncomingMessage } from "node:http";
import type { Facts } from "./facts.ts";

/** What body-parser 2 and co-body decode; body-parser 1 knows no br. */
const codings: readonly string[] = ["gzip", "deflate", "br", "identity"];

/**
 * The codings that would do where one was refused, so never that one: a client would send the same again
 * (RFC 9110 section 15.5.16).
 *
 * @param error - Of body-parser, which says it otherwise where `inflate` is off, or of co-body.
 */
export function decodable(error: Facts, { headers }: IncomingMessage): readonly string[] {
  if (error.text("message") === "content encoding unsupported") return ["identity"];
  const refused = headers["content-encoding"]?.toLowerCase();
  return codings.filter((coding) => coding !== refused);
}

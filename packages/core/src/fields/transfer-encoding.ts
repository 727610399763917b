import { formatParameters, parseParameters } from "../grammar/parameters.ts";
import { tokenEnd } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Transfer-Encoding = #transfer-coding` (RFC 9112 section 6.1), in the order in which they were applied.
 * Codings are case-insensitive, and in lower case here. Whitespace around the equals sign of a parameter, which
 * nobody may send (section 7), makes the field malformed.
 *
 * @example
 * ```ts
 * transferEncoding.parse("gzip, Chunked"); // ["gzip", "chunked"]
 * ```
 */
export const transferEncoding: FieldCodec<readonly string[]> = listField({
  name: "transfer-encoding",
  section: "RFC 9112 section 6.1",
  members: "transfer codings (tokens), with parameters",
  isMember: (text) => codingText(text) !== undefined,
  least: 1,
  normalize: (text) => codingText(text) ?? text,
});

function codingText(text: string): string | undefined {
  const end = tokenEnd(text, 0);
  const parameters = end === 0 ? undefined : parseParameters(text, end);
  const tail = parameters && formatParameters(parameters);
  return tail === undefined ? undefined : text.slice(0, end).toLowerCase() + tail;
}

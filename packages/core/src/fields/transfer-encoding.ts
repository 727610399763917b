import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Transfer-Encoding = #transfer-coding` (RFC 9112 section 6.1), in the order in which they were applied.
 * Codings are case-insensitive: lower case here. Their parameters, which none of the registered ones
 * has, are not read.
 *
 * @example
 * ```ts
 * transferEncoding.parse("gzip, Chunked"); // ["gzip", "chunked"]
 * ```
 */
export const transferEncoding: FieldCodec<readonly string[]> = listField({
  name: "transfer-encoding",
  section: "RFC 9112 section 6.1",
  members: "transfer codings (tokens)",
  isMember: isToken,
  least: 1,
  normalize: (coding) => coding.toLowerCase(),
});

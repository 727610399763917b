import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Allow = #method` (RFC 9110 section 10.2.1): the methods that the resource supports, case-sensitive.
 * The empty list is a value: nothing is allowed now.
 *
 * @example
 * ```ts
 * allow.format(["GET", "HEAD"]); // "GET, HEAD"
 * ```
 */
export const allow: FieldCodec<readonly string[]> = listField({
  name: "allow",
  section: "RFC 9110 section 10.2.1",
  members: "methods (tokens)",
  isMember: isToken,
  least: 0,
});

import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Expect = #expectation` (RFC 9110 section 10.1.1). The whole value is case-insensitive: lower case here.
 * Expectations with a value, of which none is defined, are not read.
 *
 * @example
 * ```ts
 * expect.parse("100-Continue"); // ["100-continue"]
 * ```
 */
export const expect: FieldCodec<readonly string[]> = listField({
  name: "expect",
  section: "RFC 9110 section 10.1.1",
  members: "expectations (tokens)",
  isMember: isToken,
  least: 0,
  normalize: (expectation) => expectation.toLowerCase(),
});

import { isToken } from "../grammar/token.ts";
import type { FieldCodec } from "./codec.ts";
import { listField } from "./list-field.ts";

/**
 * `Expect = #expectation` (RFC 9110 section 10.1.1). The whole value is case-insensitive, and in lower case
 * here. Expectations with a value are malformed here, for none is defined.
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

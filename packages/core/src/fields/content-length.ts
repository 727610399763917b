import { isCount, parseDigits } from "../grammar/digits.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/**
 * `Content-Length = 1*DIGIT` (RFC 9110 section 8.6): the length of the content in bytes. A list of
 * equal lengths, which section 8.6 lets a recipient repair, is malformed here.
 *
 * @example
 * ```ts
 * contentLength.format(0); // "0"
 * contentLength.parse("+1"); // undefined
 * ```
 */
export const contentLength: FieldCodec<number> = {
  name: "content-length",
  section: "RFC 9110 section 8.6",
  parse: parseDigits,
  format(length) {
    if (isCount(length)) return String(length);
    throw refusal(contentLength, "a whole number of bytes >= 0", length);
  },
};

import { isTidy, splitList } from "../grammar/list.ts";
import { isToken } from "../grammar/token.ts";
import { type FieldCodec, refusal } from "./codec.ts";
import { checkList } from "./list-field.ts";

/**
 * `Content-Encoding = #content-coding` (RFC 9110 section 8.4), in the order in which they were applied: a
 * coding that was applied twice is named twice. Codings are case-insensitive, and in lower case here.
 *
 * @example
 * ```ts
 * contentEncoding.parse("GZIP, br"); // ["gzip", "br"]
 * ```
 */
export const contentEncoding: FieldCodec<readonly string[]> = {
  name: "content-encoding",
  section: "RFC 9110 section 8.4",
  parse(line) {
    const codings = splitList(line.toLowerCase());
    return codings.every(isToken) ? codings : undefined;
  },
  format(codings) {
    checkList(contentEncoding, codings);
    const wrong = codings.find((coding) => !isToken(coding));
    if (wrong === undefined) return codings.join(", ");
    throw refusal(contentEncoding, "content codings (tokens)", wrong);
  },
  isSendable: isTidy,
};

/**
 * What fields are made of, for those who read or judge fields that have no codec:
 * `@rightstatus/core/grammar`.
 *
 * @module
 */
export { parseDigits } from "./digits.ts";
export { formatHttpDate, isImfFixdate, parseHttpDate } from "./http-date.ts";
export { splitList } from "./list.ts";
export { closingQuote, readQuoted } from "./quoted-string.ts";
export { isToken, skipOws, tokenEnd, trimOws } from "./token.ts";
export { readWord } from "./word.ts";

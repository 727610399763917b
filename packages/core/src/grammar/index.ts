/**
 * The parts that fields are made of, for reading or checking fields that have no codec:
 * `@rightstatus/core/grammar`.
 *
 * @module
 */
export { readAttribute } from "./attributes.ts";
export { parseDigits } from "./digits.ts";
export { formatHttpDate, isImfFixdate, parseHttpDate } from "./http-date.ts";
export { hasEmptyMember, hasSpaceAtEquals, nextMember, splitList, unquoted } from "./list.ts";
export { type ParameterRecord, parseParameters } from "./parameters.ts";
export { parseQuality } from "./quality.ts";
export { closingQuote, readQuoted } from "./quoted-string.ts";
export { isToken, skipOws, tokenEnd, trimOws } from "./token.ts";
export { type Components, componentsOf, isUriReference, parseUrl, schemeOf } from "./uri.ts";
export { readWord } from "./word.ts";

import { isCount } from "../grammar/digits.ts";
import { isToken } from "../grammar/token.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/**
 * The part that is sent, from `first` to `last`, both counted from 0; `size` of the whole, undefined if
 * unknown.
 */
export interface PartRange {
  readonly unit: string;
  readonly first: number;
  readonly last: number;
  readonly size: number | undefined;
}

/** No part could be sent: only the size of the whole is given. */
export interface UnsatisfiedRange {
  readonly unit: string;
  readonly size: number;
}

/** The two are told apart by `"first" in range`. */
export type ContentRange = PartRange | UnsatisfiedRange;

/**
 * `Content-Range` (RFC 9110 section 14.4): which part a 206 holds, or the size that a 416 tells. A last
 * position before the first, or at or past the size, is malformed.
 *
 * @example
 * ```ts
 * contentRange.format({ unit: "bytes", first: 0, last: 9, size: 100 }); // "bytes 0-9/100"
 * contentRange.format({ unit: "bytes", size: 100 }); // "bytes *\/100"
 * ```
 */
export const contentRange: FieldCodec<ContentRange> = {
  name: "content-range",
  section: "RFC 9110 section 14.4",
  parse(line) {
    const [, unit, first, last, size] = /^([^ ]+) (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(line) ?? [];
    if (unit === undefined || size === undefined) return undefined;
    const whole = size === "*" ? undefined : Number(size);
    const value =
      first === undefined
        ? { unit: unit.toLowerCase(), size: whole ?? Number.NaN }
        : { unit: unit.toLowerCase(), first: Number(first), last: Number(last), size: whole };
    return isValid(value) ? value : undefined;
  },
  format(value) {
    if (!isValid(value)) {
      throw refusal(contentRange, "whole numbers with first <= last < size", value);
    }
    const size = value.size ?? "*";
    return "first" in value
      ? `${value.unit} ${value.first}-${value.last}/${size}`
      : `${value.unit} */${size}`;
  },
};

function isValid(value: ContentRange): boolean {
  if (!isToken(value.unit)) return false;
  if (!("first" in value)) return isCount(value.size);
  const { first, last, size } = value;
  if (!isCount(first) || !isCount(last) || first > last) return false;
  return size === undefined || (isCount(size) && last < size);
}

import type { RangeRequest, RangeSpec } from "../fields/range.ts";
import type { Conditions } from "../request/conditions.ts";
import { ifRangeHolds } from "./if-range.ts";
import type { State } from "./preconditions.ts";

/** Bytes from `start` up to, but not including, `end`, counted from 0: the arguments of `slice(start, end)`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** How much of a representation to send: all of it (200), nothing of it (416), or parts of it (206). */
export type Selection =
  | { readonly kind: "whole" }
  | { readonly kind: "unsatisfiable"; readonly length: number }
  | {
      readonly kind: "partial";
      /** At least one; they do not touch, and are in the order in which they were first asked for. */
      readonly ranges: readonly [ByteRange, ...ByteRange[]];
      readonly multipart: boolean;
    };

/** RFC 9110 section 14.2 lets a server ignore many small ranges; more than this is many. */
const MOST_RANGES = 16;

const whole: Selection = { kind: "whole" };

/**
 * Step 5 of RFC 9110 section 13.2.2, for a request whose preconditions hold: which ranges to send. Range
 * counts only for GET and QUERY, so HEAD ignores it (section 14.2; RFC 10008 section 2.8), and only if
 * If-Range holds. If there is an If-Range, an unsatisfiable range is "not applicable", and the whole is sent
 * instead of a 416.
 *
 * @param request - The conditions, from `readConditions`.
 * @param state - The selected representation.
 * @param length - Its length in bytes; undefined if it is not known, and then there are no ranges.
 * @param now - Milliseconds since 1970, from `Date.now()`.
 * @returns The whole, the parts to send, or "unsatisfiable", which is a 416.
 * @example
 * ```ts
 * rangesFor(readConditions({ headers: { range: "bytes=-2" } }), { exists: true }, 5, Date.now());
 * // { kind: "partial", ranges: [{ start: 3, end: 5 }], multipart: false }
 * ```
 */
export function rangesFor(
  request: Conditions,
  state: State,
  length: number | undefined,
  now: number,
): Selection {
  const range = applicableRange(request, state, now);
  const selection = selectRanges(range, length);
  return selection.kind === "unsatisfiable" && request.ifRange !== undefined ? whole : selection;
}

/**
 * The Range field, if it counts for the method and under If-Range (RFC 9110 sections 14.2 and 13.1.5).
 *
 * @param request - The conditions, from `readConditions`.
 * @param state - The selected representation.
 * @param now - Milliseconds since 1970, from `Date.now()`.
 * @returns What the field asks for; undefined if the whole is to be sent.
 * @example
 * ```ts
 * applicableRange(readConditions({ method: "HEAD", headers: { range: "bytes=0-1" } }), state, now); // undefined
 * ```
 */
export function applicableRange(
  request: Conditions,
  state: State,
  now: number,
): RangeRequest | undefined {
  const { method, range, ifRange } = request;
  if (method !== "GET" && method !== "QUERY") return undefined;
  if (range === "malformed") return undefined;
  return ifRange === undefined || ifRangeHolds(ifRange, state, now) ? range : undefined;
}

/**
 * Resolves ranges against a representation (RFC 9110 section 14.1.2). Ranges that overlap or touch become one
 * (section 15.3.7.2). The whole is sent for a unit other than bytes, for more than 16 ranges, if the bytes
 * that are asked for more than once add up to the whole representation (section 17.15), and if the
 * representation is empty, because no Content-Range can express that.
 *
 * @param range - What the request asks for; undefined for nothing.
 * @param length - The length of the representation in bytes; undefined if it is not known.
 * @returns The whole, the parts to send, or "unsatisfiable" if none of the ranges lies inside.
 * @example
 * ```ts
 * selectRanges(range.parse("bytes=10-"), 10); // { kind: "unsatisfiable", length: 10 }
 * selectRanges(range.parse("bytes=8-9,0-3,2-5"), 10);
 * // { kind: "partial", ranges: [{ start: 8, end: 10 }, { start: 0, end: 6 }], multipart: true }
 * ```
 */
export function selectRanges(
  range: RangeRequest | undefined,
  length: number | undefined,
): Selection {
  if (range === undefined || !length) return whole;
  if (range.unit !== "bytes" || range.specs.length > MOST_RANGES) return whole;

  const asked = range.specs.map((spec) => resolve(spec, length)).filter((r) => r.end > r.start);
  const [first, ...more] = coalesce(asked);
  if (first === undefined) return { kind: "unsatisfiable", length };

  const ranges: readonly [ByteRange, ...ByteRange[]] = [first, ...more];
  if (bytesIn(asked) - bytesIn(ranges) >= length) return whole;
  return { kind: "partial", ranges, multipart: ranges.length > 1 };
}

/** Empty if the range is unsatisfiable. A number beyond the end, however large, means the end. */
function resolve(spec: RangeSpec, length: number): ByteRange {
  if ("suffix" in spec) return { start: Math.max(0, length - spec.suffix), end: length };
  return { start: spec.first, end: Math.min(length, (spec.last ?? length) + 1) };
}

function coalesce(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const sorted = ranges
    .map((range, order) => ({ ...range, order }))
    .sort((a, b) => a.start - b.start);
  const merged: typeof sorted = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) {
      merged.push(range);
    } else {
      last.end = Math.max(last.end, range.end);
      last.order = Math.min(last.order, range.order);
    }
  }
  return merged.sort((a, b) => a.order - b.order).map(({ start, end }) => ({ start, end }));
}

function bytesIn(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

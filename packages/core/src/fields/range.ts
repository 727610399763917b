import { isCount } from "../grammar/digits.ts";
import { splitList } from "../grammar/list.ts";
import { skipOws, tokenEnd } from "../grammar/token.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/** Bytes from `first` to `last` or the end, both counted from 0; or the last `suffix` bytes. */
export type RangeSpec =
  | { readonly first: number; readonly last?: number }
  | { readonly suffix: number };

/** What a Range field asks for. The specs are those of the unit "bytes"; other units give none. */
export interface RangeRequest {
  readonly unit: string;
  readonly specs: readonly RangeSpec[];
}

/** More than this is an attack and not a request (RFC 9110 section 14.2 lets a server ignore it). */
const MOST_SPECS = 100;

/**
 * `Range = range-unit "=" 1#range-spec` (RFC 9110 section 14.2). One invalid spec makes the whole field
 * malformed, and so do more than 100 of them. Positions beyond 2^53 - 1 are read as 2^53 - 1, which is beyond
 * the end of everything.
 *
 * @example
 * ```ts
 * range.parse("bytes=0-99, -1"); // { unit: "bytes", specs: [{ first: 0, last: 99 }, { suffix: 1 }] }
 * range.parse("bytes=9-0"); // undefined
 * ```
 */
export const range: FieldCodec<RangeRequest> = {
  name: "range",
  section: "RFC 9110 section 14.2",
  parse(line) {
    const equals = tokenEnd(line, 0);
    if (equals === 0 || line[equals] !== "=") return undefined;
    const unit = line.slice(0, equals).toLowerCase();
    if (unit !== "bytes") return { unit, specs: [] };
    const specs = parseSpecs(line.slice(skipOws(line, equals + 1)));
    return specs && { unit, specs };
  },
  format({ unit, specs }) {
    const valid = unit === "bytes" && specs.length > 0 && specs.length <= MOST_SPECS;
    if (valid && specs.every(isValid)) return `bytes=${specs.map(formatSpec).join(", ")}`;
    throw refusal(range, `"bytes" and 1 to ${MOST_SPECS} specs of whole numbers, first <= last`, {
      unit,
      specs,
    });
  },
};

function parseSpecs(rangeSet: string): readonly RangeSpec[] | undefined {
  const members = splitList(rangeSet);
  if (members.length === 0 || members.length > MOST_SPECS) return undefined;
  const specs: RangeSpec[] = [];
  for (const member of members) {
    const spec = parseSpec(member);
    if (spec === undefined || !isValid(spec)) return undefined;
    specs.push(spec);
  }
  return specs;
}

function parseSpec(member: string): RangeSpec | undefined {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(member) ?? [];
  if (first === undefined || last === undefined || member === "-") return undefined;
  if (first === "") return { suffix: saturated(last) };
  return last === ""
    ? { first: saturated(first) }
    : { first: saturated(first), last: saturated(last) };
}

function saturated(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

function isValid(spec: RangeSpec): boolean {
  if ("suffix" in spec) return isCount(spec.suffix);
  if (spec.last === undefined) return isCount(spec.first);
  return isCount(spec.first) && isCount(spec.last) && spec.first <= spec.last;
}

function formatSpec(spec: RangeSpec): string {
  return "suffix" in spec ? `-${spec.suffix}` : `${spec.first}-${spec.last ?? ""}`;
}

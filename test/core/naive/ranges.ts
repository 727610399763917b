import type { RangeSpec } from "../../../packages/core/src/fields/range.ts";
import { members } from "./words.ts";

/**
 * What a Range field leads to, as "200", "416 *\/10" or "206 0-1 8-9": colours each byte that is asked for,
 * and a run of coloured bytes is a part.
 */
export function naiveRanges(specs: readonly RangeSpec[], length: number): string {
  if (length === 0 || specs.length > 16) return "200";
  const bytes = Array.from({ length }, (_, at) => at);
  const asks = (spec: RangeSpec, at: number): boolean =>
    "suffix" in spec ? at >= length - spec.suffix : at >= spec.first && at <= (spec.last ?? at);
  const askers = bytes.map((at) => specs.flatMap((spec, i) => (asks(spec, at) ? [i] : [])));
  const parts: { from: number; to: number; order: number }[] = [];
  for (const at of bytes) {
    const order = Math.min(...(askers[at] ?? []));
    if (order === Infinity) continue;
    const last = parts.at(-1);
    if (last?.to === at - 1) Object.assign(last, { to: at, order: Math.min(last.order, order) });
    else parts.push({ from: at, to: at, order });
  }
  if (parts.length === 0) return `416 */${length}`;
  const repeated = askers.reduce((sum, of) => sum + Math.max(0, of.length - 1), 0);
  if (repeated >= length) return "200";
  parts.sort((a, b) => a.order - b.order);
  return `206 ${parts.map(({ from, to }) => `${from}-${to}`).join(" ")}`;
}

/** The byte ranges of a Range field (RFC 9110 section 14.1.2); undefined if it is to be ignored. */
export function specsIn(line: string): readonly RangeSpec[] | undefined {
  const set = /^bytes=(.*)$/is.exec(line)?.[1];
  const specs = members(set ?? "").map((member): RangeSpec | undefined => {
    const [, first, last] = /^([0-9]*)-([0-9]*)$/.exec(member) ?? [];
    if (first === undefined || (first === "" && last === "")) return undefined;
    if (first === "") return { suffix: Number(last) };
    if (last === "") return { first: Number(first) };
    return Number(first) <= Number(last) ? { first: Number(first), last: Number(last) } : undefined;
  });
  const legal = specs.filter((spec) => spec !== undefined);
  return specs.length > 0 && specs.length <= 100 && legal.length === specs.length
    ? legal
    : undefined;
}

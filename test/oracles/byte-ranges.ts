/** Positions from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `int-range` and `suffix-range` (RFC 9110 section 14.1.2). */
const SPEC = /^(?:(\d+)-(\d*)|-(\d+))$/;

/** Is this a Range of bytes, in its grammar or not? */
export function isOfBytes(range: string): boolean {
  return /^bytes=/i.test(range);
}

/** The members of a Range of bytes; none if one of them is invalid (RFC 9110 sections 14.1.1 and 5.6.1). */
export function membersOf(range: string): readonly string[] {
  const members = range
    .slice("bytes=".length)
    .split(",")
    .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ""))
    .filter((member) => member !== "");
  const valid = members.every((member) => {
    const [whole, first = "", last = ""] = SPEC.exec(member) ?? [];
    return whole !== undefined && (last === "" || BigInt(first) <= BigInt(last));
  });
  return valid ? members : [];
}

/** What members name of so many bytes, without those that name nothing. */
export function spansOf(members: readonly string[], size: number): readonly Span[] {
  const spans = members.map((member) => {
    const [, first, last, suffix] = SPEC.exec(member) ?? [];
    if (first === undefined) return { start: Math.max(0, size - Number(suffix)), end: size };
    return { start: Number(first), end: last ? Math.min(size, Number(last) + 1) : size };
  });
  return spans.filter(({ start, end }) => start < end);
}

/** The stretches of bytes that are asked for, in the order of who asks first (RFC 9110 section 15.3.7.2). */
export function stretchesOf(spans: readonly Span[], size: number): readonly Span[] {
  const asked = new Uint8Array(size);
  for (const { start, end } of spans) asked.fill(1, start, end);
  const begins = spans.map(({ start }) => asked.lastIndexOf(0, start) + 1);
  return [...new Set(begins)].map((start) => {
    const end = asked.indexOf(0, start);
    return { start, end: end === -1 ? size : end };
  });
}

export function bytesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

import fc, { type Arbitrary } from "fast-check";
import { anyText } from "../../support/any-text.ts";

const text = fc.oneof(
  fc
    .array(fc.constantFrom(...'a/ ,;="\\*:\r\n\0\t\xe9', "q", "rel"))
    .map((parts) => parts.join("")),
  anyText,
);
const number = fc.oneof(
  fc.constantFrom(-1, -0, 0.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY),
  fc.double(),
);
const date = fc.constantFrom(Number.NaN, -1e15, 1e15, 0.5).map((time) => new Date(time));

/** What makes the shape of a value, and is no text of the application. */
const shape = new Set(
  (
    "type parameters weight value name unit specs first last suffix size scheme token68 params href rel " +
    "host port"
  ).split(" "),
);

/** Values of which one text, number, date or name, wherever it stands, is another of its kind. */
export function spoilt(values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .record({ value: values, at: fc.nat(), text, number, date })
    .map(({ value, at, ...others }) => {
      const leaves = replaced(value, -1, others).count;
      return leaves === 0 ? value : replaced(value, at % leaves, others).value;
    });
}

interface Others {
  readonly text: string;
  readonly number: number;
  readonly date: Date;
}

/** The value with the leaf of that index replaced, and how many leaves it has. */
function replaced(value: unknown, index: number, o: Others): { value: unknown; count: number } {
  let count = 0;
  const visit = (x: unknown): unknown => {
    if (x instanceof Date) return next(x, o.date);
    if (typeof x === "string") return next(x, o.text);
    if (typeof x === "number") return next(x, o.number);
    if (Array.isArray(x)) return x.map(visit);
    if (typeof x !== "object" || x === null) return x;
    const entries = Object.entries(x).map(
      ([key, own]) => [shape.has(key) ? key : visit(key), visit(own)] as const,
    );
    return Object.fromEntries(entries as (readonly [string, unknown])[]);
  };
  const next = (x: unknown, other: unknown): unknown => {
    count += 1;
    return count - 1 === index ? other : x;
  };
  return { value: visit(value), count };
}

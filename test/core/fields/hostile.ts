import fc, { type Arbitrary } from "fast-check";

const SPECIAL = [
  ..."abW019 \t,;=\"\\/*<>%-:#[]@.'~!\0\r\n\x7f\x80\xe9\xff",
  "\u0100",
  "\ud800",
  "🂡",
];
const PIECES = [
  "bytes=",
  "W/",
  '""',
  "q=0.5",
  "//",
  "%2f",
  "http://",
  "GMT",
  "__proto__=x",
  "max-age=1",
];

/**
 * What comes from outside: noise, the characters and words that grammars turn on, long runs, and legal
 * values with a few characters changed, which get furthest into a parser.
 */
export function hostile(legal: Arbitrary<string>): Arbitrary<string> {
  const special = fc.oneof(fc.constantFrom(...SPECIAL), fc.constantFrom(...PIECES));
  const edit = fc.tuple(fc.nat(), fc.nat(2), special);
  return fc.oneof(
    legal,
    fc.string({ unit: "binary" }),
    fc.array(special, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.tuple(special, fc.nat(3000), special).map(([unit, n, end]) => unit.repeat(n) + end),
    fc
      .tuple(legal, fc.array(edit, { minLength: 1, maxLength: 3 }))
      .map(([line, edits]) => edits.reduce(edited, line)),
  );
}

function edited(line: string, [at, removed, added]: [number, number, string]): string {
  const start = at % (line.length + 1);
  return line.slice(0, start) + added + line.slice(start + removed);
}

import fc, { type Arbitrary } from "fast-check";
import { anyText } from "../../support/any-text.ts";

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
  "none",
  ", ",
];

type Edit = [at: number, removed: number, added: string | [at: number, length: number]];

/**
 * What comes from outside: noise, the characters and words that grammars turn on, long runs, and legal
 * values with a few characters changed, which get furthest into a parser.
 */
export function hostile(legal: Arbitrary<string>): Arbitrary<string> {
  const special = fc.oneof(fc.constantFrom(...SPECIAL), fc.constantFrom(...PIECES));
  const edit = fc.tuple(fc.nat(), fc.nat(2), fc.oneof(special, fc.tuple(fc.nat(), fc.nat(8))));
  const edited = fc
    .tuple(legal, fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([line, edits]) => edits.reduce(changed, line));
  const soup = fc.array(special, { maxLength: 12 }).map((parts) => parts.join(""));
  const long = fc
    .tuple(special, fc.nat(3000), special)
    .map(([unit, times, end]) => unit.repeat(times) + end);
  return fc.oneof(
    { weight: 8, arbitrary: edited },
    { weight: 6, arbitrary: soup },
    { weight: 3, arbitrary: legal },
    { weight: 2, arbitrary: anyText },
    { weight: 1, arbitrary: long },
  );
}

/** With a piece in the place of some characters, or with a part of the line itself, from and how much. */
function changed(line: string, [at, removed, added]: Edit): string {
  const start = at % (line.length + 1);
  const piece = typeof added === "string" ? added : part(line, ...added);
  return line.slice(0, start) + piece + line.slice(start + removed);
}

function part(line: string, at: number, length: number): string {
  const start = at % (line.length + 1);
  return line.slice(start, start + length);
}

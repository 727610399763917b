import fc from "fast-check";
import { describe, it } from "vitest";
import {
  formatHttpDate,
  isWritable,
  parseHttpDate,
} from "../../../packages/core/src/grammar/http-date.ts";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { date } from "../fields/arbitraries.ts";
import { naiveHttpDate } from "../naive/http-date.ts";

/** Any of the first nine times in ten, else one of the others. */
function mostly(right: fc.Arbitrary<string>, ...wrong: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

function digits(most: number, length: number, fill = "0"): fc.Arbitrary<string> {
  return fc.nat({ max: most }).map((n) => String(n).padStart(length, fill));
}

const month = fc.constantFrom("Jan", "Feb", "Mar", "Apr", "Nov", "Dec");
const year = fc.oneof(digits(9999, 4), fc.constantFrom("1900", "2000", "0000", "0004", "0099"));
const time = mostly(
  fc.oneof(
    digits(86_399, 0).map((n) => new Date(Number(n) * 1000).toISOString().slice(11, 19)),
    fc.constantFrom("23:59:60", "00:00:60"),
  ),
  ...["24:00:00", "00:60:00", "00:00:61", "8:49:37", "08:49", ""],
);
const parts = fc.record({
  day: mostly(digits(31, 2), "00", "32", "1", "29", "30", "31", "0\u0666"),
  padded: mostly(digits(31, 2, " "), "00", " 0", "32", "1"),
  month: mostly(month, "nov", "Xxx", "11", "Sept", ""),
  year: mostly(year, "94", "12026", "-001", ""),
  yy: mostly(digits(99, 2), "1994", "4", ""),
  time,
  zone: mostly(fc.constant(" GMT"), "", " UTC", " +0000", " gmt", "GMT"),
  short: mostly(fc.constantFrom("Sun", "Mon"), "sun", "Xxx", "", "Sunday"),
  long: mostly(fc.constantFrom("Sunday", "Monday"), "sunday", "Sun", ""),
  after: mostly(fc.constant(""), " ", "\n", ", "),
});

/** One of the three forms, or one with a part that does not belong there. */
const nearly = fc.tuple(parts, fc.constantFrom("imf", "850", "asctime")).map(([p, form]) => {
  if (form === "imf")
    return `${p.short}, ${p.day} ${p.month} ${p.year} ${p.time}${p.zone}${p.after}`;
  if (form === "asctime") return `${p.short} ${p.month} ${p.padded} ${p.time} ${p.year}${p.after}`;
  return `${p.long}, ${p.day}-${p.month}-${p.yy} ${p.time}${p.zone}${p.after}`;
});

describe("RFC 9110 section 5.6.7, HTTP-date", () => {
  it("is read as one that counts days reads it", () => {
    // In 2150 a 29 February could be meant that neither of two centuries has.
    const now = fc.integer({ min: 0, max: 5_600_000_000 }).map((second) => new Date(second * 1000));
    fc.assert(
      fc.property(nearly, now, (text, clock) => {
        const read = parseHttpDate(text, clock);
        same(read === undefined ? read : read.getTime() / 1000, naiveHttpDate(text, clock));
      }),
      { numRuns: runs },
    );
  });

  it("of two digits the year is the last one that is at most 50 years ahead, to the second", () => {
    const now = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(now, fc.integer({ min: -2, max: 2 }), (second, off) => {
        const clock = new Date(second * 1000);
        const latest = new Date(clock);
        latest.setUTCFullYear(clock.getUTCFullYear() + 50);
        const [, day, name, full = "", clockTime] = new Date(latest.getTime() + off * 1000)
          .toUTCString()
          .split(" ");
        const text = `Monday, ${day}-${name}-${full.slice(2)} ${clockTime} GMT`;
        const read = parseHttpDate(text, clock)?.getTime();
        const leapless = `${day} ${name}` === "29 Feb";
        if (!leapless) same(read !== undefined && read <= latest.getTime(), true);
        same(read === undefined ? read : read / 1000, naiveHttpDate(text, clock));
      }),
      { numRuns: runs },
    );
  });

  it("any other text is none", () => {
    const piece = fc.constantFrom(
      ..."Sun Sunday , Nov 06 - 94 1994 08:49:37 : GMT".split(/(?= )| /),
    );
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join(" ")),
      anyText,
    );
    const now = new Date();
    fc.assert(
      fc.property(text, (any) => {
        const read = parseHttpDate(any, now);
        same(read === undefined ? read : read.getTime() / 1000, naiveHttpDate(any, now));
      }),
      { numRuns: runs },
    );
  });

  it("reads what it writes, in each form", () => {
    fc.assert(
      fc.property(date, (value) => {
        const imf = formatHttpDate(value);
        const [, day = "", month, year, time] = imf.split(" ");
        const asctime = `${imf.slice(0, 3)} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`;
        same(isWritable(value), true);
        same(parseHttpDate(imf), value);
        same(parseHttpDate(asctime), value);
        same(naiveHttpDate(imf, value), value.getTime() / 1000);
      }),
      { numRuns: runs },
    );
  });

  it("writes what is a valid date of four digits, cut to the second, and throws on anything else", () => {
    const any = fc.oneof(fc.date(), fc.date({ noInvalidDate: false }), date);
    fc.assert(
      fc.property(any, fc.nat({ max: 999 }), (base, ms) => {
        const value = new Date(base.getTime() + ms);
        const second = Math.floor(value.getTime() / 1000);
        let text: string | undefined;
        try {
          text = formatHttpDate(value);
        } catch (error) {
          same(error instanceof RangeError, true);
        }
        same(text !== undefined, second >= -62_167_219_200 && second <= 253_402_300_799);
        if (text !== undefined) same(naiveHttpDate(text, value), second);
      }),
      { numRuns: runs },
    );
  });
});

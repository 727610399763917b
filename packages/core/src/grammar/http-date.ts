const MONTH_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
const MONTHS = /* @__PURE__ */ MONTH_NAMES.split("|");
const MS_PER_400_YEARS = 146_097 * 86_400_000;

const DAY_NAME = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const DAY_NAME_L = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const MONTH = `(?<month>${MONTH_NAMES})`;
const TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
const YEAR = "(?<year>\\d{4})";

const IMF_FIXDATE = /* @__PURE__ */ new RegExp(
  `^${DAY_NAME}, (?<day>\\d\\d) ${MONTH} ${YEAR} ${TIME} GMT$`,
);
const RFC850_DATE = /* @__PURE__ */ new RegExp(
  `^${DAY_NAME_L}, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`,
);
const ASCTIME_DATE = /* @__PURE__ */ new RegExp(
  `^${DAY_NAME} ${MONTH} (?<day>\\d\\d| \\d) ${TIME} ${YEAR}$`,
);

/**
 * Reads an `HTTP-date` in any of its three forms (RFC 9110 section 5.6.7), case-sensitively. Date.parse accepts
 * far more, but a precondition with an invalid date has to be ignored.
 *
 * @param text - The field value.
 * @param now - What "more than 50 years in the future" is counted from, for the form with a two-digit year.
 *   Default: the current time.
 * @returns The instant; undefined if it is in none of the forms, or if there is no such day or time. The name
 *   of the day need not fit the date.
 * @example
 * ```ts
 * parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"); // 1994-11-06T08:49:37.000Z
 * parseHttpDate("1994-11-06"); // undefined
 * ```
 */
export function parseHttpDate(text: string, now?: Date): Date | undefined {
  const parts = (IMF_FIXDATE.exec(text) ?? ASCTIME_DATE.exec(text))?.groups;
  if (parts) return instant(Number(parts.year), parts);
  const old = RFC850_DATE.exec(text)?.groups;
  return old && nearest(old, now ?? new Date());
}

/**
 * Is this in the one form of a date that senders may generate, `IMF-fixdate` (RFC 9110 section 5.6.7)? Whether
 * there is such a day is not checked.
 *
 * @param text - The field value.
 * @example
 * ```ts
 * isImfFixdate("Sunday, 06-Nov-94 08:49:37 GMT"); // false
 * ```
 */
export function isImfFixdate(text: string): boolean {
  return IMF_FIXDATE.test(text);
}

// For a popular resource the same second is written again and again, at 0.5 µs each.
let lastSecond = Number.NaN;
let lastText = "";

/**
 * Writes an instant as `IMF-fixdate` (RFC 9110 section 5.6.7), the only form to generate. Fractions of a second
 * are cut off.
 *
 * @param date - The instant.
 * @throws RangeError if the date is invalid, or its year is not one of 0000 to 9999.
 * @example
 * ```ts
 * formatHttpDate(new Date(0)); // "Thu, 01 Jan 1970 00:00:00 GMT"
 * ```
 */
export function formatHttpDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second === lastSecond) return lastText;
  if (!isWritable(date)) {
    throw new RangeError(
      `HTTP-date: want a valid Date of the years 0000 to 9999, got ${date} (RFC 9110 section 5.6.7)`,
    );
  }
  lastSecond = second;
  lastText = date.toUTCString();
  return lastText;
}

/**
 * Can `formatHttpDate` write this: is it a valid `Date`, with a year of 0000 to 9999?
 *
 * @param date - The instant.
 * @example
 * ```ts
 * isWritable(new Date(Number.NaN)); // false
 * ```
 */
export function isWritable(date: unknown): date is Date {
  return isDate(date) && date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
}

/** A `Date` of whatever realm: under jest, those of `node:fs` are of another one. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

type Parts = Readonly<Record<string, string | undefined>>;

// Two digits mean the last such year that is at most 50 years ahead.
function nearest(parts: Parts, now: Date): Date | undefined {
  const latest = new Date(now);
  latest.setUTCFullYear(now.getUTCFullYear() + 50);
  const century = Math.floor(latest.getUTCFullYear() / 100) * 100;
  const date = instant(century + Number(parts.year), parts);
  return date && date <= latest ? date : instant(century - 100 + Number(parts.year), parts);
}

function instant(year: number, { month = "", day, hour, minute, second }: Parts): Date | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats after 400 years.
  const midnight = Date.UTC(year + 400, MONTHS.indexOf(month), Number(day)) - MS_PER_400_YEARS;
  if (new Date(midnight).getUTCDate() !== Number(day)) return undefined; // 31 April.
  // Second 60 is a leap second, and the same instant as second 0 of the next minute.
  return new Date(midnight + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000);
}

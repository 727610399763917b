const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = "Mon|Tue|Wed|Thu|Fri|Sat|Sun";
const longDays = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
const [d2, d4, month] = ["([0-9]{2})", "([0-9]{4})", `(${months.join("|")})`];
const time = `${d2}:${d2}:${d2}`;

const imf = new RegExp(`^(?:${days}), ${d2} ${month} ${d4} ${time} GMT$`);
const rfc850 = new RegExp(`^(?:${longDays}), ${d2}-${month}-${d2} ${time} GMT$`);
const asctime = new RegExp(`^(?:${days}) ${month} ([0-9]{2}| [0-9]) ${time} ${d4}$`);

/**
 * HTTP-date by the three forms of RFC 9110 section 5.6.7, with a calendar that counts days.
 *
 * @returns Seconds since 1970.
 */
export function naiveHttpDate(text: string, now: Date): number | undefined {
  const [, day, name, year, ...clock] = imf.exec(text) ?? [];
  if (day !== undefined) return secondsOf(Number(year), name, day, clock);
  const [, nameA, dayA, ...rest] = asctime.exec(text) ?? [];
  if (dayA !== undefined) return secondsOf(Number(rest[3]), nameA, dayA, rest.slice(0, 3));
  const [, dayB, nameB, yy, ...clockB] = rfc850.exec(text) ?? [];
  if (dayB === undefined) return undefined;
  // Of more than 50 years in the future the most recent year in the past with these two digits is meant.
  const latest = new Date(now);
  latest.setUTCFullYear(now.getUTCFullYear() + 50);
  const last = latest.getUTCFullYear();
  const years = Array.from({ length: 200 }, (_, i) => last - i).filter(
    (y) => y % 100 === Number(yy),
  );
  return years
    .map((y) => secondsOf(y, nameB, dayB, clockB))
    .find((second) => second !== undefined && second * 1000 <= latest.getTime());
}

function secondsOf(
  year: number,
  name: string | undefined,
  day: string,
  clock: readonly (string | undefined)[],
): number | undefined {
  const [hour = 0, minute = 0, second = 0] = clock.map(Number);
  const at = months.indexOf(name ?? "");
  const lengths = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const inMonth = Number(day) >= 1 && Number(day) <= (lengths[at] ?? 0);
  if (!inMonth || hour > 23 || minute > 59 || second > 60) return undefined; // 60: a leap second.
  const before = lengths.slice(0, at).reduce((sum, length) => sum + length, 0);
  const date = daysBefore(year) - daysBefore(1970) + before + Number(day) - 1;
  return ((date * 24 + hour) * 60 + minute) * 60 + second;
}

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of all the years from 0 up to this one: the year 0 is a leap year. */
function daysBefore(year: number): number {
  const last = year - 1;
  const leaps = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400) + 1;
  return year * 365 + (year === 0 ? 0 : leaps);
}

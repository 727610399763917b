import { describe, expect, it } from "vitest";
import {
  formatHttpDate,
  isImfFixdate,
  isWritable,
  parseHttpDate,
} from "../../../packages/core/src/grammar/http-date.ts";

const now = new Date("2026-11-24T00:00:00Z");

describe("RFC 9110 section 5.6.7, HTTP-date", () => {
  it.each<[rule: string, text: string, iso: string]>([
    ["IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["rfc850-date", "Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["asctime-date", "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"],
    ["asctime-date, two digits", "Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37.000Z"],
    ["the day need not fit the date", "Mon, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"],
    ["second 60", "Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00.000Z"],
    ["29 February", "Tue, 29 Feb 2000 00:00:00 GMT", "2000-02-29T00:00:00.000Z"],
    ["past 2038", "Fri, 01 Jan 2100 00:00:00 GMT", "2100-01-01T00:00:00.000Z"],
    ["before 1970", "Wed, 31 Dec 1969 23:59:59 GMT", "1969-12-31T23:59:59.000Z"],
    ["the first year", "Sat, 01 Jan 0000 00:00:00 GMT", "0000-01-01T00:00:00.000Z"],
    ["a year below 100", "Mon, 01 Jan 0099 00:00:00 GMT", "0099-01-01T00:00:00.000Z"],
    ["the last second", "Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59.000Z"],
    ["two digits, 50 years on", "Monday, 23-Nov-76 00:00:00 GMT", "2076-11-23T00:00:00.000Z"],
    [
      "two digits, exactly 50 years on",
      "Tuesday, 24-Nov-76 00:00:00 GMT",
      "2076-11-24T00:00:00.000Z",
    ],
    [
      "two digits, more than 50 years on",
      "Tuesday, 24-Nov-76 00:00:01 GMT",
      "1976-11-24T00:00:01.000Z",
    ],
    ["two digits, the past", "Friday, 31-Dec-99 23:59:59 GMT", "1999-12-31T23:59:59.000Z"],
    ["two digits, this century", "Saturday, 01-Jan-00 00:00:00 GMT", "2000-01-01T00:00:00.000Z"],
  ])("%s: %s", (_rule, text, iso) => {
    expect(parseHttpDate(text, now)?.toISOString()).toBe(iso);
  });

  it.each<[rule: string, text: string, is: boolean]>([
    ["IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", true],
    ["a day that does not fit", "Mon, 31 Apr 1994 08:49:37 GMT", true],
    ["rfc850-date", "Sunday, 06-Nov-94 08:49:37 GMT", false],
    ["asctime-date", "Sun Nov  6 08:49:37 1994", false],
    ["case", "sun, 06 nov 1994 08:49:37 gmt", false],
    ["one digit", "Sun, 6 Nov 1994 08:49:37 GMT", false],
    ["another zone", "Sun, 06 Nov 1994 08:49:37 +0000", false],
  ])("sends one form only, %s: %s", (_rule, text, is) => {
    expect(isImfFixdate(text)).toBe(is);
  });

  it.each<[rule: string, today: string, text: string, iso: string]>([
    ["into the next century", "2099-06-01", "Monday, 01-Jun-05 00:00:00 GMT", "2105-06-01"],
    ["to its first year", "2050-06-01", "Friday, 01-Jan-00 00:00:00 GMT", "2100-01-01"],
    ["not to the end of this one", "2030-06-01", "Monday, 01-Jan-90 00:00:00 GMT", "1990-01-01"],
  ])("counts 50 years %s, from %s: %s", (_rule, today, text, iso) => {
    expect(parseHttpDate(text, new Date(today))).toEqual(new Date(iso));
  });

  it("counts from today where no other day is given", () => {
    const [, , , year] = new Date().toUTCString().split(" ");
    const read = parseHttpDate(`Monday, 01-Jan-${year?.slice(2)} 00:00:00 GMT`);
    expect(read?.getUTCFullYear()).toBe(Number(year));
  });

  it.each<[rule: string, text: string]>([
    ["empty", ""],
    ["what Date.parse takes", "2026"],
    ["what Date.parse takes", "1994-11-06T08:49:37Z"],
    ["what Date.parse takes", "Sun, 6 Nov 1994 08:49:37 GMT"],
    ["what Date.parse takes", "06 Nov 1994 08:49:37 GMT"],
    ["case", "sun, 06 nov 1994 08:49:37 gmt"],
    ["case", "SUN, 06 NOV 1994 08:49:37 GMT"],
    ["another zone", "Sun, 06 Nov 1994 08:49:37 UTC"],
    ["another zone", "Sun, 06 Nov 1994 08:49:37 +0000"],
    ["no zone", "Sun, 06 Nov 1994 08:49:37"],
    ["asctime with a zone", "Sun Nov  6 08:49:37 1994 GMT"],
    ["asctime with 0 before the day", "Sun Nov 6 08:49:37 1994"],
    ["a long name in IMF-fixdate", "Sunday, 06 Nov 1994 08:49:37 GMT"],
    ["a short name in rfc850-date", "Sun, 06-Nov-94 08:49:37 GMT"],
    ["four digits in rfc850-date", "Sunday, 06-Nov-1994 08:49:37 GMT"],
    ["no such day name", "Xxx, 06 Nov 1994 08:49:37 GMT"],
    ["no such month", "Sun, 06 Xxx 1994 08:49:37 GMT"],
    ["day 0", "Sun, 00 Nov 1994 08:49:37 GMT"],
    ["day 0", "Sun Nov  0 08:49:37 1994"],
    ["day 31 of 30", "Sun, 31 Nov 1994 08:49:37 GMT"],
    ["29 February of a common year", "Sun, 29 Feb 1900 08:49:37 GMT"],
    ["29 February in no century", "Sunday, 29-Feb-95 08:49:37 GMT"],
    ["day 32", "Sun, 32 Jan 1994 08:49:37 GMT"],
    ["hour 24", "Sun, 06 Nov 1994 24:00:00 GMT"],
    ["minute 60", "Sun, 06 Nov 1994 08:60:00 GMT"],
    ["second 61", "Sun, 06 Nov 1994 08:49:61 GMT"],
    ["one digit", "Sun, 06 Nov 1994 8:49:37 GMT"],
    ["other digits", "Sun, 0\u0666 Nov 1994 08:49:37 GMT"],
    ["two spaces", "Sun,  06 Nov 1994 08:49:37 GMT"],
    ["something before", " Sun, 06 Nov 1994 08:49:37 GMT"],
    ["something after", "Sun, 06 Nov 1994 08:49:37 GMT\n"],
    ["two dates", "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT"],
  ])("%s is none: %j", (_rule, text) => {
    expect(parseHttpDate(text, now)).toBeUndefined();
  });

  it("writes IMF-fixdate without fractions, the same second again too", () => {
    expect(formatHttpDate(new Date(784111777000))).toBe("Sun, 06 Nov 1994 08:49:37 GMT");
    expect(formatHttpDate(new Date(784111777999))).toBe("Sun, 06 Nov 1994 08:49:37 GMT");
    expect(formatHttpDate(new Date(784111778000))).toBe("Sun, 06 Nov 1994 08:49:38 GMT");
    expect(formatHttpDate(new Date(-1))).toBe("Wed, 31 Dec 1969 23:59:59 GMT");
  });

  it.each([
    [-62167219200000, "Sat, 01 Jan 0000 00:00:00 GMT"],
    [253402300799999, "Fri, 31 Dec 9999 23:59:59 GMT"],
  ])("writes the first and the last second of four digits: %s", (time, text) => {
    expect(isWritable(new Date(time))).toBe(true);
    expect(formatHttpDate(new Date(time))).toBe(text);
  });

  it.each([Number.NaN, 253402300800000, -62167219200001])("does not write %s", (time) => {
    expect(isWritable(new Date(time))).toBe(false);
    expect(() => formatHttpDate(new Date(time))).toThrow(/^HTTP-date: want .* section 5\.6\.7/);
  });
});

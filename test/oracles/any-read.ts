import fc from "fast-check";
import { allTags, ifRanges, type Read, ranges, sinces, sizes } from "./reads.ts";

const anyDate = fc.oneof(
  fc.constantFrom(...sinces),
  fc
    .tuple(
      fc.oneof(
        fc.integer({ min: 784111770, max: 784111785 }), // Around the time of the files,
        fc.integer({ min: 784111785, max: 3124223999 }), // and later, to the end of 2068.
      ),
      fc.constantFrom(0, 1, 2),
    )
    .map(([second, form]) => written(new Date(second * 1000), form)),
);

/** The three forms (RFC 9110 section 5.6.7). */
function written(date: Date, form: number): string {
  const [name = "", day = "", month = "", year = "", time = ""] = date.toUTCString().split(/,? /);
  if (form === 0) return date.toUTCString();
  if (form === 2) return `${name} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`;
  const long = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  return `${long}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
}

const anyTags = fc.oneof(
  fc.constantFrom(...allTags),
  fc
    .array(fc.constantFrom("{tag}", "W/{tag}", '"other"', 'W/"other"', '""', '"a,b"', ""), {
      maxLength: 4,
    })
    .map((members) => members.join(", ").trim()),
);

const position = fc.oneof(
  fc.nat(110),
  fc.constantFrom(99, 100, 102_399, 102_400),
  fc.bigInt({ min: 0n, max: 2n ** 70n }),
);
const member = fc.oneof(
  {
    arbitrary: fc
      .tuple(position, fc.oneof(fc.nat(50), fc.nat(200_000)))
      .map(([first, more]) => `${first}-${BigInt(first) + BigInt(more)}`),
    weight: 4,
  },
  position.map((first) => `${first}-`),
  position.map((suffix) => `-${suffix}`),
  fc.constantFrom("", "9-5"),
);

const anyRange = fc.oneof(
  fc.constantFrom(...ranges),
  fc
    .tuple(fc.array(member, { minLength: 1, maxLength: 20 }), fc.constantFrom(",", ", ", "\t,"))
    .map(([members, comma]) => `bytes=${members.join(comma)}`.trim()),
  fc.stringMatching(/^bytes=[0-9, \t-]{0,12}$/).map((text) => text.trim()),
);

/** Any read with the fields above, and with values that nobody has thought of. */
export const anyRead: fc.Arbitrary<Read> = fc.record({
  method: fc.constantFrom("GET", "HEAD"),
  size: fc.constantFrom(...sizes),
  fields: fc.record(
    {
      "If-Match": anyTags,
      "If-Unmodified-Since": anyDate,
      "If-None-Match": anyTags,
      "If-Modified-Since": anyDate,
      Range: anyRange,
      "If-Range": fc.oneof(fc.constantFrom(...ifRanges), anyDate),
    },
    { requiredKeys: [] },
  ),
});

import { bytesIn, isOfBytes, membersOf, spansOf, stretchesOf } from "./byte-ranges.ts";
import {
  type FieldName,
  type Fields,
  malformedDates,
  malformedIfRanges,
  malformedTags,
  plainDates,
  type Read,
} from "./reads.ts";

/** Where nginx reads a request otherwise than the RFC, or than we where the RFC leaves a choice. */
export interface Difference {
  /** The section, and what is due by it. */
  readonly rule: string;
  /** What nginx does. */
  readonly nginx: string;
  readonly when: (read: Read) => boolean;
  /** The request to which nginx answers what is due to this one. */
  readonly as: (read: Read) => Read;
  /** The status of nginx and ours, of all reads where this alone makes a difference. */
  readonly statuses: readonly [string, ...string[]];
}

/** How nginx answers what it should have been asked, and which differences that takes. */
export function plainly(read: Read): { readonly read: Read; readonly by: readonly Difference[] } {
  let plain = read;
  const by = differences.filter((difference) => {
    const applies = difference.when(plain);
    if (applies) plain = difference.as(plain);
    return applies;
  });
  return { read: plain, by };
}

/** In this order: what one of them leaves out, the next ones do not see. */
export const differences: readonly Difference[] = [
  {
    rule: "14.2 Range MUST be ignored with HEAD",
    nginx: "sends the head of the 206 or 416",
    when: ({ method, fields }) => method === "HEAD" && fields.Range !== undefined,
    as: (read) => without(read, "Range"),
    statuses: ["206 200", "416 200"],
  },
  {
    rule: "13.1.4 If-Unmodified-Since MUST be ignored beside If-Match",
    nginx: "wants both to hold",
    when: ({ fields }) =>
      fields["If-Match"] !== undefined && fields["If-Unmodified-Since"] !== undefined,
    as: (read) => without(read, "If-Unmodified-Since"),
    statuses: ["412 200", "412 206", "412 304", "412 416"],
  },
  {
    rule: "13.1.3 If-Modified-Since MUST be ignored beside If-None-Match",
    nginx: "sends a 304 only if both say so",
    when: ({ fields }) =>
      fields["If-None-Match"] !== undefined && fields["If-Modified-Since"] !== undefined,
    as: (read) => without(read, "If-Modified-Since"),
    statuses: ["200 304", "206 304", "416 304"],
  },
  {
    rule: "13.1.4 If-Unmodified-Since MUST be ignored if it is no HTTP-date",
    nginx: "takes it for a condition that fails",
    when: ({ fields }) => isIn(malformedDates, fields["If-Unmodified-Since"]),
    as: (read) => without(read, "If-Unmodified-Since"),
    statuses: ["412 200"],
  },
  {
    rule: "13.1.3 If-Modified-Since MUST be ignored if it is no HTTP-date",
    nginx: "reads it as far as it can",
    when: ({ fields }) => isIn(malformedDates, fields["If-Modified-Since"]),
    as: (read) => without(read, "If-Modified-Since"),
    statuses: ["304 200"],
  },
  {
    rule: "13.1.1 If-Match that is no list of tags names none: nothing says what else it means, and writes must be safe",
    nginx: "finds its tag between the commas",
    when: ({ fields }) => isIn(malformedTags, fields["If-Match"]),
    as: (read) => saying(read, { "If-Match": NO_TAG }),
    statuses: ["200 412"],
  },
  {
    rule: "13.1.2 If-None-Match that is no list of tags names none: to send all is never wrong",
    nginx: "finds its tag between the commas",
    when: ({ fields }) => isIn(malformedTags, fields["If-None-Match"]),
    as: (read) => saying(read, { "If-None-Match": NO_TAG }),
    statuses: ["304 200"],
  },
  {
    rule: "13.1.5 If-Range that is neither a tag nor an HTTP-date is no match",
    nginx: "reads a date as far as it can",
    when: ({ fields }) => isIn(malformedIfRanges, fields["If-Range"]),
    as: (read) => without(read, "Range"),
    statuses: ["206 200", "416 200"],
  },
  {
    rule: "5.6.7 a minute may have a second 60",
    nginx: "takes it for no date",
    when: says("second 60"),
    as: saysPlainly("second 60"),
    statuses: ["200 304", "412 200"],
  },
  {
    rule: "5.6.7 two digits mean the past if they would be more than 50 years ahead",
    nginx: "does so from 70 on",
    when: says("two digits"),
    as: saysPlainly("two digits"),
    statuses: ["200 304", "412 200"],
  },
  {
    rule: "14.2 a Range with an invalid member may be ignored or rejected: ignored",
    nginx: "rejects it; or reads spaces inside of a member, and leaves out a last before a first",
    when: ({ fields: { Range } }) =>
      Range !== undefined && isOfBytes(Range) && membersOf(Range).length === 0,
    as: (read) => without(read, "Range"),
    statuses: ["206 200", "416 200"],
  },
  {
    rule: "14.2 Range may be ignored if there is no content",
    nginx: "rejects what starts behind it",
    when: ({ size, fields }) => size === 0 && fields.Range !== undefined,
    as: (read) => without(read, "Range"),
    statuses: ["416 200"],
  },
  {
    rule: "17.15 many ranges may be ignored: from 17 on, as they are asked for",
    nginx: "counts those alone that it can send",
    when: (read) => membersIn(read).length > 16,
    as: (read) => without(read, "Range"),
    statuses: ["206 200"],
  },
  {
    rule: "5.6.1 empty members MUST be ignored, and a tab around a comma is white space too",
    nginx: "rejects both",
    when: ({ fields: { Range = "" } }) => isOfBytes(Range) && /\t|[=,] *(?:,|$)/.test(Range),
    as: (read) => ranging(read, membersIn(read)),
    statuses: ["416 206"],
  },
  {
    rule: "14.1.1 numbers may have any length",
    nginx: "rejects what is longer than 63 bits",
    when: (read) => membersIn(read).join() !== membersIn(read).map(bounded).join(),
    as: (read) => ranging(read, membersIn(read).map(bounded)),
    statuses: ["416 206"],
  },
  {
    rule: "13.2.2 step 5: beside If-Range, a range that cannot be satisfied does not apply",
    nginx: "sends a 416",
    when: (read) =>
      read.fields["If-Range"] !== undefined &&
      membersIn(read).length > 0 &&
      spansIn(read).length === 0,
    as: (read) => without(read, "Range"),
    statuses: ["416 200"],
  },
  {
    rule: "15.3.7.2 ranges that overlap or touch may be put together; 17.15 not if they repeat as much as the file has",
    nginx: "sends each by itself, and the whole if that is shorter",
    when: (read) => stretchesIn(read).length < spansIn(read).length,
    as(read) {
      const repeated = bytesIn(spansIn(read)) - bytesIn(stretchesIn(read));
      if (repeated >= read.size) return without(read, "Range");
      return ranging(
        read,
        stretchesIn(read).map(({ start, end }) => `${start}-${end - 1}`),
      );
    },
    statuses: ["200 206", "206 206"],
  },
];

/** In the grammar, and no server's. */
const NO_TAG = '"none"';

function without({ fields, ...read }: Read, name: FieldName): Read {
  const { [name]: _, ...rest } = fields;
  return { ...read, fields: rest };
}

function saying(read: Read, fields: Fields): Read {
  return { ...read, fields: { ...read.fields, ...fields } };
}

function ranging(read: Read, members: readonly string[]): Read {
  return saying(read, { Range: `bytes=${members.join(",")}` });
}

function isIn(texts: readonly string[], text: string | undefined): boolean {
  return text !== undefined && texts.includes(text);
}

const dateFields = ["If-Unmodified-Since", "If-Modified-Since", "If-Range"] as const;

function says(misread: keyof typeof plainDates): Difference["when"] {
  return ({ fields }) => dateFields.some((name) => fields[name] === plainDates[misread][0]);
}

function saysPlainly(misread: keyof typeof plainDates): Difference["as"] {
  const [date, plain] = plainDates[misread];
  return (read) => {
    const concerned = dateFields.filter((name) => read.fields[name] === date);
    return saying(read, Object.fromEntries(concerned.map((name) => [name, plain])));
  };
}

function membersIn({ fields: { Range = "" } }: Read): readonly string[] {
  return isOfBytes(Range) ? membersOf(Range) : [];
}

function spansIn(read: Read): ReturnType<typeof spansOf> {
  return spansOf(membersIn(read), read.size);
}

function stretchesIn(read: Read): ReturnType<typeof stretchesOf> {
  return stretchesOf(spansIn(read), read.size);
}

/** With no number past the largest one of 63 bits. */
function bounded(member: string): string {
  const most = 2n ** 63n - 1n;
  return member.replace(/\d+/g, (digits) => (BigInt(digits) > most ? String(most) : digits));
}

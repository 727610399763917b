import { request } from "../support/connection.ts";

/** A read of a file of so many bytes. */
export interface Read {
  readonly method: "GET" | "HEAD";
  readonly size: number;
  readonly fields: Fields;
}

/** In wire notation; `{tag}` is the entity-tag that the server itself has given to the file. */
export type Fields = { readonly [Name in FieldName]?: string };

const names = [
  "If-Match",
  "If-Unmodified-Since",
  "If-None-Match",
  "If-Modified-Since",
  "Range",
  "If-Range",
] as const;
export type FieldName = (typeof names)[number];

export const sizes = [0, 1, 100, 100 * 1024] as const;

/** The bytes of a read as they are sent to a server with that tag. */
export function wireOf({ method, size, fields }: Read, tag: string): string {
  const lines = names.flatMap((name) => {
    const text = fields[name];
    return text === undefined ? [] : [`${name}: ${text}`.replaceAll("{tag}", tag)];
  });
  return request(`${method} /${size}.bin`, lines);
}

const equal = "Sun, 06 Nov 1994 08:49:37 GMT";
const earlier = "Sun, 06 Nov 1994 08:49:36 GMT";
const later = "Sun, 06 Nov 1994 08:49:38 GMT";

/** RFC 9110 section 5.6.7, around the time of the files. */
const dates = [
  equal,
  earlier,
  later,
  "Thu, 31 Dec 2099 23:59:59 GMT",
  "Thu, 01 Jan 1970 00:00:00 GMT",
  "Mon, 06 Nov 1994 08:49:37 GMT", // It was a Sunday.
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sunday, 06-Nov-94 08:49:36 GMT",
  "Sunday, 06-Nov-94 08:49:38 GMT",
  "Sun Nov  6 08:49:37 1994",
  "Sun Nov  6 08:49:36 1994",
  "Sun Nov 06 08:49:38 1994",
];

/** Dates that are easily misread, and the same ones put plainly. */
export const plainDates: Readonly<Record<"second 60" | "two digits", readonly [string, string]>> = {
  "second 60": ["Sun, 06 Nov 1994 23:59:60 GMT", "Mon, 07 Nov 1994 00:00:00 GMT"],
  "two digits": ["Thursday, 06-Nov-70 08:49:37 GMT", "Thu, 06 Nov 2070 08:49:37 GMT"],
};

const allDates = [...dates, ...Object.values(plainDates).map(([date]) => date)];

export const malformedDates: readonly string[] = [
  "",
  "0",
  "784111777",
  "1994-11-06T08:49:37Z",
  `"${equal}"`,
  `${equal}, ${equal}`,
  "Sun, 06 Nov 1994 08:49:37",
  "Sun, 06 Nov 1994 08:49:37 UTC",
  "Sun, 06 Nov 1994 08:49:37 +0000",
  "Sun, 06 Nov 1994 08:49:37 gmt",
  "sun, 06 nov 1994 08:49:37 GMT",
  "Son, 06 Nov 1994 08:49:37 GMT",
  "Sun, 6 Nov 1994 08:49:37 GMT",
  "Sun, 31 Nov 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 24:49:37 GMT",
  "Sun, 06 Nov 94 08:49:37 GMT",
  "Sunday, 06 Nov 1994 08:49:37 GMT",
  "Sunday, 06-Nov-1994 08:49:37 GMT",
  "Sun Nov 6 08:49:37 1994",
];

const tags = [
  "{tag}",
  '"other"',
  "W/{tag}",
  'W/"other"',
  '"other", {tag}',
  '"other" ,\tW/{tag},"a,b"',
  '"a,b",,{tag},',
  '"a,b", "c"',
  "*",
  "",
  ",",
];

export const malformedTags: readonly string[] = [
  "other",
  "{tag}x",
  "{tag} {tag}",
  "w/{tag}",
  "W/ {tag}",
  "'other', {tag}",
  '"other, {tag}',
  '"other"{tag}, {tag}',
  "*, {tag}",
  "{tag}, *",
];

export const malformedIfRanges: readonly string[] = [
  ...malformedDates,
  "other",
  "*",
  "{tag}, {tag}",
  "{tag}x",
  "w/{tag}",
];

const many = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${3 * i}-${3 * i + 1}`).join(",");

export const ranges: readonly string[] = [
  "bytes=0-0",
  "bytes=0-9",
  "bytes=0-",
  "bytes=0-99",
  "bytes=0-100",
  "bytes=1-1",
  "bytes=50-200000",
  "bytes=99-",
  "bytes=100-",
  "bytes=200000-",
  "bytes=200000-300000",
  "bytes=-1",
  "bytes=-0",
  "bytes=-100",
  "bytes=-200000",
  "BYTES=0-9",
  "bytes=007-0000000000000000000000000000008",
  // Several.
  "bytes=0-1,3-4",
  "bytes=3-4,0-1",
  "bytes= 0-1, 3-4 , 9-9",
  "bytes=0-0,-1",
  "bytes=-1,0-0",
  "bytes=0-1,200000-",
  "bytes=-0,0-1",
  "bytes=200000-,-0",
  "bytes=0-5,3-9",
  "bytes=0-5,6-9",
  "bytes=6-9,20-29,0-5",
  "bytes=0-9,20-29,5-24",
  "bytes=0-59,0-59",
  "bytes=0-49,25-74,50-99",
  "bytes=0-,0-",
  "bytes=0-,-1",
  "bytes=-100,0-",
  `bytes=${many(16)}`,
  `bytes=${many(17)}`,
  `bytes=${many(16)},200000-`,
  `bytes=${many(101)}`,
  // Empty members, and white space.
  "bytes=,0-1",
  "bytes=0-1,,3-4,",
  "bytes=\t0-1",
  "bytes=0-1\t,\t3-4",
  // Numbers without end.
  "bytes=0-9223372036854775807",
  "bytes=0-9223372036854775808",
  "bytes=0-99999999999999999999999999",
  "bytes=99999999999999999999999999-",
  "bytes=18446744073709551616-18446744073709551617",
  "bytes=-9223372036854775808",
  "bytes=-99999999999999999999999999",
  // Malformed.
  "",
  "bytes",
  "bytes=",
  "bytes=,",
  "bytes=-",
  "bytes=9-5",
  "bytes=6-5",
  "bytes=0-1,9-5",
  "bytes=a-b",
  "bytes=0-b",
  "bytes=0-1;3-4",
  "bytes=0-1 3-4",
  "bytes=0 - 1",
  "bytes=- 1",
  "bytes=+0-1",
  "bytes=0x0-0x1",
  "bytes=0.0-1",
  "bytes=--1",
  "bytes=0-1-2",
  "bytes=0",
  "bytes =0-1",
  "bytes:0-1",
  "0-1",
  // Other units.
  "items=0-1",
  "bytesx=0-1",
];

export const ifRanges: readonly string[] = [
  "{tag}",
  "W/{tag}",
  '"other"',
  ...allDates,
  ...malformedIfRanges,
];

type Choices = { readonly [Name in FieldName]?: readonly (string | undefined)[] };

/** Each field with each of its values, and absent. */
function cross(choices: Choices, over: readonly number[] = [100]): readonly Read[] {
  let all: readonly Fields[] = [{}];
  for (const name of names) {
    const values = choices[name];
    if (values === undefined) continue;
    all = all.flatMap((fields) => [fields, ...values.map((text) => ({ ...fields, [name]: text }))]);
  }
  const methods = ["GET", "HEAD"] as const;
  return methods.flatMap((method) =>
    over.flatMap((size) => all.map((fields) => ({ method, size, fields }))),
  );
}

export const allTags: readonly string[] = [...tags, ...malformedTags];
export const sinces: readonly string[] = [...allDates, ...malformedDates];

/** Every value of fields that speak to each other, and a few of each where all of them come together. */
export const crossed: Readonly<Record<string, readonly Read[]>> = {
  "If-Match and If-Unmodified-Since": cross({ "If-Match": allTags, "If-Unmodified-Since": sinces }),
  "If-None-Match and If-Modified-Since": cross({
    "If-None-Match": allTags,
    "If-Modified-Since": sinces,
  }),
  Range: cross({ Range: ranges, "If-Range": ["{tag}", earlier] }, sizes),
  "If-Range": cross({
    Range: ["bytes=1-", "bytes=0-1,3-4", "bytes=200000-", "bytes=9-5"],
    "If-Range": ifRanges,
  }),
  "all of them": cross({
    "If-Match": ["{tag}", '"other"'],
    "If-Unmodified-Since": [equal, earlier],
    "If-None-Match": ["{tag}", '"other"'],
    "If-Modified-Since": [equal, earlier],
    Range: ["bytes=0-9", "bytes=0-9,20-29", "bytes=200000-"],
    "If-Range": ["{tag}", equal, later],
  }),
};

import { inputOf } from "../../support/vectors.ts";

/** The field of a vector whose input is a record of fields. */
function fieldOf(id: string, name: string): string {
  return (inputOf(id) as Readonly<Record<string, string>>)[name] ?? "";
}

const A111 = chunks((inputOf("A111") as { rawHeaders: readonly string[] }).rawHeaders);

/** A request, and what it is answered with. */
export type Row = readonly [id: string, line: string, fields: readonly string[], told: string];

export const rows: readonly Row[] = [
  ["A098", "GET /abc", [`If-Match: ${fieldOf("A098", "if-match")}`], "412 If-Match"],
  ["A098", "HEAD /abc", [`If-Match: ${fieldOf("A098", "if-match")}`], "412"],
  ["A098", "PUT /abc", [`If-Match: ${fieldOf("A098", "if-match")}`], "412 If-Match"],
  ["A098 but the tag itself", "PUT /abc", ['If-Match: "abc"'], "204 written"],
  ["A099", "GET /untagged", ["If-Match: *"], "200"],
  ["A099", "HEAD /untagged", ["If-Match: *"], "200"],
  ["A099", "PUT /untagged", ["If-Match: *"], "204 written"],
  ["A100", "PUT /missing", ["If-Match: *"], "412 If-Match"],
  ["A100 the 404 goes first", "GET /missing", ["If-Match: *"], "404"],
  ["A101", "PUT /abc", ["If-None-Match: *"], "412 If-None-Match"],
  ["A101", "PUT /untagged", ["If-None-Match: *"], "412 If-None-Match"],
  ["A101 but what is not there", "PUT /missing", ["If-None-Match: *"], "204 written"],
  ["A104", "GET /weak", [`If-None-Match: ${fieldOf("A104", "if-none-match")}`], "200"],
  ["A104", "PUT /weak", [`If-None-Match: ${fieldOf("A104", "if-none-match")}`], "204 written"],
  ...['w/"a"', "a", "W/", '"a'].map(
    (member): Row => ["A104 alone", "GET /weak", [`If-None-Match: ${member}`], "200"],
  ),
  ["A104 but the tag itself", "GET /weak", ['If-None-Match: W/"a"'], "304"],
  ["A110", "PUT /a", [`If-Modified-Since: ${fieldOf("A110", "if-modified-since")}`], "204 written"],
  [
    "A110 but a GET",
    "GET /a",
    [`If-Modified-Since: ${fieldOf("A110", "if-modified-since")}`],
    "304",
  ],
  ["A111", "GET /a", A111, "304"],
  ["A111", "GET /b", A111, "304"],
  ["A111", "GET /c", A111, "200"],
  ["A111", "PUT /b", A111, "412 If-None-Match"],
  ["A111", "PUT /c", A111, "204 written"],
];

/** The same of one text in the ways a read is answered: {tag} is its tag, {date} its Last-Modified. */
export const reads: readonly Row[] = [
  ["A098", "GET /a.txt", ["If-Match: W/{tag}"], "412 If-Match"],
  ["A098 but the tag itself", "GET /a.txt", ["If-Match: {tag}"], "200"],
  ["A099", "GET /a.txt", ["If-Match: *"], "200"],
  ["A100 the 404 goes first", "GET /none.txt", ["If-Match: *"], "404"],
  ["A101 of a read", "GET /a.txt", ["If-None-Match: *"], "304"],
  ["A104", "GET /a.txt", ["If-None-Match: w/{tag}, {bare}, W/"], "200"],
  ["A108", "GET /a.txt", ["Range: bytes=0-1", "If-Range: {later}"], "200"],
  ["A108 but the date itself", "GET /a.txt", ["Range: bytes=0-1", "If-Range: {date}"], "206 0-1"],
  ["A110", "PUT /a.txt", [`If-Modified-Since: ${fieldOf("A110", "if-modified-since")}`], "200"],
  ["A111", "GET /a.txt", ['If-None-Match: "a"', "If-None-Match: {tag}"], "304"],
  ["A111", "GET /a.txt", ["If-None-Match: {tag}", 'If-None-Match: "b"'], "304"],
  ["A111", "GET /a.txt", A111, "200"],
];

/** A version of a file. */
export interface Version {
  /** In seconds, with their unit. */
  readonly mtime: string;
  readonly size: number;
}

/** Size and nanoseconds, in hexadecimal and apart. */
export function tagOf({ mtime, size }: Version): string {
  const [seconds = "", fraction = ""] = mtime.replace("s", "").split(".");
  const ns = BigInt(seconds + fraction.padEnd(9, "0"));
  return `"${size.toString(16)}-${ns.toString(16)}"`;
}

/** Pairs of versions that some make one tag of. */
export const A114: readonly (readonly [id: string, versions: readonly Version[]])[] = [
  ["A114", Object.values(inputOf("A114") as Record<string, Version>)],
  // The digits of these are the same, one after the other.
  [
    "A114 in our own notation",
    [
      { mtime: "0.000002748s", size: 0x1 },
      { mtime: "0.000000188s", size: 0x1a },
    ],
  ],
];

/** Pairs of name and value as field lines. */
function chunks(raw: readonly string[]): readonly string[] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []));
}

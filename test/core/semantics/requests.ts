import fc from "fast-check";
import type { ETag } from "../../../packages/core/src/fields/etag.ts";
import type { Req } from "../../../packages/core/src/request/request.ts";
import type { State } from "../../../packages/core/src/semantics/preconditions.ts";
import { madeOf } from "../../support/any-text.ts";
import type { Lines } from "../naive/conditions.ts";

/** Requests with any conditions, of few tags, dates and positions, so that they meet those of a state. */

export const noon = Date.UTC(1994, 10, 6, 12);
/** Half past the second after noon: that one is not over, and what changed in it may change again. */
export const now: number = noon + 1500;

export const methods = [
  ...["GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "QUERY", "QUERY"],
  ...["PUT", "PUT", "PUT", "POST", "PATCH", "DELETE"],
  ...["OPTIONS", "TRACE", "CONNECT", "BREW", "get"],
];

const tag = fc.constantFrom('"a"', '"b"', 'W/"a"', 'W/"b"', '""');
const comma = fc.constantFrom(",", ", ", " ,\t, ");

function listed(member: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(member, { minLength: 1, maxLength }), comma)
    .map(([members, between]) => members.join(between));
}

const tags = fc.oneof(
  { weight: 6, arbitrary: listed(tag, 3) },
  { weight: 2, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: madeOf('"a"', 'W/"a"', '"', "W/", "*", ",", " ", "a", "\xe9") },
);

const instant = fc.constantFrom(-3600, -1, 0, 1, 2, 3600).map((s) => new Date(noon + s * 1000));
const date = fc.oneof(
  { weight: 6, arbitrary: instant.map((at) => at.toUTCString()) },
  { weight: 1, arbitrary: instant.map(oldForm) },
  {
    weight: 1,
    arbitrary: madeOf(new Date(noon).toUTCString(), "Sun, ", "06 Nov", " GMT", ",", " ", "1994"),
  },
);

function oldForm(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(" ");
  return `Sunday, ${day}-${month}-${year?.slice(2)} ${time} GMT`;
}

const position = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 11, 12, 2 ** 53) },
);
const spec = fc.oneof(
  position.map((first) => `${first}-`),
  position.map((suffix) => `-${suffix}`),
  fc.tuple(position, fc.nat({ max: 4 })).map(([first, more]) => `${first}-${first + more}`),
);
export const range: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: listed(spec, 3).map((set) => `bytes=${set}`) },
  { weight: 1, arbitrary: listed(spec, 18).map((set) => `Bytes= ${set}`) },
  { weight: 1, arbitrary: madeOf("bytes=", "0-1", "2-1", "-", ",", " ", "9", "lines=", "x", '"') },
);

export const ifRange: fc.Arbitrary<string> = fc.oneof(tag, tags, date);

const accept = fc.oneof(
  listed(fc.constantFrom("text/plain", "a/b;q=0", "*/*;q=0.1", "text/*;q=0.5", "x"), 3),
  madeOf("text/plain", "*/*", ";q=", "0", ".5", ",", '"'),
);

/** One line, or now and then two of them. */
function once(line: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 9, arbitrary: line.map((one) => [one]) },
    { weight: 1, arbitrary: fc.tuple(line, line) },
  );
}

/** A field that is there so many times in ten. */
function sometimes(
  times: number,
  line: fc.Arbitrary<string>,
): fc.Arbitrary<readonly string[] | undefined> {
  return fc.oneof(
    { weight: 10 - times, arbitrary: fc.constant(undefined) },
    { weight: times, arbitrary: once(line) },
  );
}

/** The fields that choose a response; few of them at a time, for the first that is false hides the rest. */
export const lines: fc.Arbitrary<Lines> = fc
  .record({
    "if-match": sometimes(2, tags),
    "if-none-match": sometimes(3, tags),
    "if-modified-since": sometimes(3, date),
    "if-unmodified-since": sometimes(2, date),
    range: sometimes(6, range),
    "if-range": sometimes(3, ifRange),
    accept: sometimes(4, accept),
    "accept-encoding": sometimes(3, fc.constantFrom("gzip", "", "br;q=0, *")),
  })
  .map(present);

/** Nothing but a range, under If-Range at most. */
export const rangeLines: fc.Arbitrary<Lines> = fc
  .record({ range: once(range), "if-range": sometimes(3, fc.oneof(tag, date)) })
  .map(present);

function present(fields: Lines): Lines {
  return Object.fromEntries(Object.entries(fields).filter(([, values]) => values !== undefined));
}

export const state: fc.Arbitrary<State> = fc.record(
  {
    exists: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean()),
    etag: tag as fc.Arbitrary<ETag>,
    lastModified: fc.constantFrom(-1000, -1, 0, 999, 1000, 1400).map((ms) => new Date(noon + ms)),
  },
  { requiredKeys: ["exists"] },
);

/** As node:http hands it on: of these dates the record has the first line, raw lines have all of them. */
export function reqOf(method: string, fields: Lines): Req {
  const headers: Record<string, string> = Object.create(null);
  const rawHeaders: string[] = [];
  for (const [name, values = []] of Object.entries(fields)) {
    headers[name] = name.endsWith("d-since") ? (values[0] ?? "") : values.join(", ");
    rawHeaders.push(...values.flatMap((value) => [name, value]));
  }
  return { method, headers, rawHeaders } as Req;
}

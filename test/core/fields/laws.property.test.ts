import fc, { type Arbitrary } from "fast-check";
import { describe, it } from "vitest";
import type { FieldCodec } from "../../../packages/core/src/fields/codec.ts";
import * as fields from "../../../packages/core/src/fields/index.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";
import { recipients } from "../naive/recipients.ts";
import { abnf } from "./abnf.ts";
import * as a from "./arbitraries.ts";
import { hostile } from "./hostile.ts";

type Codecs = {
  [K in keyof typeof fields as (typeof fields)[K] extends { parse: unknown; format: unknown }
    ? K
    : never]: (typeof fields)[K];
};
type ValueOf<C> = C extends FieldCodec<infer V, never> ? V : never;

const weighted = fc.record({ value: a.lowerToken, weight: a.weight });
const ranges = a.listOf(a.mediaRange.map(a.rangeText), 1);
const conditions = fc.oneof(fc.constant("*" as const), a.listOf(a.tag));
const spec = fc.oneof(
  fc.record({ suffix: a.count }),
  fc.record({ first: a.count }),
  fc.tuple(a.count, a.count).map(([m, n]) => ({ first: Math.min(m, n), last: Math.max(m, n) })),
);
const position = fc.oneof(fc.nat({ max: 9 }), fc.nat());
const contentRange = fc.oneof(
  fc.record({ unit: a.lowerToken, size: a.count }),
  fc
    .tuple(a.lowerToken, position, position, fc.option(position, { nil: undefined }))
    .map(([unit, first, more, rest]) => {
      const last = first + more;
      return { unit, first, last, size: rest === undefined ? rest : last + 1 + rest };
    }),
);
const lines = fc.nat(9).map(String);
const cacheControl = fc
  .tuple(
    fc.record(
      {
        "max-age": lines,
        "max-stale": fc.oneof(lines, fc.constant(true as const)),
        "no-cache": fc.constantFrom("set-cookie", "a, b", true as const),
        "no-store": fc.constant(true as const),
      },
      { requiredKeys: [] },
    ),
    a.recordOf(
      a.lowerToken.map((name) => `x-${name}`),
      fc.oneof(a.quotable, fc.constant(true as const)),
    ),
  )
  .map(([known, others]) => ({ ...known, ...others }));
const link = fc
  .tuple(
    a.recordOf(
      a.lowerToken.filter((name) => name !== "href" && name !== "rel"),
      fc.oneof(a.quotable, fc.constant(true)),
    ),
    a.reference,
    fc.constantFrom("next", "preload stylesheet", "https://rel.example/x"),
  )
  .map(([attributes, href, rel]) => ({ ...attributes, href, rel }));
const preference = fc.record({ name: a.lowerToken, value: a.quotable });
const byName = { selector: ({ name }: { name: string }) => name, minLength: 1, maxLength: 4 };

// One line a codec. A codec that is exported and not listed here does not compile.
const values: { [K in keyof Codecs]: Arbitrary<ValueOf<Codecs[K]>> } = {
  accept: a.listOf(fc.tuple(a.mediaRange, a.weight).map(([m, weight]) => ({ ...m, weight }))),
  acceptEncoding: a.listOf(weighted),
  acceptEncodingField: a.listOf(a.token),
  acceptField: ranges,
  acceptLanguage: a.listOf(
    fc.record({ value: a.languageTag.map((tag) => tag.toLowerCase()), weight: a.weight }),
  ),
  acceptPatch: a.listOf(a.mediaType.map(a.rangeText), 1),
  acceptPost: ranges,
  acceptQuery: a.listOf(a.queryRange, 1),
  acceptRanges: a.listOf(
    a.lowerToken.filter((unit) => unit !== "none"),
    1,
  ),
  allow: a.listOf(a.token),
  cacheControl,
  connection: a.listOf(a.lowerToken, 1),
  contentLanguage: a.listOf(a.languageTag, 1),
  contentLength: a.count,
  contentLocation: a.reference,
  contentRange,
  contentType: a.mediaType,
  date: a.date,
  etagField: a.tag,
  expect: a.listOf(a.lowerToken),
  expires: a.date,
  host: fc.oneof(
    fc.record({ host: a.hostName }),
    fc.record({ host: a.hostName, port: fc.integer({ min: 0, max: 65_535 }) }),
  ),
  ifMatch: conditions,
  ifModifiedSince: a.date,
  ifNoneMatch: conditions,
  ifRange: fc.oneof(a.tag, a.date),
  ifUnmodifiedSince: a.date,
  im: a.listOf(a.token, 1),
  lastModified: a.date,
  link: fc.array(link, { minLength: 1, maxLength: 3 }),
  location: fc.tuple(a.reference, fc.constantFrom("", "#", "#f/?%20")).map((p) => p.join("")),
  prefer: fc.uniqueArray(
    fc
      .tuple(preference, a.recordOf(a.lowerToken, a.quotable))
      .map(([p, parameters]) => ({ ...p, parameters })),
    byName,
  ),
  preferenceApplied: fc.uniqueArray(preference, byName),
  proxyAuthenticate: fc.array(a.challenge, { minLength: 1, maxLength: 3 }),
  range: fc.record({
    unit: fc.constant("bytes"),
    specs: fc.array(spec, { minLength: 1, maxLength: 5 }),
  }),
  retryAfter: fc.oneof(a.count, a.date),
  transferEncoding: a.listOf(a.lowerToken, 1),
  upgrade: a.listOf(
    fc.oneof(
      a.token,
      fc.tuple(a.token, a.token).map((p) => p.join("/")),
    ),
    1,
  ),
  vary: fc.uniqueArray(
    a.token.filter((name) => name !== "*"),
    { selector: (name) => name.toLowerCase() },
  ),
  wwwAuthenticate: fc.array(a.challenge, { minLength: 1, maxLength: 3 }),
};

const exported = new Map<string, unknown>(Object.entries(fields));
const codecs = Object.entries(values).map(([name, value]) => [name, exported.get(name), value]) as [
  string,
  FieldCodec<unknown>,
  Arbitrary<unknown>,
][];

describe.each(codecs)("%s", (name, codec, arbitrary) => {
  const anyLine = hostile(arbitrary.map(codec.format));

  it("reads what it writes, and writes what the grammar allows", () => {
    const grammar = abnf[name] ?? /^no grammar$/;
    fc.assert(
      fc.property(arbitrary, (value) => {
        const line = codec.format(value);
        matches(line, /^(?:[!-~](?:[\t -~]*[!-~])?)?$/);
        matches(line, grammar);
        same(codec.parse(line), value);
      }),
      { numRuns: runs },
    );
  });

  it("never throws on what it reads, and what it reads means the same when written again", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const value = codec.parse(line);
        same(codec.parse(line), value);
        const again = value === undefined ? undefined : written(codec, value);
        if (again !== undefined) same(codec.parse(again), value);
      }),
      { numRuns: runs },
    );
  });

  // Of those that have no row here, what is in the grammar does not say what is read: Accept leaves out
  // members, Location is for http alone. They have properties of their own.
  const isLegal = recipients[name];
  if (isLegal === undefined) return;
  it("reads what its grammar has, and nothing else", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        same(codec.parse(line) !== undefined, isLegal(line));
      }),
      { numRuns: runs },
    );
  });
});

// Not all that may be read may be sent: obs-text, a unit that we do not know.
function written(codec: FieldCodec<unknown>, value: unknown): string | undefined {
  try {
    return codec.format(value);
  } catch (error) {
    same(error instanceof RangeError, true);
    return undefined;
  }
}

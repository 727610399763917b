import fc, { type Arbitrary } from "fast-check";
import type { FieldCodec } from "../../../packages/core/src/fields/codec.ts";
import * as fields from "../../../packages/core/src/fields/index.ts";
import { endToEnd } from "../../../packages/core/src/fields/names.ts";
import * as a from "./arbitraries.ts";

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
  acceptEncodingField: a.listOf(
    weighted.map(({ value, weight }) => (weight === 1 ? value : `${value}; q=${weight}`)),
  ),
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
  connection: a.listOf(
    a.lowerToken.filter((option) => !endToEnd.has(option)),
    1,
  ),
  contentEncoding: fc.array(a.lowerToken, { maxLength: 4 }), // Applied twice is named twice.
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
  transferEncoding: a.listOf(
    fc.oneof(
      a.lowerToken,
      fc
        .tuple(a.lowerToken, a.lowerToken, a.token)
        .map(([coding, name, of]) => `${coding}; ${name}=${of}`),
    ),
    1,
  ),
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
/** Each codec under the name that it is exported by, and values that it can write. */
export const codecs: readonly (readonly [
  name: string,
  codec: FieldCodec<unknown>,
  values: Arbitrary<unknown>,
])[] = Object.entries(values).map(([name, value]) => [name, exported.get(name), value]) as [
  string,
  FieldCodec<unknown>,
  Arbitrary<unknown>,
][];

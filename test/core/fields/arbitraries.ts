import fc, { type Arbitrary } from "fast-check";
import type { Challenge } from "../../../packages/core/src/fields/challenge.ts";
import { type ETag, etag } from "../../../packages/core/src/fields/etag.ts";

/** Values that the grammars allow, made from the alphabets that the RFCs give. */

const LOWER = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
const TCHAR = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

export function textOf(alphabet: string, minLength = 0, maxLength = 8): Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
}

export const token: Arbitrary<string> = textOf(TCHAR, 1);
export const lowerToken: Arbitrary<string> = textOf(LOWER, 1);
export const quotable: Arbitrary<string> = textOf(`\t${PRINTABLE}`);
export const count: Arbitrary<number> = fc.oneof(fc.nat(99), fc.maxSafeNat());
export const weight: Arbitrary<number> = fc.nat(1000).map((n) => n / 1000);

/** Whole seconds of the years 0000 to 9999. */
export const date: Arbitrary<Date> = fc
  .integer({ min: -62_167_219_200, max: 253_402_300_799 })
  .map((second) => new Date(second * 1000));

export const tag: Arbitrary<ETag> = fc
  .tuple(textOf(PRINTABLE.replace(/[ "]/g, "")), fc.boolean())
  .map(([opaque, weak]) => etag(opaque, { weak }));

export function listOf<T>(member: Arbitrary<T>, minLength = 0): Arbitrary<T[]> {
  return fc.uniqueArray(member, { minLength, maxLength: 3, comparator: "SameValue" });
}

export function recordOf<T>(
  name: Arbitrary<string>,
  value: Arbitrary<T>,
): Arbitrary<Record<string, T>> {
  return fc.dictionary(name, value, { maxKeys: 3 });
}

const notQ = lowerToken.filter((name) => name !== "q");
const typeName = fc
  .tuple(lowerToken, lowerToken)
  .map((parts) => parts.join("/"))
  .filter((t) => !/\*$|^\*/.test(t));
const rangeName = fc.oneof(
  typeName,
  fc.constant("*/*"),
  lowerToken.filter((t) => t !== "*").map((t) => `${t}/*`),
);
export const mediaType = fc.record({ type: typeName, parameters: recordOf(notQ, quotable) });
export const mediaRange = fc.record({
  type: rangeName,
  parameters: recordOf(notQ, quotable),
});

/** What a List of RFC 9651 can hold: keys are narrower than tokens, Strings have no HTAB. */
export const queryRange: Arbitrary<string> = fc
  .tuple(
    rangeName,
    recordOf(
      fc
        .tuple(fc.constantFrom(..."abcxyz*"), textOf("abc019_-.*", 0, 4))
        .map((parts) => parts.join("")),
      textOf(PRINTABLE),
    ),
  )
  .map(([type, parameters]) => rangeText({ type, parameters }));

/** One spelling of a media range, as the list fields keep it. */
export function rangeText(range: { type: string; parameters: Record<string, string> }): string {
  const parameters = Object.entries(range.parameters).map(([name, value]) => {
    const bare = value !== "" && [...value].every((character) => TCHAR.includes(character));
    return `; ${name}=${bare ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
  });
  return range.type + parameters.join("");
}

export const languageTag: Arbitrary<string> = fc
  .tuple(textOf("abcXYZ", 1, 8), fc.array(textOf("abcXYZ019", 1, 8), { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest].join("-"));

const PCHAR = "abcXYZ019-._~!$&'()*+,;=:@";
const segment = fc
  .array(fc.oneof(textOf(PCHAR, 1, 5), fc.constantFrom("%20", "%c3%A9")), { maxLength: 3 })
  .map((parts) => parts.join(""));
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.join("/")}`);
const query = fc.option(
  segment.map((text) => `?${text}/?`),
  { nil: "" },
);
const origin = fc.constantFrom(
  "",
  "https://a.example",
  "http://b.example:8080",
  "http://[::1]",
  "//c.example",
);

/** A reg-name or an IP literal in lower case. */
export const hostName: Arbitrary<string> = fc.oneof(
  textOf("abz09-._~!$&'()*+,;="),
  fc.constantFrom("[::1]", "[2001:db8::7]", "127.0.0.1", "xn--bcher-kva.example", "%c3%a9"),
);

/** An http, https or relative reference without a fragment. */
export const reference: Arbitrary<string> = fc
  .tuple(origin, path, query)
  // Without an origin, "//x" would be one.
  .map(([base, rest, tail]) => (base === "" ? rest.replace(/^\/+/, "/") : base + rest) + tail);

export const challenge: Arbitrary<Challenge> = fc.oneof(
  fc.record({
    scheme: token,
    params: recordOf(lowerToken, quotable).filter((p) => Object.keys(p).length > 0),
  }),
  fc.record({
    scheme: token,
    token68: fc
      .tuple(textOf("abcXYZ019-._~+/", 1), textOf("=", 0, 2))
      .map((parts) => parts.join("")),
  }),
  token.map((scheme) => ({ scheme })),
);

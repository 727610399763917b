import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "@rightstatus/conformance";
import { acceptQuery } from "@rightstatus/core/fields";
import { type RateLimitFields, rateLimit } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import {
  type Bare,
  dictionaryOf,
  type InnerList,
  type Item,
  itemOf,
  listOf,
  type Member,
  type Parameters,
} from "../../packages/conformance/src/readings/structured.ts";

/** Of github.com/httpwg/structured-field-tests, as its README says. */
interface Case {
  readonly name: string;
  readonly raw?: readonly string[];
  readonly header_type: "dictionary" | "item" | "list";
  readonly expected?: unknown;
  readonly must_fail?: boolean;
  readonly can_fail?: boolean;
}

/** Where a copy of it is. */
const folder = process.env.STRUCTURED_FIELD_TESTS;
const why = folder === undefined ? " (skipped: STRUCTURED_FIELD_TESTS names no copy of them)" : "";

function casesIn(path: string): readonly Case[] {
  if (folder === undefined) return [];
  const files = readdirSync(join(folder, path)).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => JSON.parse(readFileSync(join(folder, path, name), "utf8")));
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const text = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => BASE32[Number(`0b${five.padEnd(5, "0")}`)],
  );
  return text.join("").padEnd(Math.ceil(text.length / 8) * 8, "=");
}

/** What was read, as the cases have it. */
function bareAs(value: Bare): unknown {
  if (typeof value !== "object") return value === 0 ? 0 : value;
  if (value instanceof Uint8Array) return { __type: "binary", value: base32(value) };
  if ("seconds" in value) return { __type: "date", value: value.seconds || 0 };
  if ("token" in value) return { __type: "token", value: value.token };
  return { __type: "displaystring", value: value.display };
}

const parametersAs = (parameters: Parameters): unknown =>
  [...parameters].map(([key, value]) => [key, bareAs(value)]);
const isInner = (member: Member): member is InnerList => Array.isArray(member[0]);
const itemAs = ([value, parameters]: Item): unknown => [bareAs(value), parametersAs(parameters)];
const memberAs = (member: Member): unknown =>
  isInner(member) ? [member[0].map(itemAs), parametersAs(member[1])] : itemAs(member);

const readers = {
  dictionary: (text: string) => {
    const dictionary = dictionaryOf(text);
    return dictionary && [...dictionary].map(([key, member]) => [key, memberAs(member)]);
  },
  item: (text: string) => {
    const item = itemOf(text);
    return item && itemAs(item);
  },
  list: (text: string) => listOf(text)?.map(memberAs),
} as const;

/** A field of each kind that the linter has an eye on. */
const fields = {
  dictionary: "Priority",
  item: "Cross-Origin-Opener-Policy",
  list: "Accept-CH",
} as const;

function isLegal({ raw = [], header_type }: Case): boolean {
  const found = lint({
    request: { method: "GET", target: "/", headers: [["Host", "a.example"]] },
    response: { status: 200, headers: raw.map((line) => [fields[header_type], line]) },
  });
  return !found.some(({ rule }) => rule === "field/structured-parse");
}

/** A Token or a String as text. */
function textIn(bare: unknown): string | undefined {
  if (typeof bare === "string") return bare;
  const { __type, value } = bare as { readonly __type?: string; readonly value?: unknown };
  return __type === "token" ? String(value) : undefined;
}

/** The media ranges of a list that is an Accept-Query (RFC 10008 section 3); undefined where it is none. */
function rangesIn(expected: unknown): readonly string[] | undefined {
  const items = expected as readonly (readonly [
    unknown,
    readonly (readonly [string, unknown])[],
  ])[];
  const ranges = items.map(([bare, parameters]) => {
    const [type, ...values] = [bare, ...parameters.map(([, value]) => value)].map(textIn);
    if (
      type === undefined ||
      !/^(\*|[\w-]+)\/(\*|[\w-]+)$/.test(type) ||
      values.includes(undefined)
    )
      return undefined;
    return [type, ...values.map((value, i) => `${parameters[i]?.[0]}=${value}`)].join("; ");
  });
  return ranges.length === 0 || ranges.includes(undefined) ? undefined : (ranges as string[]);
}

describe(`structured-field-tests${why}`, () => {
  const read = casesIn(".").filter(({ raw }) => raw !== undefined);
  const all = read.map((each) => [`${each.name}: ${JSON.stringify(each.raw)}`, each] as const);

  it.skipIf(folder === undefined)("are there", () => {
    const written = casesIn("serialisation-tests");
    console.log(`structured-field-tests: ${read.length} to read, ${written.length} to write`);
    expect(read.length).toBeGreaterThan(1500);
    expect(written.length).toBeGreaterThan(500);
  });

  it.skipIf(folder === undefined).each(all)("%s", (_name, each) => {
    const { raw = [], header_type, expected, must_fail, can_fail } = each;
    const got = readers[header_type](raw.join(", "));
    if (must_fail) expect(got).toBeUndefined();
    else if (!(can_fail && got === undefined)) expect(got).toEqual(expected);
    expect(isLegal(each)).toBe(raw.length === 0 || got !== undefined);

    if (header_type !== "list") return;
    const ranges = acceptQuery.parse(raw.join(", ").trim());
    expect(ranges).toEqual(must_fail ? undefined : rangesIn(expected));
  });

  const written = casesIn("serialisation-tests").map((each) => [each.name, each] as const);
  it.skipIf(folder === undefined).each(written)("written: %s", async (_name, { expected }) => {
    for (const each of leavesOf(expected)) {
      const lines = typeof each === "number" ? [await limitOf(each, "a")] : await linesOf(each);
      for (const line of lines) if (line !== undefined) expect(listOf(line)).toBeDefined();
    }
  });
});

/** The numbers, texts and names in it. */
function leavesOf(expected: unknown): readonly (number | string)[] {
  if (typeof expected === "number" || typeof expected === "string") return [expected];
  if (typeof expected !== "object" || expected === null) return [];
  const { value = Object.values(expected) } = expected as { readonly value?: unknown };
  return Array.isArray(value) ? value.flatMap(leavesOf) : leavesOf(value);
}

/** What our writers make of a text, as a String, a Token, a key and a parameter; undefined where they refuse. */
async function linesOf(text: string): Promise<readonly (string | undefined)[]> {
  const ranges = [text, `${text}/b`, `a/${text}`, `a/b;${text}=c`, `a/b;c=${text}`];
  return [
    await limitOf(1, text),
    ...ranges.map((range) => unlessRefused(() => acceptQuery.format([range]))),
  ];
}

async function limitOf(points: number, policy: string): Promise<string | undefined> {
  const consume = () => Promise.resolve({ remainingPoints: points, msBeforeNext: 1 });
  const limited = unlessRefused(() =>
    rateLimit({ points, duration: 1, consume }, { key: () => "", policy }),
  );
  const passed = (await limited?.({})) as { readonly rateLimit?: RateLimitFields } | undefined;
  return passed?.rateLimit?.["ratelimit-policy"];
}

function unlessRefused<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    expect([RangeError.name, TypeError.name]).toContain((error as Error).name);
    return undefined;
  }
}

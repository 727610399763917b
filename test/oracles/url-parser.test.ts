import { readFileSync } from "node:fs";
import { location } from "@rightstatus/core/fields";
import { describe, expect, it } from "vitest";
import { encodeReference } from "../../packages/core/src/grammar/uri.ts";
import { localRedirect } from "../../packages/core/src/semantics/redirects.ts";
import { references } from "../contract/vectors/redirect-inputs.ts";
import { uriReference } from "../core/naive/uri.ts";

/** A text, what it is relative to, and where browsers go by it. */
interface Row {
  readonly input: string;
  readonly base: string;
  readonly href: string | undefined;
}

/** A case of url/resources/urltestdata.json of github.com/web-platform-tests/wpt; others are comments. */
interface Case {
  readonly input: string;
  readonly base: string | null;
  readonly href?: string;
}

const here = "https://good.example/from/here?now";

const own = references.map(
  (input): Row => ({ input, base: here, href: parsed(input, here)?.href }),
);

/** Where a copy of it is. */
const file = process.env.URL_TEST_DATA;
const why = file === undefined ? " (skipped: URL_TEST_DATA names no copy of it)" : "";

const theirs =
  file === undefined ? [] : (JSON.parse(readFileSync(file, "utf8")) as (Case | string)[]);
const given = theirs
  .filter((each) => typeof each !== "string")
  .filter(({ base }) => base === null || /^https?:[^@]*$/.test(base))
  .map(({ input, base, href }): Row => ({ input, base: base ?? here, href }));

function parsed(text: string, base: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** The same page in one spelling: the parser leaves some characters as they are that no URI has. */
const inUri = (href: string): string => new URL(encodeReference(href)).href;

/** What is refused whatever it leads to: nothing, and controls, which parsers drop. */
const isOdd = (text: string): boolean =>
  text === "" || [...text].some((unit) => unit < " " || unit === "\x7f");

function formatted(text: string): string | undefined {
  try {
    return location.format(text);
  } catch (error) {
    expect(error).toBeInstanceOf(text === "" ? TypeError : RangeError);
    return undefined;
  }
}

function judge({ input, base, href }: Row): void {
  const url = href === undefined ? undefined : new URL(href);
  const leads = (reference: string): string => inUri(new URL(reference, base).href);

  const safe = localRedirect(input, base);
  const isOwn =
    url?.origin === new URL(base).origin &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password === "";
  if (safe !== undefined) expect(leads(safe)).toBe(inUri(href ?? "about:blank"));
  expect(safe !== undefined).toBe(isOwn && !isOdd(input));

  const line = formatted(input);
  if (line !== undefined) {
    expect(line).toMatch(uriReference);
    expect(leads(line)).toBe(inUri(href ?? "about:blank"));
    expect(url?.protocol).toMatch(/^https?:$/);
    expect(url?.username).toBe("");
    expect(location.parse(line)).toBe(line);
  }
  if (location.parse(input) !== undefined) expect(line).toBe(input);
}

describe("references by the URL parser of browsers, RFC 9110 sections 10.2.2 and 17.11", () => {
  it.each(own)("$input", judge);

  it("are each another one", () => {
    expect(new Set(references).size).toBe(references.length);
  });
});

describe(`urltestdata.json${why}`, () => {
  it.skipIf(file === undefined)("is there", () => {
    console.log(`urltestdata.json: ${given.length} that http or https can be the base of`);
    expect(given.length).toBeGreaterThan(300);
  });

  // What this Node reads otherwise than the standard is no finding of ours.
  it.skipIf(file === undefined).each(given)("$input on $base", (row) => {
    if (parsed(row.input, row.base)?.href !== row.href) return;
    judge(row);
  });
});

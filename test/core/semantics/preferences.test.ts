import { describe, expect, it } from "vitest";
import {
  type Preferences,
  readPreferences,
} from "../../../packages/core/src/semantics/preferences.ts";

describe("Prefer, RFC 7240", () => {
  it.each<[rule: string, line: string | undefined, Preferences]>([
    ["2 absent", undefined, { respondAsync: false }],
    ["4.2 minimal", "return=minimal", { return: "minimal", respondAsync: false }],
    [
      "4.2 representation",
      'return="representation"',
      { return: "representation", respondAsync: false },
    ],
    ["4.2 another value", "return=maximal", { respondAsync: false }],
    ["4.1 respond-async", "respond-async, wait=10", { respondAsync: true }],
    ["4.1 respond-async has no value", "respond-async=no", { respondAsync: false }],
    [
      "2 of two the first",
      "return=minimal, return=representation",
      { return: "minimal", respondAsync: false },
    ],
    [
      "2 unknown ones are ignored",
      "foo; some=thing, Return=minimal",
      { return: "minimal", respondAsync: false },
    ],
    ["2 malformed: ignored", "return=", { respondAsync: false }],
    ["2 malformed: ignored", "=;", { respondAsync: false }],
  ])("%s: %s", (_rule, line, preferences) => {
    const headers = line === undefined ? {} : { prefer: line };
    expect(readPreferences({ headers })).toEqual(preferences);
  });
});

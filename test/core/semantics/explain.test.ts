import { describe, expect, it } from "vitest";
import { explain } from "../../../packages/core/src/semantics/explain.ts";
import { stateOf } from "./state.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const tagged = stateOf(`etag: "a"`, `last-modified: ${noon}`);
const untagged = stateOf("server: x");

describe("explain", () => {
  it.each<[method: string, fields: string, told: string]>([
    ["GET", "accept: */*", "answer: perform the method"],
    ["GET", 'if-none-match: "a"', "If-None-Match: false | answer: 304 Not Modified"],
    ["PUT", 'if-none-match: "a"', "If-None-Match: false | answer: 412 Precondition Failed"],
    ["PUT", 'if-match: "a"', "If-Match: true | answer: perform the method"],
    [
      "GET",
      `if-match: "b"\nif-none-match: "a"`,
      "If-Match: false | answer: 412 Precondition Failed",
    ],
    [
      "GET",
      `if-match: "a"\nif-unmodified-since: ${noon}\nif-none-match: "b"\nif-modified-since: ${noon}`,
      "If-Match: true | If-Unmodified-Since: ignored beside If-Match | If-None-Match: true | " +
        "If-Modified-Since: ignored beside If-None-Match | answer: perform the method",
    ],
    [
      "PUT",
      `if-unmodified-since: 1999\nif-none-match: a\nif-modified-since: ${noon}`,
      "If-Unmodified-Since: ignored: not one HTTP-date | " +
        "If-None-Match: ignored: not a list of entity-tags | " +
        "If-Modified-Since: ignored with PUT | answer: perform the method",
    ],
    [
      "GET",
      "if-modified-since: 2030",
      "If-Modified-Since: ignored: not one HTTP-date | answer: perform the method",
    ],
    ["GET", "range: bytes=0-1", "Range: counts | answer: perform the method"],
    ["GET", 'range: bytes=0-1\nif-range: "b"', "Range: ignored | answer: perform the method"],
    ["GET", "range: bytes=a", "Range: ignored | answer: perform the method"],
    ["HEAD", "range: bytes=0-1", "Range: ignored | answer: perform the method"],
    [
      "GET",
      'range: bytes=0-1\nif-none-match: "a"',
      "If-None-Match: false | answer: 304 Not Modified",
    ],
    ["OPTIONS", 'if-match: "b"', "preconditions: ignored with OPTIONS"],
  ])("%s %j", (method, fields, told) => {
    const headers = Object.fromEntries(fields.split("\n").map((f) => f.split(/: (.*)/s, 2)));
    const steps = explain({ method, headers }, tagged);
    expect(steps.map(({ step, outcome }) => `${step}: ${outcome}`).join(" | ")).toBe(told);
    for (const { section } of steps) expect(section).toMatch(/^RFC 9110 section 1[34]\.[\d.]+$/);
  });

  it.each([
    ["if-unmodified-since", "ignored: no Last-Modified"],
    ["if-modified-since", "ignored: no Last-Modified"],
  ])("%s of what has no date", (name, outcome) => {
    expect(explain({ headers: { [name]: noon } }, untagged)[0]).toMatchObject({ outcome });
  });

  it("of what is missing", () => {
    const steps = explain({ method: "DELETE", headers: { "if-match": "*" } }, stateOf());
    expect(steps).toEqual([
      {
        step: "preconditions",
        section: "RFC 9110 section 13.2.1",
        outcome: "ignored: the target is missing",
      },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { type Conditions, readConditions } from "../../../packages/core/src/request/conditions.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const date = new Date(noon);

describe("readConditions, RFC 9110 section 13.1", () => {
  it.each<[rule: string, fields: Record<string, string>, Omit<Conditions, "method">]>([
    ["nothing", { accept: "*/*" }, {}],
    ["13.1.1", { "if-match": '"a", W/"b,c"' }, { ifMatch: ['"a"', 'W/"b,c"'] as never }],
    ["13.1.1", { "if-match": "*" }, { ifMatch: "*" }],
    ["13.1.1 malformed", { "if-match": "a" }, { ifMatch: "malformed" }],
    ["13.1.2", { "if-none-match": "" }, { ifNoneMatch: [] }],
    ["13.1.2 malformed", { "if-none-match": 'w/"a"' }, { ifNoneMatch: "malformed" }],
    ["13.1.3", { "if-modified-since": noon }, { ifModifiedSince: date }],
    ["13.1.3 malformed", { "if-modified-since": "2030" }, { ifModifiedSince: "malformed" }],
    [
      "13.1.3 a list",
      { "if-modified-since": `${noon}, ${noon}` },
      { ifModifiedSince: "malformed" },
    ],
    ["13.1.4", { "if-unmodified-since": noon }, { ifUnmodifiedSince: date }],
    ["13.1.5 alone MUST be ignored", { "if-range": '"a"' }, {}],
    [
      "13.1.5",
      { range: "bytes=0-1", "if-range": '"a"' },
      { range: { unit: "bytes", specs: [{ first: 0, last: 1 }] }, ifRange: '"a"' as never },
    ],
    [
      "14.2 malformed",
      { range: "bytes=x", "if-range": noon },
      { range: "malformed", ifRange: date },
    ],
    [
      "13.1.5 malformed",
      { range: "items=x", "if-range": "a" },
      { range: { unit: "items", specs: [] }, ifRange: "malformed" },
    ],
  ])("%s: %j", (_rule, headers, conditions) => {
    expect(readConditions({ method: "PUT", headers })).toEqual({ method: "PUT", ...conditions });
    expect(readConditions({ headers: new Headers(headers) })).toEqual({
      method: "GET",
      ...conditions,
    });
  });
});

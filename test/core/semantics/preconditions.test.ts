import { describe, expect, it } from "vitest";
import { readConditions } from "../../../packages/core/src/request/conditions.ts";
import {
  evaluate,
  type State,
  type Verdict,
} from "../../../packages/core/src/semantics/preconditions.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { stateOf } from "./state.ts";

const morning = "Sun, 06 Nov 1994 09:00:00 GMT";
const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const evening = "Sun, 06 Nov 1994 18:00:00 GMT";

const strong = stateOf(`etag: "a"`, `last-modified: ${noon}`);
const weak = stateOf(`etag: W/"a"`, `last-modified: ${noon}`);
const untagged = stateOf(`last-modified: ${noon}`);
const undated = stateOf(`etag: "a"`);
const missing = stateOf();

type Row = [rule: string, method: string, fields: string, state: State, verdict: Verdict];

function verdictOf(method: string, fields: string, state: State): Verdict {
  const headers = Object.fromEntries(fields.split("\n").map((f) => f.split(/: ?(.*)/s, 2)));
  return evaluate(readConditions({ method, headers }), state);
}

describe("RFC 9110 section 13, preconditions", () => {
  it.each<Row>([
    ["no condition", "GET", "accept: */*", strong, "proceed"],
    ["no condition", "PUT", "accept: */*", strong, "proceed"],

    ["13.1.1 the same tag", "PUT", `if-match: "a"`, strong, "proceed"],
    ["13.1.1 another tag", "PUT", `if-match: "b"`, strong, "precondition-failed"],
    ["13.1.1 one of the listed tags is enough", "PUT", `if-match: "b,", "a"`, strong, "proceed"],
    ["13.1.1 strong comparison", "PUT", `if-match: W/"a"`, strong, "precondition-failed"],
    ["13.1.1 strong comparison", "PUT", `if-match: "a"`, weak, "precondition-failed"],
    ["13.1.1 strong comparison", "PUT", `if-match: W/"a"`, weak, "precondition-failed"],
    ["13.1.1 nothing to compare with", "PUT", `if-match: "a"`, untagged, "precondition-failed"],
    ["13.1.1 * needs no tag", "PUT", "if-match: *", untagged, "proceed"],
    ["13.1.1 reads too", "GET", `if-match: "b"`, strong, "precondition-failed"],
    ["13.1.1 malformed: fails closed", "PUT", "if-match: a", strong, "precondition-failed"],
    ["13.1.1 malformed: fails closed", "PUT", `if-match: *, "a"`, strong, "precondition-failed"],
    ["13.1.1 no tag at all", "PUT", "if-match: ", strong, "precondition-failed"],

    [
      "13.1.4 changed since",
      "PUT",
      `if-unmodified-since: ${morning}`,
      strong,
      "precondition-failed",
    ],
    ["13.1.4 changed at that second", "PUT", `if-unmodified-since: ${noon}`, strong, "proceed"],
    ["13.1.4 not changed since", "PUT", `if-unmodified-since: ${evening}`, strong, "proceed"],
    ["13.1.4 reads too", "GET", `if-unmodified-since: ${morning}`, strong, "precondition-failed"],
    [
      "13.1.4 no date to compare with",
      "PUT",
      `if-unmodified-since: ${morning}`,
      undated,
      "proceed",
    ],
    ["13.1.4 MUST ignore what is no date", "PUT", "if-unmodified-since: 1999", strong, "proceed"],
    [
      "13.1.4 MUST ignore beside If-Match",
      "PUT",
      `if-match: "a"\nif-unmodified-since: ${morning}`,
      strong,
      "proceed",
    ],
    [
      "13.1.4 MUST ignore beside If-Match",
      "PUT",
      `if-match: a\nif-unmodified-since: ${evening}`,
      strong,
      "precondition-failed",
    ],

    ["13.1.2 the same tag", "GET", `if-none-match: "a"`, strong, "not-modified"],
    ["13.1.2 the same tag", "HEAD", `if-none-match: "a"`, strong, "not-modified"],
    ["RFC 10008 section 2.6 the same tag", "QUERY", `if-none-match: "a"`, strong, "not-modified"],
    ["13.1.2 the same tag", "PUT", `if-none-match: "a"`, strong, "precondition-failed"],
    ["13.1.2 the same tag", "DELETE", `if-none-match: "a"`, strong, "precondition-failed"],
    ["13.1.2 another tag", "GET", `if-none-match: "b"`, strong, "proceed"],
    ["13.1.2 weak comparison", "GET", `if-none-match: "a"`, weak, "not-modified"],
    ["13.1.2 weak comparison", "GET", `if-none-match: W/"a"`, strong, "not-modified"],
    [
      "13.1.2 one of the listed tags is enough",
      "GET",
      `if-none-match: "b",\t"a"`,
      strong,
      "not-modified",
    ],
    [
      "8.8.3 a comma is legal in a tag",
      "GET",
      `if-none-match: "a,b"`,
      stateOf(`etag: "a,b"`),
      "not-modified",
    ],
    ["13.1.2 *", "GET", "if-none-match: *", untagged, "not-modified"],
    ["13.1.2 *: create only", "PUT", "if-none-match: *", untagged, "precondition-failed"],
    ["13.1.2 *: create only", "PUT", "if-none-match: *", missing, "proceed"],
    ["13.1.2 malformed matches nothing", "GET", "if-none-match: a", strong, "proceed"],
    ["13.1.2 malformed matches nothing", "PUT", "if-none-match: a", strong, "proceed"],
    ["13.1.2 nothing to compare with", "GET", `if-none-match: "a"`, untagged, "proceed"],
    [
      "9111 5.2.1.4 no-cache speaks to caches",
      "GET",
      `if-none-match: "a"\ncache-control: no-cache`,
      strong,
      "not-modified",
    ],

    ["13.1.3 changed since", "GET", `if-modified-since: ${morning}`, strong, "proceed"],
    ["13.1.3 changed at that second", "GET", `if-modified-since: ${noon}`, strong, "not-modified"],
    ["13.1.3 not changed since", "HEAD", `if-modified-since: ${evening}`, strong, "not-modified"],
    ["RFC 10008 section 2.6", "QUERY", `if-modified-since: ${noon}`, strong, "not-modified"],
    [
      "13.1.3 the future is valid",
      "GET",
      "if-modified-since: Thu, 01 Jan 2099 00:00:00 GMT",
      strong,
      "not-modified",
    ],
    [
      "13.1.3 MUST ignore with other methods",
      "PUT",
      `if-modified-since: ${evening}`,
      strong,
      "proceed",
    ],
    [
      "13.1.3 MUST ignore beside If-None-Match",
      "GET",
      `if-none-match: "b"\nif-modified-since: ${evening}`,
      strong,
      "proceed",
    ],
    [
      "13.1.3 MUST ignore beside If-None-Match",
      "GET",
      `if-none-match: "a"\nif-modified-since: ${morning}`,
      strong,
      "not-modified",
    ],
    [
      "13.1.3 MUST ignore beside a malformed one",
      "GET",
      `if-none-match: a\nif-modified-since: ${evening}`,
      strong,
      "proceed",
    ],
    ["13.1.3 MUST ignore what is no date", "GET", "if-modified-since: 2030", strong, "proceed"],
    [
      "13.1.3 MUST ignore what is no date",
      "GET",
      "if-modified-since: 2030-01-01T00:00:00Z",
      strong,
      "proceed",
    ],
    [
      "13.1.3 MUST ignore what is no date",
      "GET",
      "if-modified-since: yesterday 2027",
      strong,
      "proceed",
    ],
    ["13.1.3 no date to compare with", "GET", `if-modified-since: ${evening}`, undated, "proceed"],
    [
      "5.6.7 asctime is UTC",
      "GET",
      "if-modified-since: Sun Nov  6 11:59:59 1994",
      strong,
      "proceed",
    ],
    [
      "5.6.7 asctime is UTC",
      "GET",
      "if-modified-since: Sun Nov  6 12:00:00 1994",
      strong,
      "not-modified",
    ],
    [
      "5.6.7 two digits of the year",
      "GET",
      "if-modified-since: Thursday, 01-Jan-60 00:00:00 GMT",
      strong,
      "not-modified",
    ],

    [
      "13.2.2 step 1 before 3",
      "GET",
      `if-match: "b"\nif-none-match: "a"`,
      strong,
      "precondition-failed",
    ],
    ["13.2.2 step 3 after 1", "GET", `if-match: "a"\nif-none-match: "a"`, strong, "not-modified"],
    [
      "13.2.2 step 2 before 3",
      "GET",
      `if-unmodified-since: ${morning}\nif-none-match: "a"`,
      strong,
      "precondition-failed",
    ],
    [
      "13.2.2 step 2 before 4",
      "GET",
      `if-unmodified-since: ${morning}\nif-modified-since: ${noon}`,
      strong,
      "precondition-failed",
    ],

    ["13.2.1 MUST ignore with OPTIONS", "OPTIONS", `if-match: "b"`, strong, "proceed"],
    ["13.2.1 MUST ignore with TRACE", "TRACE", "if-none-match: *", strong, "proceed"],
    ["13.2.1 MUST ignore with CONNECT", "CONNECT", "if-none-match: *", strong, "proceed"],
    ["13.2.1 an unknown method is guarded", "BREW", `if-match: "b"`, strong, "precondition-failed"],

    ["13.2.1 the 404 goes first", "GET", `if-match: "a"`, missing, "proceed"],
    ["13.2.1 the 404 goes first", "DELETE", "if-match: *", missing, "proceed"],
    ["13.2.1 the 404 goes first", "PATCH", "if-match: *", missing, "proceed"],
    ["13.1.1 a PUT would create", "PUT", "if-match: *", missing, "precondition-failed"],
    ["13.1.1 a PUT would create", "PUT", `if-match: "a"`, missing, "precondition-failed"],
    [
      "13.1.4 no date of what is not there",
      "PUT",
      `if-unmodified-since: ${morning}`,
      missing,
      "proceed",
    ],
    [
      "13.1.2 no tag of what is not there",
      "PUT",
      `if-none-match: "a"`,
      { ...strong, exists: false },
      "proceed",
    ],
    [
      "13.1.1 no tag of what is not there",
      "PUT",
      `if-match: "a"`,
      { ...strong, exists: false },
      "precondition-failed",
    ],
    [
      "13.1.4 no date of what is not there",
      "PUT",
      `if-unmodified-since: ${morning}`,
      { ...strong, exists: false },
      "proceed",
    ],
  ])("%s: %s %s", (_rule, method, fields, state, verdict) => {
    expect(verdictOf(method, fields, state)).toBe(verdict);
  });

  it("5.6.7: whole seconds, on both sides", () => {
    const changed = { exists: true, lastModified: new Date(Date.parse(noon) + 999) };
    expect(verdictOf("GET", `if-modified-since: ${noon}`, changed)).toBe("not-modified");
    expect(verdictOf("PUT", `if-unmodified-since: ${noon}`, changed)).toBe("proceed");
  });

  it("13.1.3, 13.1.4: a list of dates is ignored, though node shows its first member only", () => {
    const ims = {
      headers: { "if-modified-since": noon },
      rawHeaders: ["If-Modified-Since", noon, "If-Modified-Since", noon],
    };
    expect(evaluate(readConditions(ims), strong)).toBe("proceed");
    const ius = {
      method: "PUT",
      headers: { "if-unmodified-since": morning },
      rawHeaders: ["If-Unmodified-Since", morning, "If-Unmodified-Since", morning],
    };
    expect(evaluate(readConditions(ius), strong)).toBe("proceed");
  });
});

describe("adversarial vectors: conditional", () => {
  it("A098: If-Match W/ against strong", () => {
    expect(verdictOf("PUT", `if-match: W/"abc"`, stateOf(`etag: "abc"`))).toBe(
      "precondition-failed",
    );
  });
  it("A099: If-Match * without ETag", () => {
    expect(verdictOf("GET", "if-match: *", untagged)).toBe("proceed");
  });
  it("A100: If-Match * on a missing resource (PUT)", () => {
    expect(verdictOf("PUT", "if-match: *", missing)).toBe("precondition-failed");
  });
  it("A101: If-None-Match * on an existing resource (PUT)", () => {
    expect(verdictOf("PUT", "if-none-match: *", strong)).toBe("precondition-failed");
  });
  it("A104: lower-case w/ and unquoted", () => {
    expect(verdictOf("GET", `if-none-match: w/"a", a, W/`, weak)).toBe("proceed");
  });
  it("A105: 100k tags in linear time", () => {
    const start = performance.now();
    expect(verdictOf("GET", `if-none-match: ${inputOf("A105")}`, strong)).toBe("not-modified");
    expect(performance.now() - start).toBeLessThan(500);
  });
  it("A110: If-Modified-Since on PUT", () => {
    const field = "if-modified-since: Thu, 01 Jan 2099 00:00:00 GMT";
    expect(verdictOf("PUT", field, strong)).toBe("proceed");
  });
  it("A111: duplicate lines are one list", () => {
    const headers = { "if-none-match": [`"b"`, `"a"`] };
    expect(evaluate(readConditions({ headers }), strong)).toBe("not-modified");
  });
  it("knows every vector of the kind (A108 is in ranges.test.ts; A113 and A114 are of files)", () => {
    expect(vectorsOf("conditional")).toHaveLength(11);
  });
});

import { describe, expect, it } from "vitest";
import { readConditions } from "../../../packages/core/src/request/conditions.ts";
import type { State } from "../../../packages/core/src/semantics/preconditions.ts";
import { rangesFor, type Selection } from "../../../packages/core/src/semantics/ranges.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";
import { stateOf } from "./state.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const later = Date.parse(noon) + 60_000;
const tagged = stateOf(`etag: "a"`, `last-modified: ${noon}`);

function wire(selection: Selection): string {
  if (selection.kind === "whole") return "200";
  if (selection.kind === "unsatisfiable") return `416 */${selection.length}`;
  const ranges = selection.ranges.map(({ start, end }) => `${start}-${end - 1}`);
  expect(selection.multipart).toBe(ranges.length > 1);
  return `206 ${ranges.join(" ")}`;
}

function answer(
  line: string,
  length: number | undefined,
  method = "GET",
  state: State = tagged,
): string {
  const headers = Object.fromEntries(line.split("\n").map((l) => l.split(/: (.*)/s, 2)));
  return wire(rangesFor(readConditions({ method, headers }), state, length, later));
}

describe("RFC 9110 section 14.1.2, ranges of 10 bytes", () => {
  it.each<[rule: string, field: string, answer: string]>([
    ["14.1.2 first and last", "bytes=0-1", "206 0-1"],
    ["14.1.2 to the end", "bytes=8-", "206 8-9"],
    ["14.1.2 the last two", "bytes=-2", "206 8-9"],
    ["14.1.2 last past the end", "bytes=9-999", "206 9-9"],
    ["14.1.2 suffix longer than the whole", "bytes=-500", "206 0-9"],
    ["14.2 everything is still a 206", "bytes=0-", "206 0-9"],
    ["14.1.2 first past the end", "bytes=10-", "416 */10"],
    ["14.1.2 no bytes at the end", "bytes=-0", "416 */10"],
    ["14.1.2 a suffix beside an unsatisfiable one", "bytes=-0,-1", "206 9-9"],
    ["14.1.1 unit in any case", "BYTES=0-1", "206 0-1"],
    ["14.2 MUST ignore an unknown unit", "items=0-1", "200"],
    ["14.2 invalid: last before first", "bytes=5-2", "200"],
    ["14.2 one invalid member spoils all", "bytes=0-1,x", "200"],
    ["14.1.2 no overflow", "bytes=0-18446744073709551615", "206 0-9"],
    ["14.1.2 no overflow", "bytes=18446744073709551616-", "416 */10"],
    ["5.6.1.2 empty list members", "bytes=0-1,,4-5", "206 0-1 4-5"],
    ["15.3.7.2 in the order asked for", "bytes=8-9,0-1", "206 8-9 0-1"],
    ["15.3.7.2 overlapping", "bytes=0-3,2-6", "206 0-6"],
    ["15.3.7.2 touching", "bytes=0-3,4-6", "206 0-6"],
    ["15.3.7.2 one byte between", "bytes=0-3,5-6", "206 0-3 5-6"],
    ["15.3.7.2 inside another", "bytes=0-8,2-3", "206 0-8"],
    ["15.3.7.2 joined where the first of them stood", "bytes=6-6,0-1,7-8", "206 6-8 0-1"],
    ["15.3.7.2 one of several left", "bytes=0-1,20-21", "206 0-1"],
    ["14.1.2 the first byte and more than there is", "bytes=0-0,-500", "206 0-9"],
    ["17.15 asked for twice over", "bytes=0-,0-", "200"],
    ["14.2 sixteen ranges", `bytes=${"0-0,".repeat(9)}${"1-1,".repeat(6)}9-9`, "200"],
    ["14.2 seventeen ranges", `bytes=${"0-0,".repeat(16)}9-9`, "200"],
  ])("%s: %s", (_rule, field, expected) => {
    expect(answer(`range: ${field}`, 10)).toBe(expected);
  });

  it("14.2 sixteen parts are sent, seventeen are not", () => {
    const specs = (n: number) => Array.from({ length: n }, (_, i) => `${2 * i}-${2 * i}`).join();
    expect(answer(`range: bytes=${specs(16)}`, 100).split(" ")).toHaveLength(17);
    expect(answer(`range: bytes=${specs(17)}`, 100)).toBe("200");
  });

  it.each<[rule: string, length: number | undefined]>([
    ["14.2 of zero bytes", 0],
    ["14.4 of unknown length", undefined],
  ])("%s: the whole", (_rule, length) => {
    expect(answer("range: bytes=0-0", length)).toBe("200");
    expect(answer("range: bytes=-1", length)).toBe("200");
  });
});

describe("RFC 9110 section 14.2, which requests", () => {
  it.each<[rule: string, method: string, answer: string]>([
    ["14.2", "GET", "206 0-1"],
    ["RFC 10008 section 2.8", "QUERY", "206 0-1"],
    ["14.2 MUST ignore", "HEAD", "200"],
    ["14.2 MUST ignore", "POST", "200"],
    ["14.2 MUST ignore", "PUT", "200"],
  ])("%s: %s", (_rule, method, expected) => {
    expect(answer("range: bytes=0-1", 10, method)).toBe(expected);
  });
});

describe("RFC 9110 section 13.1.5, If-Range", () => {
  const lastModified = `last-modified: ${noon}`;
  it.each<[rule: string, ifRange: string, state: State, answer: string]>([
    ["the same tag", `"a"`, tagged, "206 0-1"],
    ["another tag", `"b"`, tagged, "200"],
    ["8.8.3.2 strong comparison", `W/"a"`, tagged, "200"],
    ["8.8.3.2 strong comparison", `"a"`, stateOf(`etag: W/"a"`), "200"],
    ["8.8.3.2 strong comparison", `W/"a"`, stateOf(`etag: W/"a"`), "200"],
    ["no tag there", `"a"`, stateOf(lastModified), "200"],
    ["the same date", noon, tagged, "206 0-1"],
    ["no date there", noon, stateOf(`etag: "a"`), "200"],
    ["a later date is not the same", "Sun, 06 Nov 1994 12:00:01 GMT", tagged, "200"],
    ["an earlier date is not the same", "Sun, 06 Nov 1994 11:59:59 GMT", tagged, "200"],
    ["malformed", "a", tagged, "200"],
    ["malformed: two tags", `"zzz" "a"`, tagged, "200"],
    ["malformed date", "2038", tagged, "200"],
    ["malformed: empty", "", tagged, "200"],
  ])("%s: %s", (_rule, ifRange, state, expected) => {
    expect(answer(`range: bytes=0-1\nif-range: ${ifRange}`, 10, "GET", state)).toBe(expected);
  });

  it.each<[ms: number, answer: string]>([
    [0, "200"],
    [999, "200"],
    [1000, "206 0-1"],
  ])("8.8.2.2: %i ms after the change", (ms, expected) => {
    const request = readConditions({ headers: { range: "bytes=0-1", "if-range": noon } });
    const changed = { exists: true, lastModified: new Date(Date.parse(noon) + 600) };
    expect(wire(rangesFor(request, changed, 10, Date.parse(noon) + ms))).toBe(expected);
  });

  it("13.2.2 step 5: true but not applicable, so the whole", () => {
    expect(answer(`range: bytes=10-\nif-range: "a"`, 10)).toBe("200");
    expect(answer("range: bytes=10-", 10)).toBe("416 */10");
  });
});

describe("adversarial vectors: range", () => {
  it.each<[id: string, answer: string]>([
    ["A070", "200"],
    ["A072", "200"],
    ["A073", "200"],
    ["A074", "206 0-1"],
    ["A075", "200"],
    ["A076", "200"],
    ["A078", "416 */10"],
    ["A079", "206 9-9"],
    ["A080", "206 0-9"],
    ["A081", "206 0-9"],
    ["A083", "416 */10"],
    ["A084", "200"],
    ["A085", "200"],
    ["A086", "206 0-1"],
    ["A087", "200"],
    ["A088", "200"],
    ["A089", "200"],
    ["A090", "200"],
    ["A091", "206 8-9 0-1"],
    ["A092", "206 0-9"],
  ])("%s: %s", (id, expected) => {
    expect(answer(`range: ${inputOf(id)}`, 10)).toBe(expected);
  });

  it("A093, A094: HEAD and POST", () => {
    expect(answer("range: bytes=0-1", 10, "HEAD")).toBe("200");
    expect(answer("range: bytes=0-1", 10, "POST")).toBe("200");
  });

  it("A095: of no bytes", () => {
    expect(answer("range: bytes=0-0", 0)).toBe("200");
  });

  it("knows every vector of the kind (A096 is in multipart.test.ts)", () => {
    expect(vectorsOf("range")).toHaveLength(24);
  });
});

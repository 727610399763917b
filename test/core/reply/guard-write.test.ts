import { describe, expect, it } from "vitest";
import { type Expected, guardWrite } from "../../../packages/core/src/reply/guard-write.ts";
import type { Pass } from "../../../packages/core/src/reply/pass.ts";
import { type AnyReply, isReply } from "../../../packages/core/src/reply/reply.ts";
import type { State } from "../../../packages/core/src/semantics/preconditions.ts";
import { stateOf } from "../semantics/state.ts";

const morning = "Sun, 06 Nov 1994 09:00:00 GMT";
const noon = "Sun, 06 Nov 1994 12:00:00 GMT";

const tagged = stateOf(`etag: "a"`, `last-modified: ${noon}`);
const weak = stateOf(`etag: W/"a"`, `last-modified: ${noon}`);
const dated = stateOf(`last-modified: ${noon}`);
const missing = stateOf();

type Result = AnyReply | Pass<{ expected: Expected }>;
type Row = [rule: string, method: string, fields: string, state: State, outcome: string];

function run(method: string, fields: string, state: State, require = false): Result {
  const lines = fields.split("\n").map((f) => f.split(/: (.*)/s, 2));
  return guardWrite({ method, headers: Object.fromEntries(lines) }, state, { require });
}

function outcome(result: Result): string {
  return isReply(result) ? String(result.status) : `expects ${result.pass.expected}`;
}

describe("guardWrite", () => {
  it.each<Row>([
    ["no condition", "PUT", "accept: */*", tagged, "expects any"],
    ["no condition", "PUT", "accept: */*", missing, "expects any"],
    ["9110 13.1.1 true", "PUT", 'if-match: "b", "a"', tagged, 'expects "a"'],
    ["9110 13.1.1 false", "PUT", 'if-match: "b"', tagged, "412"],
    ["9110 13.1.1 false", "PATCH", 'if-match: "b"', tagged, "412"],
    ["9110 13.1.1 malformed", "PUT", "if-match: a", tagged, "412"],
    ["9110 13.1.1 whatever is there", "PUT", "if-match: *", tagged, "expects any"],
    [
      "9110 13.1.2 whatever is there, but for what is listed",
      "PUT",
      'if-match: *\nif-none-match: "b"',
      tagged,
      'expects "a"',
    ],
    ["9110 13.1.1 a PUT would create", "PUT", "if-match: *", missing, "412"],
    ["9110 13.1.4 true", "DELETE", `if-unmodified-since: ${noon}`, tagged, 'expects "a"'],
    [
      "9110 13.1.4 true, compared by whatever the store has",
      "PUT",
      `if-unmodified-since: ${noon}`,
      weak,
      'expects W/"a"',
    ],
    ["9110 13.1.4 true, no tag", "DELETE", `if-unmodified-since: ${noon}`, dated, "expects any"],
    ["9110 13.1.4 false", "DELETE", `if-unmodified-since: ${morning}`, tagged, "412"],
    ["9110 13.1.4 malformed", "DELETE", "if-unmodified-since: 1999", tagged, "expects any"],
    ["9110 13.1.2 create only", "PUT", "if-none-match: *", missing, "expects absent"],
    ["9110 13.1.2 create only", "PUT", "if-none-match: *", tagged, "412"],
    ["9110 13.1.2 true of what is missing", "PUT", 'if-none-match: "a"', missing, "expects absent"],
    ["9110 13.1.2 true", "PUT", 'if-none-match: "b"', tagged, 'expects "a"'],
    ["9110 13.1.2 false", "POST", 'if-none-match: "a"', tagged, "412"],
    ["9110 13.1.2 malformed", "PUT", "if-none-match: a", tagged, "expects any"],
    ["9110 13.1.3 ignored", "PUT", `if-modified-since: ${noon}`, tagged, "expects any"],
    ["9110 13.2.1 the 404 goes first", "DELETE", 'if-match: "a"', missing, "404"],
    ["9110 13.2.1 the 404 goes first", "PATCH", "if-match: *", missing, "404"],
    ["9110 13.2.1 the handler's own reply", "DELETE", "accept: */*", missing, "expects any"],
    [
      "9110 13.2.1 create only, by a method that does not",
      "POST",
      "if-none-match: *",
      missing,
      "expects any",
    ],
    ["9110 13.2.1 nothing is written", "GET", 'if-match: "b"', tagged, "expects any"],
    ["9110 13.2.1 nothing is written", "OPTIONS", 'if-match: "b"', tagged, "expects any"],
    ["9110 13.2.1 nothing is written", "OPTIONS", 'if-match: "a"', tagged, "expects any"],
  ])("%s: %s %s", (_rule, method, fields, state, expected) => {
    expect(outcome(run(method, fields, state))).toBe(expected);
  });

  it.each<Row>([
    ["6585 3 no condition", "PUT", "accept: */*", tagged, "428"],
    ["6585 3 no condition", "POST", "accept: */*", tagged, "428"],
    ["6585 3 no condition, to create", "PUT", "accept: */*", missing, "428"],
    ["6585 3 one that prevents nothing", "PUT", 'if-none-match: "b"', tagged, "428"],
    ["6585 3 one that prevents nothing", "PUT", 'if-none-match: "b"', missing, "428"],
    ["6585 3 one that is ignored", "PUT", "if-unmodified-since: 1999", tagged, "428"],
    [
      "6585 3 one that is ignored",
      "PUT",
      `if-unmodified-since: ${noon}`,
      stateOf('etag: "a"'),
      "428",
    ],
    ["6585 3 If-Match", "PUT", 'if-match: "a"', tagged, 'expects "a"'],
    ["6585 3 If-Unmodified-Since", "PUT", `if-unmodified-since: ${noon}`, dated, "expects any"],
    ["6585 3 If-None-Match: *", "PUT", "if-none-match: *", missing, "expects absent"],
    ["9110 13.2.2 false goes before missing", "PUT", 'if-match: "b"', tagged, "412"],
    ["9110 13.2.1 the 404 goes first", "DELETE", "accept: */*", missing, "404"],
    ["6585 3 reads need none", "GET", "accept: */*", tagged, "expects any"],
    ["6585 3 nor does what writes nothing", "OPTIONS", "accept: */*", tagged, "expects any"],
    ["6585 3 nor does what writes nothing", "OPTIONS", "accept: */*", missing, "expects any"],
  ])("require, %s: %s %s", (_rule, method, fields, state, expected) => {
    expect(outcome(run(method, fields, state, true))).toBe(expected);
  });

  it("9110 15.5.13, 6585 3: says which field is at fault, or is missing", () => {
    expect(run("PUT", 'if-match: "b"', tagged)).toMatchObject({
      body: { status: 412, detail: "If-Match does not hold for the resource as it is now." },
    });
    expect(run("PUT", "accept: */*", tagged, true)).toMatchObject({
      body: { status: 428, detail: expect.stringMatching(/If-Match.*If-None-Match/) },
      headers: { "cache-control": "no-store" },
    });
  });

  it.each([undefined, {}, { exists: 1 }])("refuses the state %j", (state) => {
    const req = { method: "PUT", headers: {} };
    expect(() => guardWrite(req, state as never)).toThrow(/guardWrite: .*exists.*13\.2\.1/);
  });

  it.each([
    [{ exists: true, etag: "abc" }, /^etag: .*"abc" .*8\.8\.3/],
    [{ exists: true, lastModified: "1994" }, /^last-modified: .*"1994" .*8\.8\.2/],
    [{ exists: false, lastModified: new Date(Number.NaN) }, /^last-modified: .*8\.8\.2/],
  ])("refuses the validators of %j, whether the request asks for them or not", (state, message) => {
    for (const headers of [{}, { "if-match": '"abc"' }]) {
      const req = { method: "PUT", headers };
      expect(() => guardWrite(req, state as never)).toThrow(RangeError);
      expect(() => guardWrite(req, state as never)).toThrow(message);
    }
  });
});

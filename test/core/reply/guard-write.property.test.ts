import fc from "fast-check";
import { describe, it } from "vitest";
import { type Expected, guardWrite } from "../../../packages/core/src/reply/guard-write.ts";
import type { Pass } from "../../../packages/core/src/reply/pass.ts";
import { type AnyReply, isReply } from "../../../packages/core/src/reply/reply.ts";
import type { State } from "../../../packages/core/src/semantics/preconditions.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { heldFields, type Lines, naiveStatus, reads } from "../naive/conditions.ts";
import { lines, methods, reqOf, state } from "../semantics/requests.ts";

const method = fc.oneof(
  fc.constantFrom(...methods),
  fc.constantFrom("PUT", "PUT", "PATCH", "DELETE"),
);
const anyState = fc.tuple(state, fc.boolean()).map(([known, exists]) => ({ ...known, exists }));
const harmless = [...reads, "OPTIONS", "TRACE", "CONNECT"];

describe("guardWrite()", () => {
  it("refuses what RFC 9110 section 13.2 and RFC 6585 section 3 refuse, and nothing else", () => {
    fc.assert(
      fc.property(method, lines, anyState, fc.boolean(), (verb, fields, current, require) => {
        const result = guard(verb, fields, current, require);
        same(isReply(result) ? result.status : "pass", wanted(verb, fields, current, require));
        if (!isReply(result)) return;
        // What says no says nothing of the representation, and is for now.
        for (const name of ["etag", "last-modified", "content-range", "accept-ranges"]) {
          same(result.headers[name], undefined);
        }
        if (result.status === 428) same(result.headers["cache-control"], "no-store");
      }),
      { numRuns: runs },
    );
  });

  it("13.2.1: what the store has to find is the state that the conditions held for", () => {
    fc.assert(
      fc.property(method, lines, anyState, anyState, (verb, fields, current, other) => {
        const result = guard(verb, fields, current, false);
        if (isReply(result)) return;
        const { expected } = result.pass;
        same(finds(expected, current), true);
        const held = harmless.includes(verb) ? [] : heldFields(verb, fields, current);
        // Without conditions nothing is expected; without a tag nothing can be.
        if (held.length === 0) return same(expected, "any");
        if (current.exists && current.etag === undefined) return same(expected, "any");
        // Somebody else wrote in between. The same tag is the same state.
        if (current.etag === other.etag || !finds(expected, other)) return;
        // "*" is all but a state: a store that finds something else has to look itself.
        if (fields["if-match"]?.join(", ") === "*" && !other.exists) return;
        same(heldFields(verb, fields, other), held);
      }),
      { numRuns: runs },
    );
  });
});

function guard(
  verb: string,
  fields: Lines,
  current: State,
  require: boolean,
): Pass<{ readonly expected: Expected }> | AnyReply {
  return guardWrite(reqOf(verb, fields), current, { require });
}

function wanted(verb: string, fields: Lines, current: State, require: boolean): number | "pass" {
  if (harmless.includes(verb)) return "pass"; // Reads are for serve().
  if (!current.exists && verb !== "PUT") return fields["if-match"] || require ? 404 : "pass";
  if (naiveStatus(verb, fields, current) !== 200) return 412;
  // One that fails if somebody else was faster: a list in If-None-Match is none.
  const held = heldFields(verb, fields, current);
  const create = held.includes("If-None-Match") && fields["if-none-match"]?.join(", ") === "*";
  const prevents = held.includes("If-Match") || held.includes("If-Unmodified-Since") || create;
  return require && !prevents ? 428 : "pass";
}

/** Would a store that expects this write over that state? */
function finds(expected: Expected, { exists, etag }: State): boolean {
  if (expected === "any") return true;
  return expected === "absent" ? !exists : exists && etag === expected;
}

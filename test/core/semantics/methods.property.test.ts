import fc from "fast-check";
import { describe, it } from "vitest";
import { allowOf, dispatch, kindOf } from "../../../packages/core/src/semantics/methods.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

const known = "GET HEAD POST PUT PATCH DELETE OPTIONS QUERY TRACE CONNECT".split(" ");
const method = fc.oneof(
  fc.constantFrom(...known, "BREW", "get", "constructor", "__proto__"),
  madeOf("GET", "HEAD", " ", "x"),
);
const handled = fc.uniqueArray(fc.constantFrom(...known, "BREW", "get"), { maxLength: 5 });

describe("dispatch, RFC 9110 section 9", () => {
  it("calls what is handled, and refuses the rest with a 405 or a 501, with Allow as it is", () => {
    fc.assert(
      fc.property(method, handled, (verb, table) => {
        const dispatched = dispatch(verb, table);
        const allow = new Set([...table, ...(table.includes("GET") ? ["HEAD"] : []), "OPTIONS"]);
        if (table.includes(verb)) same(dispatched, { kind: "call", method: verb });
        else if (verb === "HEAD" && allow.has("HEAD")) same(dispatched.kind, "head");
        else if (verb === "OPTIONS") same(dispatched.kind, "options");
        else same(dispatched.kind, known.includes(verb) ? "not-allowed" : "not-implemented");
        if ("allow" in dispatched) same([...dispatched.allow].sort(), [...allow].sort());
      }),
      { numRuns: runs },
    );
  });

  it("15.5.6: what Allow names is not refused", () => {
    fc.assert(
      fc.property(handled, (table) => {
        const allow = allowOf(table);
        same(new Set(allow).size, allow.length);
        for (const verb of allow) {
          same(/call|head|options/.test(dispatch(verb, table).kind), true);
        }
      }),
      { numRuns: runs },
    );
  });

  it("13.2.1: only what is known to read or to talk is taken for harmless", () => {
    const harmless = { GET: "read", HEAD: "read", QUERY: "read" } as Record<string, string>;
    const talk = { OPTIONS: "talk", TRACE: "talk", CONNECT: "talk" } as Record<string, string>;
    const kinds = new Map(Object.entries({ ...harmless, ...talk, PUT: "create" }));
    fc.assert(
      fc.property(method, (verb) => {
        same(kindOf(verb), kinds.get(verb) ?? "write");
      }),
      { numRuns: runs },
    );
  });
});

import fc from "fast-check";
import { describe, it } from "vitest";
import { readPreferences } from "../../../packages/core/src/semantics/preferences.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";
import { recipients } from "../naive/recipients.ts";
import { members, said } from "../naive/words.ts";

const line = madeOf(
  ...["return", "=minimal", '="representation"', "respond-async", "wait=10", "; foo", ",", ", "],
  ...["=", '""', '"', " ", "Return=minimal", "return=representation", "__proto__=a"],
);

describe("Prefer, RFC 7240 section 2", () => {
  it("is read as far as it is in the grammar; of two the first one counts", () => {
    fc.assert(
      fc.property(line, (any) => {
        const legal = recipients.prefer?.(any) === true;
        const named = (legal ? members(any) : []).map((member) => {
          const [, name = "", value = ""] =
            /^([^\s=;]+)(?:[ \t]*=[ \t]*([^\s;"]+|"(?:\\.|[^"\\])*"))?/s.exec(member) ?? [];
          return { name: name.toLowerCase(), value: said(value) };
        });
        const first = (name: string) => named.find((one) => one.name === name)?.value;
        const wanted = first("return");
        const known = wanted === "minimal" || wanted === "representation";
        same(readPreferences({ headers: { prefer: any } }), {
          respondAsync: first("respond-async") === "",
          ...(known && { return: wanted }),
        });
      }),
      { numRuns: runs },
    );
  });
});

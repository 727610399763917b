import { type Exchange, lint, rules } from "@rightstatus/conformance";
import fc from "fast-check";
import { describe, it } from "vitest";
import { runs } from "../support/runs.ts";
import { same } from "../support/same.ts";
import { anyExchange } from "./exchanges.ts";

/** Every rule, asked by itself. */
function asked(exchange: Exchange): readonly (readonly [string, string])[] {
  return rules.flatMap(({ check, id }) => {
    const message = check(exchange);
    return message === undefined ? [] : [[id, message] as const];
  });
}

describe("of any exchange", () => {
  it("lint finds what each rule finds by itself, in the order of the catalogue, and nothing throws", () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const found = lint(exchange).map(({ message, rule }) => [rule, message] as const);
        same(found, asked(exchange));
      }),
      { numRuns: runs },
    );
  });

  it("each message is one line that says something", () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        for (const { message } of lint(exchange)) same(/^[^\r\n]{10,}$/.test(message), true);
      }),
      { numRuns: runs },
    );
  });

  it("leaves the exchange as it is", () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const before = structuredClone(exchange);
        lint(exchange);
        same(exchange, before);
      }),
      { numRuns: runs },
    );
  });
});

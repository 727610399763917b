import type { Exchange } from "../exchange.ts";
import { type Finding, type LintOptions, lint } from "../lint.ts";
import type { Level } from "../rule.ts";
import { type Judged, type ProbeRuleId, probeRules } from "./rules.ts";

/** Which findings are wanted, of the rules of the linter and of the prober. */
export interface Wanted {
  readonly lint: (exchange: Exchange) => readonly Finding[];
  readonly judge: (id: ProbeRuleId, judged: Judged) => readonly Finding[];
}

const weights: Readonly<Record<Level, number>> = { ADVICE: 0, SHOULD: 1, MUST: 2 };

/** @throws RangeError if a level or a rule does not exist. */
export function wantedOf({ ignore = [], level = "ADVICE" }: LintOptions): Wanted {
  const mine = ignore.filter((name) => name === "probe" || Object.hasOwn(probeRules, name));
  const rest = { level, ignore: ignore.filter((name) => !mine.includes(name)) };
  lint({ request: nothing, response: { status: 200, headers: [] } }, rest);
  return {
    lint: (exchange) => lint(exchange, rest),
    judge(id, judged) {
      const { judge, ...rule } = probeRules[id];
      if (weights[rule.level] < weights[level]) return [];
      if (mine.includes(id) || mine.includes("probe")) return [];
      const message = judge(judged);
      return message === undefined ? [] : [{ rule: id, ...rule, message }];
    },
  };
}

const nothing: Exchange["request"] = { method: "GET", target: "/", headers: [] };

/**
 * Judges HTTP responses of any origin against the RFCs.
 *
 * @module
 */
export type {
  Circumstances,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  FieldLines,
  InterimResponse,
} from "./exchange.ts";
export { type Finding, type LintOptions, lint, rules } from "./lint.ts";
export { probe } from "./probe/probe.ts";
export type {
  ProbeFinding,
  ProbeOptions,
  ProbeProgress,
  ProbeTarget,
  Report,
} from "./probe/report.ts";
export { type ProbeRule, type ProbeRuleId, probeRules } from "./probe/rules.ts";
export type { Level, Rule } from "./rule.ts";
export { type Unchecked, unchecked } from "./rules/unchecked.ts";

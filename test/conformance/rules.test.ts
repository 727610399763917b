import { lint, rules, unchecked } from "@rightstatus/conformance";
import { describe, expect, it } from "vitest";
import catalogue from "../vectors/rule-catalogue.json" with { type: "json" };
import { rows } from "./rules/index.ts";

describe("the catalogue", () => {
  const ids = rules.map(({ id }) => id);

  it("is whole: each rule is checked, or there is a reason why not", () => {
    const known = [...ids, ...unchecked.map(({ id }) => id)];
    expect(catalogue.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
  });

  it("has no rule twice", () => {
    const all = [...ids, ...unchecked.map(({ id }) => id)];
    expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  });

  it("has a row for each rule, and no row without one", () => {
    expect(rows.map(({ rule }) => rule).toSorted()).toEqual(ids.toSorted());
  });
});

describe.each(rows)("$rule", ({ breaks, keeps, rule }) => {
  it.each(breaks.map((exchange) => ({ exchange })))("is broken by row %#", ({ exchange }) => {
    expect(lint(exchange).map((finding) => finding.rule)).toContain(rule);
    expect(rules.find(({ id }) => id === rule)?.check(exchange)).toEqual(expect.any(String));
  });

  it.each(keeps.map((exchange) => ({ exchange })))("is kept by row %#", ({ exchange }) => {
    expect(lint(exchange).map((finding) => finding.rule)).not.toContain(rule);
  });
});

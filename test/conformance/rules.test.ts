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

describe("the version of an exchange, as tools write it", () => {
  const found = (httpVersion: string) =>
    lint({
      request: { method: "GET", target: "/", headers: [], httpVersion },
      response: { status: 200, headers: [["Transfer-Encoding", "chunked"]], httpVersion },
    }).flatMap(({ rule }) => (/te-|h2-/.test(rule) ? [rule] : []));

  it.each([
    [["1.1", "HTTP/1.1", "http/1.1", "", "unknown"], []],
    [["1.0", "HTTP/1.0"], ["framing/te-http10"]],
    [
      ["2", "2.0", "HTTP/2", "HTTP/2.0", "h2", "h3", "3"],
      ["framing/te-h2-h3", "field/h2-lowercase"],
    ],
  ])("%j", (said, rules) => {
    expect(said.map(found)).toEqual(said.map(() => rules));
  });
});

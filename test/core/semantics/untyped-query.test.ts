import { describe, expect, it } from "vitest";
import { isUntypedQuery } from "../../../packages/core/src/semantics/untyped-query.ts";

describe("the type of a QUERY, RFC 10008 section 2", () => {
  it.each<[method: string | undefined, type: string | undefined, untyped: boolean]>([
    ["QUERY", undefined, true],
    ["QUERY", "", true],
    ["QUERY", "sql", true],
    ["QUERY", "text/*", true],
    ["QUERY", "a/b, c/d", true],
    ["QUERY", "Application/SQL;Charset=utf-8", false],
    ["query", undefined, false],
    ["POST", undefined, false],
    [undefined, undefined, false],
  ])("%s %s: %s", (method, type, untyped) => {
    const headers = type === undefined ? {} : { "content-type": type };
    expect(isUntypedQuery({ ...(method !== undefined && { method }), headers })).toBe(untyped);
  });
});

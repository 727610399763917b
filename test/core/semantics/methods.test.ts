import { describe, expect, it } from "vitest";
import {
  allowOf,
  type Dispatch,
  dispatch,
  kindOf,
  type MethodKind,
} from "../../../packages/core/src/semantics/methods.ts";

const known = "GET HEAD POST PUT PATCH DELETE OPTIONS QUERY TRACE CONNECT".split(" ");

describe("dispatch, RFC 9110 section 9", () => {
  it.each<[rule: string, method: string, handled: string, Dispatch]>([
    ["9.1 handled", "PUT", "GET PUT", { kind: "call", method: "PUT" }],
    ["9.3.2 HEAD follows from GET", "HEAD", "GET PUT", { kind: "head", method: "GET" }],
    ["9.3.2 HEAD of its own", "HEAD", "GET HEAD", { kind: "call", method: "HEAD" }],
    ["9.3.2 no GET, no HEAD", "HEAD", "PUT", { kind: "not-allowed", allow: ["PUT", "OPTIONS"] }],
    [
      "9.3.7 OPTIONS from the table",
      "OPTIONS",
      "PUT",
      { kind: "options", allow: ["PUT", "OPTIONS"] },
    ],
    ["9.3.7 OPTIONS of its own", "OPTIONS", "OPTIONS", { kind: "call", method: "OPTIONS" }],
    [
      "9.1 known, not handled: 405",
      "DELETE",
      "GET",
      { kind: "not-allowed", allow: ["GET", "HEAD", "OPTIONS"] },
    ],
    ["9.3.8 TRACE is known", "TRACE", "PUT", { kind: "not-allowed", allow: ["PUT", "OPTIONS"] }],
    [
      "RFC 10008 QUERY is known",
      "QUERY",
      "PUT",
      { kind: "not-allowed", allow: ["PUT", "OPTIONS"] },
    ],
    ["9.1 unknown: 501", "BREW", "GET", { kind: "not-implemented" }],
    ["9.1 methods are case-sensitive", "get", "GET", { kind: "not-implemented" }],
    ["own extension method", "BREW", "BREW", { kind: "call", method: "BREW" }],
    ["names of Object.prototype", "constructor", "GET", { kind: "not-implemented" }],
  ])("%s: %s of %s", (_rule, method, handled, what) => {
    expect(dispatch(method, handled.split(" "))).toEqual(what);
  });

  it.each(known)("9.1: %s is never a 501", (method) => {
    expect(dispatch(method, []).kind).not.toBe("not-implemented");
  });
});

describe("allowOf, RFC 9110 section 10.2.1", () => {
  it.each<[handled: string[], allow: string]>([
    [[], "OPTIONS"],
    [["GET"], "GET, HEAD, OPTIONS"],
    [["POST", "GET"], "POST, GET, HEAD, OPTIONS"],
    [["GET", "HEAD", "OPTIONS", "PUT", "PUT"], "GET, HEAD, OPTIONS, PUT"],
  ])("%j", (handled, allow) => {
    expect(allowOf(handled).join(", ")).toBe(allow);
  });
});

describe("kindOf", () => {
  it.each<[MethodKind, string]>([
    ["read", "GET HEAD QUERY"],
    ["write", "POST PATCH DELETE BREW get"],
    ["create", "PUT"],
    ["talk", "OPTIONS TRACE CONNECT"],
  ])("%s: %s", (kind, methods) => {
    expect(methods.split(" ").map(kindOf)).toEqual(methods.split(" ").map(() => kind));
  });
});

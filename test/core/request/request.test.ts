import { describe, expect, it } from "vitest";
import {
  field,
  fieldLines,
  methodOf,
  type Req,
} from "../../../packages/core/src/request/request.ts";

const one = "Sun, 06 Nov 1994 08:49:37 GMT";
const two = "Mon, 07 Nov 1994 08:49:37 GMT";
const raw = ["If-Modified-Since", one, "Host", "h", "IF-MODIFIED-SINCE", two];
const node = { headers: { "if-modified-since": one }, rawHeaders: raw };
const hostile: Req = {
  get headers(): never {
    throw new Error("no");
  },
};

describe("field, RFC 9110 section 5.3", () => {
  it.each<[string, Req["headers"], string | undefined]>([
    ["a node record", { accept: "a/b" }, "a/b"],
    ["a node record with a list of lines", { accept: ["a/b", "c/d"] }, "a/b, c/d"],
    ["an empty value is said", { accept: "" }, ""],
    ["absent", {}, undefined],
    ["undefined is absent", { accept: undefined }, undefined],
    ["a client's field named Get is no method", { get: "x", accept: "a/b" }, "a/b"],
    ["fetch Headers", new Headers({ Accept: "a/b" }), "a/b"],
    [
      "fetch Headers, several lines",
      new Headers([
        ["accept", "a"],
        ["accept", "b"],
      ]),
      "a, b",
    ],
    ["fetch Headers without it", new Headers(), undefined],
    ["own properties only", Object.create({ accept: "a/b" }), undefined],
    ["a null-prototype record", Object.assign(Object.create(null), { accept: "a/b" }), "a/b"],
    ["a value of another kind was not said", { accept: 7 } as never, undefined],
    ["a Headers that answers nonsense", { get: () => 7 } as never, undefined],
  ])("%s", (_name, headers, value) => {
    expect(field({ headers }, "accept")).toBe(value);
  });

  it.each(["__proto__", "constructor", "tostring"] as const)("%s is no field", (name) => {
    expect(field({ headers: {} }, name)).toBeUndefined();
  });

  it("never throws", () => {
    expect(field(hostile, "accept")).toBeUndefined();
    expect(field({ headers: null } as never, "accept")).toBeUndefined();
    expect(fieldLines(hostile, "accept")).toEqual([]);
  });
});

describe("fieldLines", () => {
  it.each<[string, object, readonly string[]]>([
    ["the raw lines of node", node, [one, two]],
    ["the raw lines inside a Koa context", { headers: node.headers, req: node }, [one, two]],
    ["no raw lines", { headers: node.headers }, [one]],
    ["raw lines that are none", { ...node, rawHeaders: "x" }, [one]],
    ["raw lines of other kinds", { ...node, rawHeaders: [1, 2, ...raw, "odd"] }, [one, two]],
    ["a req that is none", { headers: node.headers, req: null }, [one]],
    ["a req without lines", { headers: node.headers, req: {} }, [one]],
    ["rewritten by middleware: the record counts", { ...node, rawHeaders: raw.slice(4) }, [one]],
    ["taken away by middleware", { headers: {}, rawHeaders: raw }, []],
    [
      "hostile raw lines",
      {
        ...node,
        get rawHeaders(): never {
          throw new Error("no");
        },
      },
      [one],
    ],
  ])("%s", (_name, req, lines) => {
    expect(fieldLines(req as Req, "if-modified-since")).toEqual(lines);
  });
});

describe("methodOf, RFC 9110 section 9.1", () => {
  it.each<[Req, string]>([
    [{ method: "PUT", headers: {} }, "PUT"],
    [{ method: "put", headers: {} }, "put"],
    [{ headers: {} }, "GET"],
    [{ method: undefined, headers: {} }, "GET"],
  ])("%j: %s", (req, method) => {
    expect(methodOf(req)).toBe(method);
  });
});

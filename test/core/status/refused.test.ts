import { describe, expect, it } from "vitest";
import { refusedStatus } from "../../../packages/core/src/status/refused.ts";
import { statuses } from "../../../packages/core/src/status/registry.ts";

type Row = [rule: string, code: unknown, reason: string];

describe("RFC 9110 section 15, codes that no reply may have", () => {
  it.each<Row>([
    [
      "15.2.2 belongs to the upgrade policy",
      101,
      "101 is sent by the upgrade policy of a server, never as a reply (RFC 9110 section 15.2.2)",
    ],
    ["15.2 interim", 100, "100 is interim, and a reply is final (RFC 9110 section 15.2)"],
    ["15.2 interim", 103, "103 is interim, and a reply is final (RFC 9110 section 15.2)"],
    [
      "RFC 5842 7.1 body only",
      208,
      "208 stands only inside the content of a 207 (RFC 5842 section 7.1)",
    ],
    [
      "15.4.6 deprecated",
      305,
      "305 is deprecated, and clients ignore it (RFC 9110 section 15.4.6)",
    ],
    ["15.4.7 reserved", 306, "306 is reserved (RFC 9110 section 15.4.7)"],
    ["15.5.19 reserved", 418, "418 is reserved (RFC 9110 section 15.5.19)"],
    ["RFC 2774 7 historic", 510, "510 is obsolete (RFC 2774 section 7)"],
    ...[105, 299, 420, 499, 509, 599].map(
      (code): Row => [
        "RFC 9205 4.6 not registered",
        code,
        `${code} is not registered; only registered codes may be used (RFC 9205 section 4.6)`,
      ],
    ),
    ...[
      [99, "99"],
      [600, "600"],
      [-404, "-404"],
      [404.5, "404.5"],
      [Number.NaN, "NaN"],
      [Number.POSITIVE_INFINITY, "Infinity"],
      ["404", '"404"'],
      [undefined, "undefined"],
      [Object.create(null), "object"],
      [Symbol("404"), "symbol"],
    ].map(
      ([code, shown]): Row => [
        "15 three digits",
        code,
        `want an integer from 100 to 599, got ${String(shown)} (RFC 9110 section 15)`,
      ],
    ),
  ])("%s: %s", (_rule, code, reason) => {
    expect(refusedStatus(code as number)).toBe(reason);
  });

  it("lets every other registered code through", () => {
    const sent = statuses.map(({ code }) => code).filter((code) => !refusedStatus(code));
    const never = [100, 101, 102, 103, 104, 208, 305, 306, 418, 510];
    expect(sent).toEqual(statuses.map(({ code }) => code).filter((code) => !never.includes(code)));
  });
});

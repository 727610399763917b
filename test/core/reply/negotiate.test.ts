import { describe, expect, it } from "vitest";
import { negotiate } from "../../../packages/core/src/reply/negotiate.ts";
import { type AnyReply, isReply } from "../../../packages/core/src/reply/reply.ts";
import { serve } from "../../../packages/core/src/reply/serve.ts";

const offer = {
  type: ["text/html", "application/json"],
  language: ["en", "zh-Hant"],
  encoding: ["br", "gzip"],
} as const;
const vary = ["Accept", "Accept-Language", "Accept-Encoding"];

function of(headers: Record<string, string>) {
  return negotiate({ headers }, offer);
}

describe("negotiate, RFC 9110 section 12.5", () => {
  it.each<[string, Record<string, string>, object]>([
    ["no preference", {}, { type: "text/html", language: "en", encoding: "identity" }],
    [
      "one of each",
      { accept: "application/json", "accept-language": "zh-Hant-TW", "accept-encoding": "gzip" },
      { type: "application/json", language: "zh-Hant", encoding: "gzip" },
    ],
    [
      "a language is no reason to refuse",
      { "accept-language": "de" },
      { type: "text/html", language: "en", encoding: "identity" },
    ],
    [
      "a coding is no reason to refuse",
      { "accept-encoding": "zstd" },
      { type: "text/html", language: "en", encoding: "identity" },
    ],
  ])("%s: %j", (_name, headers, choice) => {
    expect(of(headers)).toEqual({ ...choice, vary });
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ["15.5.7 no type", { accept: "image/png" }, offer.type],
    ["12.5.3 not even identity", { "accept-encoding": "identity;q=0" }, offer.encoding],
  ])("%s: a 406 that lists what there is", (_rule, headers, available) => {
    const refused: AnyReply | object = of(headers);
    if (!isReply(refused)) throw new Error("accepted");
    expect(refused.status).toBe(406);
    expect(refused.body).toMatchObject({ available });
    expect(refused.headers.vary).toBe(vary.join(", "));
  });

  it.each([
    [{ type: ["text/html"] }, ["Accept"]],
    [{ language: ["en"] }, ["Accept-Language"]],
    [{ encoding: ["gzip"] }, ["Accept-Encoding"]],
  ] as const)("12.5.5 of %j Vary names %j", (some, names) => {
    expect(negotiate({ headers: {} }, some)).toHaveProperty("vary", names);
  });

  it("A129: Vary names each field that was read on 200, 304, 404, 406, 412 and 416 alike", async () => {
    const statuses = new Set<number>();
    for (const [method, fields] of [
      ["GET", {}],
      ["HEAD", {}],
      ["GET", { "if-none-match": "*" }],
      ["GET", { "if-match": '"b"' }],
      ["GET", { range: "bytes=0-0" }],
      ["GET", { range: "bytes=0-0,2-2" }],
      ["GET", { range: "bytes=9-" }],
    ] as const) {
      const choice = of(fields);
      if (isReply(choice)) throw new Error("refused");
      for (const exists of [true, false]) {
        const resource = { exists, body: "abc", vary: choice.vary };
        const reply: AnyReply = await serve({ method, headers: fields }, resource);
        expect(reply.headers.vary).toBe(vary.join(", "));
        statuses.add(reply.status);
      }
    }
    expect([...statuses].sort()).toEqual([200, 206, 304, 404, 412, 416]);
  });

  it("mistakes of the programmer", () => {
    expect(() => negotiate({ headers: {} }, {})).toThrow(TypeError);
    expect(() => negotiate({ headers: {} }, { type: ["html"] })).toThrow(/content-type.*"html"/);
    expect(() => negotiate({ headers: {} }, { language: [] as never })).toThrow(RangeError);
  });
});

import Router from "@koa/router";
import * as core from "@rightstatus/core";
import { says } from "@rightstatus/core/says";
import { handle, replies } from "@rightstatus/express";
import * as koa from "@rightstatus/koa";
import express from "express";
import Koa from "koa";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { sampleOf } from "../../../packages/conformance/src/command/status/samples.ts";
import { widthOf } from "../../../packages/conformance/src/command/typography.ts";
import { rightstatus } from "./terminal.ts";

const chinese = { LANG: "zh_TW.UTF-8" };

describe("status CODE", () => {
  it.each(core.statuses)(
    "explains $code in both languages, in 80 columns",
    async ({ code, phrase }) => {
      for (const [env, language] of [
        [{}, "en"],
        [chinese, "zh-Hant"],
      ] as const) {
        const { code: exit, out } = await rightstatus(["status", String(code)], { env });
        const own = says(code, language);
        expect(exit).toBe(0);
        expect(out).toMatch(
          new RegExp(`^${code} ${(own?.phrase ?? phrase).replace(/[()]/g, "\\$&")} {2,}`),
        );
        expect(out.replace(/\s/g, "")).toContain(own?.text.replace(/\s/g, ""));
        expect(out.split("\n").filter((line) => widthOf(line) > 80)).toEqual([]);
      }
    },
  );

  it.each([
    ["405", "Required  Allow"],
    ["401", "Required  WWW-Authenticate"],
    ["304", "Expected   Cache-Control, Content-Location, Date, ETag, Expires, Vary"],
    ["226", "Required  ETag, IM"],
    ["425", "Forbidden  Early-Data"],
    ["102", "State      deprecated"],
    ["404", "may keep it without being told how long"],
    ["502", "Sent by  gateways and proxies"],
  ])("says of %s what the registry says: %s", async (code, line) => {
    expect((await rightstatus(["status", code])).out).toContain(line);
  });

  it("is JSON for programs", async () => {
    const { out } = await rightstatus(["status", "405", "--format", "json"], { env: chinese });
    expect(JSON.parse(out)).toMatchObject({
      code: 405,
      name: "methodNotAllowed",
      phrase: "不允許的方法",
      language: "zh-Hant",
      required: ["allow"],
      helper: 'methodNotAllowed(["GET", "HEAD"])',
    });
  });
});

describe("status NAME, or PHRASE", () => {
  it.each([
    [["notFound"], "404 Not Found"],
    [["not", "found"], "404 Not Found"],
    [["Not Found"], "404 Not Found"],
    [["not-found"], "404 Not Found"],
    [["找不到"], "404 Not Found"],
    [["ok"], "200 OK"],
    [["unused418"], "418 (Unused)"],
    [["I'm used"], "226 IM Used"],
  ])("finds %j", async (args, title) => {
    expect((await rightstatus(["status", ...args])).out.startsWith(title)).toBe(true);
  });

  it.each([
    [
      "499",
      'no "499" in the registry of IANA. Near: 500 Internal Server Error, 501 Not Implemented, 502 Bad Gateway',
    ],
    [
      "420",
      'no "420" in the registry of IANA. Near: 421 Misdirected Request, 418 (Unused), 422 Unprocessable Content',
    ],
    ["0404", "404"],
    ["notfuond", 'no "notfuond" in the registry of IANA. Near: 404 Not Found'],
    ["teapot", 'no "teapot" in the registry of IANA'],
    ["-", 'no "-" in the registry of IANA'],
  ])("refuses %s, and names near ones", async (asked, message) => {
    const { code, err, out } = await rightstatus(["status", asked]);
    if (asked === "0404") expect(out).toMatch(/^404/);
    else expect([code, err]).toEqual([2, `rightstatus: status: ${message}\n`]);
  });
});

describe("the language is that of the terminal", () => {
  it.each([
    [{}, "Not Found"],
    [{ LANG: "C" }, "Not Found"],
    [{ LANG: "en_GB.UTF-8" }, "Not Found"],
    [{ LANG: "zh_CN.UTF-8" }, "Not Found"],
    [{ LANG: "zh_TW.UTF-8" }, "找不到"],
    [{ LANG: "zh_HK" }, "找不到"],
    [{ LANG: "zh_MO.Big5" }, "找不到"],
    [{ LANG: "zh-Hant-TW" }, "找不到"],
    [{ LC_ALL: "zh_Hant" }, "找不到"],
    [{ LC_ALL: "C", LANG: "zh_TW.UTF-8" }, "Not Found"],
    [{ LC_ALL: "", LANG: "zh_TW.UTF-8" }, "找不到"],
    [{ LC_MESSAGES: "zh_TW.UTF-8", LANG: "en_US.UTF-8" }, "找不到"],
    [{ LC_ALL: "en_US.UTF-8", LC_MESSAGES: "zh_TW.UTF-8" }, "Not Found"],
  ])("%j: %s", async (env, phrase) => {
    expect((await rightstatus(["status", "404"], { env })).out).toContain(`404 ${phrase}`);
  });
});

/** Runs a line of code with the names it uses. */
function evaluate(code: string, scope: Readonly<Record<string, unknown>>): unknown {
  return new Function(...Object.keys(scope), `return (${code.replace(/;$/, "")});`)(
    ...Object.values(scope),
  );
}

const samples = core.statuses.map((row) => ({ code: row.code, ...sampleOf(row) }));

describe("the lines to copy answer with their status", () => {
  const direct = samples.filter(({ kind }) => kind === "reply");
  const derived = samples.filter(({ kind }) => kind === "derived");
  const asking: Readonly<Record<number, Readonly<Record<string, string>>>> = {
    206: { Range: "bytes=0-1" },
    304: { "If-None-Match": '"v1"' },
  };

  it.each([...direct, ...derived])(
    "Express: $code $express",
    async ({ code, express: line = "" }) => {
      const app = express().use(replies());
      evaluate(line, { ...core, app, handle });
      expect(
        (
          await request(app)
            .get("/")
            .set(asking[code] ?? {})
        ).status,
      ).toBe(code);
    },
  );

  it.each([...direct, ...derived])("Koa: $code $koa", async ({ code, koa: line = "" }) => {
    const router = new Router();
    evaluate(line, { ...core, router, handle: koa.handle });
    const app = new Koa().use(koa.replies()).use(router.routes());
    expect(
      (
        await request(app.callback())
          .get("/")
          .set(asking[code] ?? {})
      ).status,
    ).toBe(code);
  });

  it.each(samples.filter(({ kind }) => kind === "hint"))(
    "before the final response: $code $express",
    ({ code, helper = "" }) => {
      expect(evaluate(helper, { ...core })).toMatchObject({ status: code, interim: true });
    },
  );

  it("has none for what no server should answer with", () => {
    const never = samples.filter(({ kind }) => kind === "never");
    expect(never.map(({ code }) => code)).toEqual([104, 208, 305, 306, 418, 510]);
    expect(never.flatMap(({ helper }) => helper ?? [])).toEqual([]);
  });
});

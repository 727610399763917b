import { methodNotAllowed, notFound } from "@rightstatus/core";
import { says } from "@rightstatus/core/says";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { frameworks, type Running, start } from "../support/servers.ts";

const problem = "application/problem+json";
const html = "text/html; charset=utf-8";
const text = "text/plain; charset=utf-8";

type Row = [rule: string, accept: string | undefined, type: string];

const accepts: readonly Row[] = [
  ["12.5.1 absent: anything", undefined, problem],
  ["12.5.1 anything", "*/*", problem],
  ["9457 3 its own type", "application/problem+json", problem],
  ["9457 3 a client of JSON", "application/json", problem],
  ["12.5.1 a page", "text/html", html],
  ["12.5.1 text", "text/plain", text],
  ["12.5.1 a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", html],
  ["12.4.2 the higher weight", "text/html;q=0.5, text/plain", text],
  ["12.4.2 weight 0 is refused", "text/html;q=0, text/plain;q=0.1", text],
  ["12.5.1 names are in any case", "TEXT/HTML", html],
  ["15.5.7 nothing that is on offer", "image/png", problem],
  ["12.5.1 empty: as absent", "", problem],
  ["12.4.2 a malformed weight: that member as absent", "text/html;q=abc, text/plain;q=0.1", text],
  ["12.4.2 a weight above 1: that member as absent", "text/html;q=1.5, text/plain;q=0.1", text],
  ["5.6.1 only commas", ",,,", problem],
  ["12.5.1 no media range", ";;q=", problem],
];

const tongues: readonly Row[] = [
  ["12.5.4 absent: the default", undefined, "en"],
  ["12.5.4", "en", "en"],
  ["4647 3.4", "zh-Hant", "zh-Hant"],
  ["4647 3.4 the longer range", "zh-Hant-TW", "zh-Hant"],
  ["4647 3.4 names are in any case", "ZH-HANT", "zh-Hant"],
  ["12.4.2 the higher weight", "en;q=0.5, zh-Hant", "zh-Hant"],
  ["12.5.4 a miss falls back, never 406", "fr", "en"],
  ["12.5.4 malformed: as absent", "zh-Hant;q=abc", "en"],
];

const hostile = '<script>alert("x")</script> {{7*7}} $& ` \'';

describe.each(frameworks)("on %s", (framework) => {
  let app: Running;
  let negotiating: Running;
  beforeAll(async () => {
    const routes = [
      { path: "/", handle: () => methodNotAllowed(["GET"]) },
      {
        path: "/hostile",
        handle: () => notFound({ title: hostile, detail: hostile, extra: hostile }),
      },
      { path: "/cached", handle: () => notFound(undefined, { cacheControl: "max-age=60" }) },
    ];
    app = await start(framework, { routes });
    negotiating = await start(framework, { routes, options: { language: "negotiate" } });
  });

  async function ask(path: string, ...fields: string[]): Promise<Response> {
    return app.exchange(request(`GET ${path}`, fields));
  }

  describe("RFC 9110 section 12.5.1, Accept", () => {
    it.each(accepts)("%s: %s", async (_rule, accept, type) => {
      const response = await ask("/", ...(accept === undefined ? [] : [`Accept: ${accept}`]));
      expect(response.status).toBe(405);
      expect(value(response, "allow")).toBe("GET");
      expect(value(response, "content-type")).toBe(type);
      expect(value(response, "vary")).toMatch(/^accept$/i);
      expect(value(response, "cache-control")).toBe("no-store");
      expect(value(response, "x-content-type-options")).toBe("nosniff");
      expect(value(response, "content-security-policy")).toContain("default-src 'none'");
      expect(response.body.toString()).toContain("Method Not Allowed");
    });

    it("9.3.2 HEAD has the fields of the chosen representation", async () => {
      const get = await ask("/", "Accept: text/html");
      const head = await app.exchange(request("HEAD /", ["Accept: text/html"]));
      expect(value(head, "content-type")).toBe(html);
      expect(value(head, "content-length")).toBe(`${get.body.length}`);
    });
  });

  describe("a page", () => {
    it("escapes what it shows", async () => {
      const body = (await ask("/hostile", "Accept: text/html")).body.toString();
      expect(body).not.toMatch(/<script|alert\("/);
      expect(body).toMatch(/&(lt|#60);script&(gt|#62);.*\{\{7\*7\}\} \$&(amp|#38);/);
    });

    it("does not show, nor link to, the target that was asked for", async () => {
      const body = (await ask("/?q=<b>mine</b>", "Accept: text/html")).body.toString();
      expect(body).not.toMatch(/mine|href/);
    });
  });

  it("plain text is plain: nothing in it is escaped", async () => {
    expect((await ask("/hostile", "Accept: text/plain")).body.toString()).toContain(hostile);
  });

  it("an error may be stored where the application says so", async () => {
    expect(value(await ask("/cached"), "cache-control")).toBe("max-age=60");
  });

  describe("RFC 9110 section 12.5.4, Accept-Language", () => {
    it.each(tongues)("%s: %s", async (_rule, languages, tag) => {
      const fields = languages === undefined ? [] : [`Accept-Language: ${languages}`];
      const response = await negotiating.exchange(request("GET /", fields));
      const phrase = says(405, tag === "en" ? "en" : "zh-Hant")?.phrase;
      expect(value(response, "content-language")).toBe(tag);
      expect(value(response, "vary")).toMatch(/^accept, accept-language$/i);
      expect(JSON.parse(response.body.toString()).title).toBe(phrase);
      expect(response.phrase).toBe("Method Not Allowed");
    });

    it.each([html, text])("%s is in that language too", async (type) => {
      const fields = [`Accept: ${type.split(";")[0]}`, "Accept-Language: zh-Hant"];
      const response = await negotiating.exchange(request("GET /", fields));
      expect(response.body.toString()).toContain(says(405, "zh-Hant")?.phrase);
    });

    it("a title of the application's own is not translated", async () => {
      const fields = ["Accept: text/plain", "Accept-Language: zh-Hant"];
      const response = await negotiating.exchange(request("GET /hostile", fields));
      expect(response.body.toString()).toContain(hostile);
    });
  });
});

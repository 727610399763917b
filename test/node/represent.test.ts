import { conflict, internalServerError, methodNotAllowed, notFound } from "@rightstatus/core";
import { type SendOptions, send } from "@rightstatus/node";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { type H2, listenH2 } from "./h2.ts";
import { type Bare, guardProcess, listen } from "./server.ts";

guardProcess();

const problemJson = "application/problem+json";
const html = "text/html; charset=utf-8";
const plain = "text/plain; charset=utf-8";

async function ask(
  options: SendOptions,
  fields: readonly string[],
  line = "GET /",
): Promise<Response> {
  const server = await listen((req, res) => void send(req, res, notFound(), options));
  return server.exchange(request(line, fields));
}

describe("RFC 9457 section 3, the representation is chosen by Accept", () => {
  it.each<[accept: string | undefined, type: string]>([
    [undefined, problemJson],
    ["*/*", problemJson],
    ["", problemJson],
    [problemJson, problemJson],
    ["application/json", problemJson],
    ["application/*", problemJson],
    ["text/html", html],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", html],
    ["text/plain", plain],
    ["text/*", html],
    ["text/html;q=0.5, text/plain", plain],
    ["text/html;q=0, text/plain;q=0", problemJson],
    ["image/png", problemJson],
    ["*/*;q=0", problemJson],
    ["text/html;q=x", problemJson],
    [",,;=", problemJson],
    ["__proto__/constructor", problemJson],
    ["text/html;level=1", problemJson],
  ])("Accept: %s", async (accept, type) => {
    const fields = accept === undefined ? [] : [`Accept: ${accept}`];
    const response = await ask({}, fields);
    expect(response.status).toBe(404);
    expect(value(response, "content-type")).toBe(type);
    expect(value(response, "vary")).toBe("Accept");
    expect(value(response, "cache-control")).toBe("no-store");
    expect(value(response, "content-security-policy")).toBe("default-src 'none'");
    expect(value(response, "x-content-type-options")).toBe("nosniff");
    expect(value(response, "content-language")).toBeUndefined();
    expect(value(response, "etag")).toBeUndefined();

    const head = await ask({}, fields, "HEAD /");
    expect(value(head, "content-type")).toBe(type);
    expect(value(head, "content-length")).toBe(String(response.body.length));
  });

  it("two Accept fields are one", async () => {
    const response = await ask({}, ["Accept: image/png", "Accept: text/html"]);
    expect(value(response, "content-type")).toBe(html);
  });

  it("always JSON, if the application says so: then nothing varies", async () => {
    const response = await ask({ problems: "json" }, ["Accept: text/html"]);
    expect(value(response, "content-type")).toBe(problemJson);
    expect(value(response, "vary")).toBeUndefined();
  });
});

describe("RFC 9110 section 12.5.4, the language", () => {
  const title = (response: Response): unknown => JSON.parse(response.body.toString()).title;

  it.each<
    [
      language: SendOptions["language"],
      accepted: string | undefined,
      title: string,
      said: string | undefined,
    ]
  >([
    [undefined, "zh-TW", "Not Found", undefined],
    ["en", "zh-TW", "Not Found", undefined],
    ["zh-Hant", undefined, "找不到", undefined],
    ["zh-Hant", "en", "找不到", undefined],
    ["negotiate", undefined, "Not Found", "en"],
    ["negotiate", "*", "Not Found", "en"],
    ["negotiate", "en-GB", "Not Found", "en"],
    ["negotiate", "fr", "Not Found", "en"],
    ["negotiate", "zh-Hant", "找不到", "zh-Hant"],
    ["negotiate", "zh-Hant-HK", "找不到", "zh-Hant"],
    ["negotiate", "zh-TW,zh;q=0.9,en;q=0.8", "找不到", "zh-Hant"],
    ["negotiate", "zh-HK", "找不到", "zh-Hant"],
    ["negotiate", "en;q=0.1, zh-MO", "找不到", "zh-Hant"],
    ["negotiate", "zh-TW;q=0", "Not Found", "en"],
    ["negotiate", "-;q=", "Not Found", "en"],
    ["negotiate", `${"a-".repeat(3000)}a`, "Not Found", "en"],
  ])("%s, Accept-Language: %s", async (language, accepted, phrase, said) => {
    const options = language === undefined ? {} : { language };
    const response = await ask(
      options,
      accepted === undefined ? [] : [`Accept-Language: ${accepted}`],
    );
    expect(title(response)).toBe(phrase);
    expect(value(response, "content-language")).toBe(said);
    expect(value(response, "vary")).toBe(said === undefined ? "Accept" : "Accept, Accept-Language");
  });

  it("a page says its language, too", async () => {
    const response = await ask({ language: "zh-Hant" }, ["Accept: text/html"]);
    expect(response.body.toString()).toContain('<html lang="zh-Hant">');
    expect(response.body.toString()).toContain("<h1>404 找不到</h1>");
    expect(value(response, "content-length")).toBe(String(response.body.length));
  });

  it("a reply that says its language keeps it", async () => {
    const server = await listen(
      (req, res) =>
        void send(req, res, notFound("Rien.", { language: "fr" }), { language: "negotiate" }),
    );
    const response = await server.exchange(request("GET /"));
    expect(value(response, "content-language")).toBe("fr");
  });
});

describe("error pages reflect nothing of the request (A140, A141)", () => {
  let server: Bare;
  let h2: H2;
  beforeAll(async () => {
    server = await listen((req, res) => void send(req, res, notFound()));
    h2 = await listenH2((req, res) => send(req, res, notFound()));
  });

  it.each([
    "/<img/src=x/onerror=alert(1)>?\"'`",
    "/+ADw-script+AD4-",
    "/%3Cscript%3Ealert(1)%3C/script%3E",
    "//evil.example/%2e%2e",
  ])("%s", async (path) => {
    const fields = ["Accept: text/html", 'Referer: "><script>', "X-Forwarded-Host: evil.example"];
    const response = await server.exchange(request(`GET ${path}`, fields));
    expect(response.body.toString()).not.toMatch(/img|script|ADw|evil|alert/);
    expect(value(response, "content-type")).toBe(html);
  });

  it("a detail that the application took from the request is text", async () => {
    const reflecting = await listen(
      (req, res) => void send(req, res, conflict({ detail: `No ${req.url}`, url: req.url })),
    );
    const response = await reflecting.exchange(request("GET /<script>", ["Accept: text/html"]));
    expect(response.body.toString()).not.toContain("<script");
    expect(response.body.toString()).toContain("&#60;script&#62;");
  });

  it("on HTTP/2", async () => {
    const { headers } = await h2.request("GET", "/", { accept: "text/html" });
    expect([headers[":status"], headers["content-type"]]).toEqual([404, html]);
  });
});

describe("RFC 9110 section 15, the phrase on the wire is that of the table", () => {
  it.each([
    [() => notFound(), "Not Found"],
    [() => internalServerError(), "Internal Server Error"],
    [() => methodNotAllowed([]), "Method Not Allowed"],
  ])("%s", async (make, phrase) => {
    const server = await listen((req, res) => {
      // What middleware, or an attacker through it, put there counts for nothing (A046).
      res.statusMessage = "Other";
      void send(req, res, make(), { onError: () => {} });
    });
    expect((await server.exchange(request("GET /"))).phrase).toBe(phrase);
  });
});

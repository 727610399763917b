import { negotiate } from "@rightstatus/core";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { type Exchange, frameworks, keepingOut, type Route, start } from "../support/servers.ts";

/** Handlers that write by themselves: no helper of ours sees what they send. */
const plain: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  "/refused": ({ res }) => void res.writeHead(405).end(),
  "/record": ({ res }) => void res.writeHead(204, { "Content-Length": "5", "X-A": "1" }).end(),
  "/phrase": ({ res }) => void res.writeHead(204, "Gone Well", { Trailer: "x", "X-A": "1" }).end(),
  "/flat": ({ res }) => void res.writeHead(204, ["Trailer", "x", "X-A", "1"]).end(),
  "/set": ({ res }) => {
    res.setHeader("Trailer", "x");
    res.setHeader("X-A", "1");
    res.statusCode = 204;
    res.end();
  },
  "/required": ({ res }) => void res.writeHead(428).end(),
  "/upgrade": ({ res }) => void res.writeHead(426, { Upgrade: "websocket" }).end(),
  "/challenge": ({ res }) => void res.writeHead(401).end(),
  "/negotiated": ({ req, res }) => {
    negotiate(req, { type: ["text/plain"], language: ["en"] });
    res.setHeader("Vary", "Accept, Origin");
    res.end("chosen");
  },
  "/any": ({ req, res }) => {
    negotiate(req, { type: ["text/plain"] });
    res.setHeader("Vary", "*");
    res.end("chosen");
  },
  "/fine": ({ res }) => void res.writeHead(200, { "Content-Type": "text/plain" }).end("fine"),
  "/by-hand": ({ req, res }) => {
    res.setHeader("Content-Type", "text/plain");
    res.end(req.headers["accept-language"]?.startsWith("zh") ? "好" : "good");
  },
  "/by-hand-and-said": ({ req, res }) => {
    res.setHeader("Content-Type", "text/plain");
    res.setHeader("Vary", "Accept-Language");
    res.end(req.headers["accept-language"]?.startsWith("zh") ? "好" : "good");
  },
  "/logged": ({ req, res }) => {
    const logged = { ...req.headers };
    res.setHeader("Content-Type", "text/plain");
    res.end(`${Object.keys(logged).length > 0}`);
  },
  "/once": ({ res }) => void res.writeHead(511).end(),
};

const routes: readonly Route[] = Object.entries(plain).map(([path, plain]) => ({ path, plain }));

let warned: MockInstance;
beforeEach(() => {
  warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
});

/** What was told: the code, and the sentence. */
const told = () => warned.mock.calls.map(([text, { code }]) => [code, text]);

describe.each(frameworks)("replies({ conformance }), %s", (framework) => {
  const running = (conformance: "off" | "fix" | "warn" | "throw", onError = () => {}) =>
    start(framework, {
      routes,
      koa: keepingOut,
      options: { conformance, onError },
    });
  const get = (name: string) => request(`GET ${name}`);

  it.each([
    ["9110 8.6 in a record", "/record", { "content-length": undefined, "x-a": "1" }],
    ["9110 6.5.1 behind a phrase", "/phrase", { trailer: undefined, "x-a": "1" }],
    ["9110 6.5.1 in a flat list", "/flat", { trailer: undefined, "x-a": "1" }],
    ["9110 6.5.1 set before", "/set", { trailer: undefined, "x-a": "1" }],
    ["6585 3 MUST NOT be stored", "/required", { "cache-control": "no-store" }],
    ["9110 7.8 the connection option", "/upgrade", { connection: "upgrade", upgrade: "websocket" }],
    ["9110 12.5.5 beside what it had", "/negotiated", { vary: "Accept, Origin, Accept-Language" }],
    ["9110 12.5.5 all there is", "/any", { vary: "*" }],
    ["9110 11.6.1 what nobody can know", "/challenge", { "www-authenticate": undefined }],
    ["where nothing is wrong", "/fine", { "content-type": "text/plain" }],
  ])("fix: %s", async (_what, path, fields) => {
    const response = await (await running("fix")).exchange(get(path));
    const got = Object.keys(fields).map((name) => [name, value(response, name)]);
    expect(Object.fromEntries(got)).toEqual(fields);
  });

  it("fix: 9112 9.6 a connection that ends does so beside an option that it needs", async () => {
    const client = await (await running("fix")).connect();
    client.send(get("/upgrade").replace("\r\n", "\r\nConnection: close\r\n"));
    const response = await client.read();
    expect(value(response, "connection")).toBe("upgrade, close");
    expect(await client.ended()).toBe("closed");
  });

  it("fix: says so once a route, and not again for the next request", async () => {
    const server = await running("fix");
    await server.exchange(get("/once"));
    await server.exchange(get("/once"));
    expect(told()).toEqual([
      [
        "fix/511-with-cache-control",
        `GET /once: added cache-control: no-store to a 511, which requires it (RFC 6585 section 6)`,
      ],
    ]);
  });

  it("fix: keeps the phrase", async () => {
    const response = await (await running("fix")).exchange(get("/phrase"));
    expect(response.phrase).toBe("Gone Well");
  });

  it("warn: answers as the handler said, and says once what is wrong and what to do", async () => {
    const server = await running("warn");
    const response = await server.exchange(get("/refused"));
    await server.exchange(get("/refused"));
    expect([response.status, value(response, "allow")]).toEqual([405, undefined]);
    expect(told()).toEqual([["method/405-allow", expect.stringContaining("methodNotAllowed(")]]);
  });

  it.each([
    ["/by-hand", [["vary/negotiated", expect.stringContaining("accept-language")]]],
    ["/by-hand-and-said", []],
    ["/logged", []],
  ])("warn: 9110 12.5.5 what was read, of %s", async (name, expected) => {
    const server = await running("warn");
    await server.exchange(request(`GET ${name}`, ["Accept-Language: zh", "Accept: text/plain"]));
    expect(told()).toEqual(expected);
  });

  it("throw: the response is a 500, and onError hears of the rule", async () => {
    const onError = vi.fn();
    const response = await (await running("throw", onError)).exchange(get("/refused"));
    expect(response.status).toBe(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: "ERR_NONCONFORMANT",
        message: expect.stringContaining("RFC 9110 section 15.5.6"),
        findings: [expect.objectContaining({ rule: "method/405-allow", level: "MUST" })],
      }),
      expect.anything(),
    );
  });

  it("throw: what is right passes", async () => {
    const response = await (await running("throw")).exchange(get("/fine"));
    expect([response.status, response.body.toString()]).toEqual([200, "fine"]);
  });

  it("off: looks at nothing", async () => {
    const response = await (await running("off")).exchange(get("/refused"));
    expect(response.status).toBe(405);
    expect(warned).not.toHaveBeenCalled();
  });
});

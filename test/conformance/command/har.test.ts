import { describe, expect, it } from "vitest";
import { readHar } from "../../../packages/conformance/src/command/har/read.ts";

type Json = Readonly<Record<string, unknown>>;

function fields(...lines: readonly string[]): readonly Json[] {
  return lines.map((line) => {
    const [name = "", value = ""] = line.split(/(?<=.): (.*)/s);
    return { name, value };
  });
}

/** An entry as Chrome writes it, but for what the row says. */
function entry(request: Json = {}, response: Json = {}, more: Json = {}): Json {
  return {
    startedDateTime: "2026-11-26T08:00:00.000Z",
    time: 1,
    request: { method: "GET", url: "https://example.com/", httpVersion: "h2", ...request },
    response: { status: 200, statusText: "", httpVersion: "h2", headers: [], ...response },
    cache: {},
    timings: { send: 0, wait: 1, receive: 0 },
    ...more,
  };
}

function har(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: "1.2", creator: { name: "test" }, entries } });
}

function only(text: string) {
  const [first, ...others] = readHar(text, "a.har").exchanges;
  if (first === undefined || others.length > 0) throw new Error("want one exchange");
  return first;
}

const decoder = new TextDecoder();

describe("HAR 1.2, the request", () => {
  // Once it is hot, URL.canParse of Node 20 and 22 reads the octets of Latin-1 as UTF-8.
  it("is refused with a message for a URL that is none, however many have been read before it", () => {
    for (let i = 0; i < 100_000; i++) URL.canParse(`https://a.example/${i % 7}`);
    expect(() => readHar(har(entry({ url: "https:/\u00d1\u009b/b" })), "a.har")).toThrow(
      /^a\.har: log\.entries\[0\]\.request\.url: want an absolute URL/,
    );
  });

  it("is in origin form, without the fragment", () => {
    const { entry: place, exchange, url } = only(har(entry({ url: "https://a.example/b?c=d#e" })));
    expect(exchange.request.target).toBe("/b?c=d");
    expect(url).toBe("https://a.example/b?c=d");
    expect(place).toBe("log.entries[0]");
    expect(exchange.circumstances).toEqual({ secure: true });
  });

  it.each([
    [
      "RFC 9113 section 8.3: pseudo-header fields are none",
      [":method: GET", ":authority: b.example"],
      [["Host", "b.example"]],
    ],
    ["RFC 9110 section 7.2: Host, if there is one", ["host: c.example"], [["host", "c.example"]]],
    [
      "RFC 9110 section 7.2: else that of the URL",
      ["accept: */*"],
      [
        ["Host", "example.com"],
        ["accept", "*/*"],
      ],
    ],
  ])("%s", (_, lines, expected) => {
    expect(only(har(entry({ headers: fields(...lines) }))).exchange.request.headers).toEqual(
      expected,
    );
  });

  it.each([
    ["HTTP/1.1", "1.1"],
    ["http/1.0", "1.0"],
    ["http/2.0", "2"],
    ["HTTP/2", "2"],
    ["h2", "2"],
    ["h3", "3"],
    ["h3-29", "1.1"],
    ["unknown", "1.1"],
    [undefined, "1.1"],
  ])("httpVersion %s is HTTP/%s", (written, version) => {
    const { exchange } = only(har(entry({ httpVersion: written }, { httpVersion: written })));
    expect(exchange.request.httpVersion).toBe(version);
    expect(exchange.response.httpVersion).toBe(version);
  });
});

describe("HAR 1.2, the response", () => {
  it("has each line of a field, though some tools join them", () => {
    const headers = [{ name: "Set-Cookie", value: "a=1\nb=2" }, ...fields("Vary: Accept")];
    expect(only(har(entry({}, { headers }))).exchange.response.headers).toEqual([
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
      ["Vary", "Accept"],
    ]);
  });

  it("is a redirection of its own, beside what it leads to", () => {
    const first = entry(
      { url: "http://example.com/old" },
      { status: 301, headers: fields("Location: /new"), redirectURL: "/new" },
    );
    const { exchanges } = readHar(har(first, entry({ url: "http://example.com/new" })), "a.har");
    expect(exchanges.map(({ exchange }) => exchange.response.status)).toEqual([301, 200]);
    expect(exchanges[0]?.exchange.response).not.toHaveProperty("body");
  });

  it.each([
    ["text", { content: { text: "hello" } }, "hello"],
    ["text of a known size", { content: { size: 5, text: "hello" } }, "hello"],
    ["base64", { content: { text: "aGVsbG8=", encoding: "base64" } }, "hello"],
    [
      "Unicode that says so",
      { headers: fields("content-type: text/html; charset=UTF-8"), content: { text: "é" } },
      "é",
    ],
    [
      "JSON, which is Unicode (RFC 8259 section 8.1)",
      { headers: fields("content-type: application/problem+json"), content: { text: "é" } },
      "é",
    ],
    ["nothing at all", { content: { size: 0, text: "" } }, ""],
  ])("has content: %s", (_, response, expected) => {
    const { body } = only(har(entry({}, response))).exchange.response;
    expect(decoder.decode(body)).toBe(expected);
    expect(body).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ["no content", {}, {}],
    ["content without text", {}, { content: { size: 5, mimeType: "text/plain" } }],
    ["text that was cut", {}, { content: { size: 9, text: "hello" } }],
    [
      "text of another charset",
      {},
      { headers: fields("content-type: text/html; charset=iso-8859-1"), content: { text: "é" } },
    ],
    [
      "what was decoded",
      {},
      { headers: fields("Content-Encoding: br"), content: { text: "hello" } },
    ],
    [
      "RFC 9110 section 15.4.5: what the browser had stored",
      {},
      { status: 304, content: { text: "hello" } },
    ],
    ["RFC 9110 section 9.3.2: nothing for HEAD", { method: "HEAD" }, { content: { text: "" } }],
  ])("has content that is not known: %s", (_, request, response) => {
    expect(only(har(entry(request, response))).exchange.response).not.toHaveProperty("body");
  });

  it.each([
    ["a cache", entry({}, {}, { _fromCache: "memory" })],
    ["a service worker", entry({}, { _fetchedViaServiceWorker: true })],
    ["nowhere: it was blocked", entry({}, { status: 0 })],
    [
      "the browser, for HSTS",
      entry({}, { status: 307, headers: fields("Non-Authoritative-Reason: HSTS") }),
    ],
    ["a data URL", entry({ url: "data:text/plain,hello" })],
    ["an extension", entry({ url: "chrome-extension://abc/a.js" })],
  ])("is skipped where it came from %s", (_, value) => {
    expect(readHar(har(value, entry()), "a.har")).toMatchObject({ exchanges: [{}], skipped: 1 });
  });
});

describe("HAR 1.2, the file", () => {
  it("may begin with a byte order mark, and may be empty", () => {
    expect(readHar(`\ufeff${har()}`, "a.har")).toEqual({ exchanges: [], skipped: 0 });
  });

  it.each([
    ["", "a.har: not JSON ("],
    ["<html>", "a.har: not JSON ("],
    ["[]", "a.har: want an object, got []"],
    ["{}", "a.har: log: want an object, got nothing"],
    ['{"log":{}}', "a.har: log.entries: want a list, got nothing"],
    ['{"log":{"entries":{}}}', "a.har: log.entries: want a list, got {}"],
    [har(null), "a.har: log.entries[0]: want an object, got null"],
    [har(entry(), {}), "a.har: log.entries[1].request: want an object, got nothing"],
    [har({ request: {} }), "a.har: log.entries[0].response: want an object, got nothing"],
    [
      har(entry({ url: undefined })),
      "a.har: log.entries[0].request.url: want a string, got nothing",
    ],
    [
      har(entry({ url: "/a" })),
      'a.har: log.entries[0].request.url: want an absolute URL, got "/a"',
    ],
    [har(entry({ method: 1 })), "a.har: log.entries[0].request.method: want a string, got 1"],
    [
      har(entry({}, { status: "200" })),
      'a.har: log.entries[0].response.status: want a status code, got "200"',
    ],
    [
      har(entry({}, { status: 1e21 })),
      "a.har: log.entries[0].response.status: want a status code, got 1e+21",
    ],
    [
      har(entry({}, { headers: "x" })),
      'a.har: log.entries[0].response.headers: want a list, got "x"',
    ],
    [
      har(entry({ headers: [{ name: "a" }] })),
      "a.har: log.entries[0].request.headers[0].value: want a string, got nothing",
    ],
    [
      har(entry({}, { content: "x".repeat(99) })),
      `a.har: log.entries[0].response.content: want an object, got "${"x".repeat(39)}…`,
    ],
  ])("%s is refused", (text, message) => {
    expect(() => readHar(text, "a.har")).toThrow(message);
  });
});

import * as core from "@rightstatus/core";
import { layOut } from "@rightstatus/core/semantics";
import { contentDisposition, hint } from "@rightstatus/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { everywhere, type PlainRoute, startOn } from "../contract/connection/everywhere.ts";
import { places } from "../core/reply/hostile-places.ts";
import { guardProcess } from "../node/server.ts";
import { request } from "../support/connection.ts";
import type { Head, Response } from "../support/response-parser.ts";
import type { Running } from "../support/servers.ts";
import { texts } from "./texts.ts";

guardProcess();
// Elsewhere the linter would warn of what is meant to be wrong.
beforeAll(() => void vi.stubEnv("NODE_ENV", "production"));
afterAll(() => void vi.unstubAllEnvs());

type Handler = PlainRoute["handle"];
type Write = (text: string) => Handler;

const isInterim = (made: core.AnyReply | core.Interim): made is core.Interim => "interim" in made;

/** Each place of a helper that takes text; an interim reply goes out before the final one. */
const helpers = Object.entries(places).map(([name, make]): [string, Write] => [
  name,
  (text) =>
    ({ req, res }) => {
      const made = make(text);
      if (!isInterim(made)) return made;
      hint(req, res, made);
      return core.ok("a");
    },
]);

const hinting =
  (headers: (text: string) => object): Write =>
  (text) =>
  ({ req, res }) => {
    hint(req, res, {
      ...core.processing(),
      status: 103,
      headers: { ...headers(text) },
    } as core.Interim);
    return core.ok("a");
  };

const failing =
  (members: (text: string) => Record<string, string>): Write =>
  (text) =>
  () =>
    core.notFound(members(text));

/** What is not a helper, or goes round them. */
const writers: readonly (readonly [name: string, write: Write])[] = [
  ...helpers,
  ["interim, a value", hinting((text) => ({ "x-a": text }))],
  ["interim, a link", hinting((text) => ({ link: `</a>; rel=preload; title="${text}"` }))],
  ["interim, a name", hinting((text) => ({ [`x-${text}`]: "a" }))],
  [
    "a reply tampered with",
    (text) => () => Object.assign(core.ok("a"), { headers: { "x-a": text } }),
  ],
  [
    "a part of a multipart",
    (text) => () => core.ok("0123456789", { type: `text/plain; a="${text}"` }),
  ],
  [
    "a file name",
    (text) => () =>
      core.ok("a", { headers: { "content-disposition": contentDisposition("attachment", text) } }),
  ],
  ["detail of a page", failing((detail) => ({ detail }))],
  ["title of a page", failing((title) => ({ title }))],
  ["a member of a page", failing((text) => ({ member: text }))],
  ["a name on a page", failing((text) => ({ [text]: "a" }))],
  [
    "login on a page",
    (text) => () => core.networkAuthenticationRequired("/login", { problem: { login: text } }),
  ],
];

let act: Handler = () => core.noContent();
const routes: readonly PlainRoute[] = [{ path: "/", handle: (exchange) => act(exchange) }];
const wire = request("GET /", ["Accept: text/html", "Range: bytes=0-0,5-5"]);

/** RFC 9110 section 5.5: a line of text, and no longer than clients read. */
function expectClean(head: Head): void {
  for (const [name, line] of head.fields) {
    expect(name).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/);
    expect(line).toMatch(/^[\t -~]*$/);
    expect(`${name}: ${line}`).not.toMatch(/^(?:x:|set-cookie: h)/i);
  }
  const length = head.fields.reduce((sum, [name, line]) => sum + name.length + line.length + 4, 0);
  expect(length).toBeLessThan(17 * 1024);
}

function expectHarmless(response: Response): void {
  for (const head of [...response.interim, response]) expectClean(head);
  expect(response.trailers).toEqual([]);
  const type = response.fields.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  if (!type?.startsWith("text/html") || response.status < 400) return;
  const page = response.body.toString();
  const tags = [...page.matchAll(/<\/?([^\s>]*)/g)].map(([, tag]) => tag?.toLowerCase());
  const own = ["!doctype", "html", "meta", "title", "h1", "p", "dl", "dt", "dd", "a"];
  expect(tags.filter((tag) => !own.includes(tag ?? ""))).toEqual([]);
  expect(page).not.toMatch(/&(?!#\d+;)/);
  for (const [, target = ""] of page.matchAll(/href="([^"]*)"/g)) {
    const read = target.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
    expect(new URL(read, "http://a.example/").protocol).toMatch(/^https?:$/);
  }
}

describe.each(everywhere)("RFC 9110 section 5.5 on %s", (where) => {
  let server: Running;
  beforeAll(async () => {
    server = await startOn(where, routes);
  });

  it.each(writers)("%s", async (_name, write) => {
    for (const text of Object.values(texts)) {
      act = (exchange) => write(text)(exchange);
      expectHarmless(await server.exchange(wire));
    }
  });

  it.each(Object.entries(texts).filter(([name]) => name !== "1 MB"))(
    "what a request says is in no refusal: %s",
    async (_name, text) => {
      for (const line of [`GET /${text} HTTP/1.1`, `${text} / HTTP/1.1`, `GET / HTTP/${text}`]) {
        const client = await server.connect();
        client.send(Buffer.from(`${line}\r\nHost: a\r\nAccept: text/html\r\n\r\n`));
        expectHarmless(await client.read());
        client.abort();
      }
      for (const field of [`Host: ${text}`, `Accept: ${text}`, `X-${text}: a`, `Expect: ${text}`]) {
        const client = await server.connect();
        client.send(Buffer.from(`GET /nowhere HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n`));
        expectHarmless(await client.read());
        client.abort();
      }
    },
  );
});

describe("RFC 9110 section 14.6, the head of a part", () => {
  it.each(Object.entries(texts))("%s", (_name, text) => {
    const part = { start: 0, end: 1 };
    for (const whole of [
      { size: 1, type: `text/plain; a="${text}"`, boundary: "b" },
      { size: 1, type: "text/plain", boundary: text },
    ]) {
      let head = "";
      try {
        head = layOut([part], whole).parts[0]?.head ?? "";
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
      expect(head.replaceAll("\r\n", "")).toMatch(/^[\t -~]*$/);
      expect(head).not.toMatch(/^(?:set-cookie|HTTP)/im);
    }
  });
});

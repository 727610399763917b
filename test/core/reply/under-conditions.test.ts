import { describe, expect, it } from "vitest";
import type { AnyReply } from "../../../packages/core/src/reply/reply.ts";
import { underConditions } from "../../../packages/core/src/reply/under-conditions.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const morning = "Sun, 06 Nov 1994 09:00:00 GMT";
const tagged = 'etag: "a"';
const dated = `last-modified: ${noon}`;
const digits = new TextEncoder().encode("0123456789");

function fieldsIn(lines: string): Record<string, string> {
  return Object.fromEntries(lines.split("\n").map((line) => line.split(/: (.*)/s, 2)));
}

function answerTo(asked: string, of200: string, bytes?: Uint8Array): AnyReply | undefined {
  return underConditions({ method: "GET", headers: fieldsIn(asked) }, fieldsIn(of200), bytes);
}

/** The status and the header section of what goes out in place of the 200. */
function wire(reply: AnyReply | undefined): string {
  if (reply === undefined) return "200";
  const lines = Object.entries(reply.headers).map(([name, value]) => `${name}: ${String(value)}`);
  return [reply.status, ...lines.sort()].join(" | ");
}

async function textOf(reply: AnyReply | undefined): Promise<string> {
  const { body } = reply ?? {};
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  let text = "";
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
  }
  return text;
}

describe("a 200 with validators, RFC 9110 section 13.2.2", () => {
  it.each<[rule: string, asked: string, of200: string, wire: string]>([
    ["no condition", "accept: */*", tagged, "200"],
    ["13.1.2 by tag", 'if-none-match: "a"', tagged, '304 | etag: "a"'],
    ["13.1.2 another tag", 'if-none-match: "b"', tagged, "200"],
    ["13.1.3 by date alone", `if-modified-since: ${noon}`, dated, `304 | ${dated}`],
    ["13.1.3 changed since", `if-modified-since: ${morning}`, dated, "200"],
    [
      "13.1.2 nor a date",
      'if-none-match: "a"',
      `${tagged}\nlast-modified: 1994`,
      '304 | etag: "a"',
    ],
    ["15.4.5 without the rest", 'if-none-match: "a"', `${tagged}\n${dated}`, '304 | etag: "a"'],
    [
      "13.1.1 another tag",
      'if-match: "b"',
      `${tagged}\nvary: accept`,
      "412 | cache-control: no-store | vary: accept",
    ],
    [
      "13.1.4 changed since",
      `if-unmodified-since: ${morning}`,
      dated,
      "412 | cache-control: no-store",
    ],
  ])("%s: %s", (_rule, asked, of200, expected) => {
    expect(wire(answerTo(asked, of200))).toBe(expected);
  });

  describe.each([
    ["no validator", "server: x"],
    ["a tag that is none", "etag: a"],
    ["a date that is none", "last-modified: 1994"],
  ])("%s", (_rule, of200) => {
    it.each<[rule: string, asked: string, status: number]>([
      ["14.2 Range may be ignored", "range: bytes=0-1", 200],
      ["14.2 beside a condition, too", "range: bytes=0-1\nif-match: *", 200],
      ["13.1.1 there is a representation", "if-match: *", 200],
      ["13.1.1 and no tag that could match", 'if-match: "a"', 412],
      ["13.1.2 there is a representation", "if-none-match: *", 304],
      ["13.1.2 and no tag that could match", 'if-none-match: "a"', 200],
      ["13.1.3 no date that could be compared", `if-modified-since: ${noon}`, 200],
      ["13.1.4 no date that could be compared", `if-unmodified-since: ${noon}`, 200],
    ])("%s: %s", (_case, asked, status) => {
      expect(answerTo(asked, of200, digits)?.status ?? 200).toBe(status);
    });
  });
});

describe("a 200 of ten bytes, RFC 9110 section 14.2", () => {
  const language = "content-language: en";
  const type = "content-type: text/plain";
  const of200 = [language, type, tagged, dated].join("\n");
  const part = ["content-range: bytes 8-9/10", type, tagged];

  it.each<[rule: string, asked: string, fields: readonly string[]]>([
    ["15.3.7.1 a part", "range: bytes=8-", [language, ...part, dated]],
    ["15.3.7 for who has the rest", 'range: bytes=8-\nif-range: "a"', part],
  ])("%s: %s", async (_rule, asked, fields) => {
    const reply = answerTo(asked, of200, digits);
    expect(wire(reply)).toBe(["206", "accept-ranges: bytes", ...fields].join(" | "));
    expect(await textOf(reply)).toBe("89");
  });

  it.each(["range: bytes=8-", "range: bytes=8-,0-0", 'range: bytes=8-\nif-range: "a"'])(
    "9530 2, 3: a digest of other content is not sent with a part, one of the whole is: %s",
    (asked) => {
      const digests =
        "content-digest: sha-256=:AA==:\ncontent-md5: AA==\nrepr-digest: sha-256=:AA==:";
      const reply = answerTo(asked, `${of200}\n${digests}`, digits);
      expect(reply?.status).toBe(206);
      expect(wire(reply)).not.toMatch(/content-digest|content-md5/);
      expect(wire(reply).includes("repr-digest")).toBe(!asked.includes("if-range"));
    },
  );

  it.each<[rule: string, of200: string, describedAs: string]>([
    ["several parts, each with the type", of200, "Content-Type: text/plain\r\n"],
    ["several parts without a type", tagged, ""],
  ])("15.3.7.2 %s", async (_rule, fields, describedAs) => {
    const reply = answerTo("range: bytes=8-,0-0", fields, digits);
    const headers = { ...reply?.headers } as Record<string, string>;
    const [, boundary = ""] =
      /^multipart\/byteranges; boundary=(.+)$/.exec(headers["content-type"] ?? "") ?? [];
    const text = await textOf(reply);
    expect(text.replaceAll(boundary, "b")).toBe(
      `--b\r\n${describedAs}Content-Range: bytes 8-9/10\r\n\r\n89\r\n` +
        `--b\r\n${describedAs}Content-Range: bytes 0-0/10\r\n\r\n0\r\n--b--\r\n`,
    );
    expect(reply?.status).toBe(206);
    expect(headers).toMatchObject({ "accept-ranges": "bytes", "content-length": `${text.length}` });
    expect(headers["content-range"]).toBeUndefined();
  });

  it.each<[rule: string, asked: string, wire: string]>([
    ["14.2 malformed", "range: bytes=9-8", "200"],
    ["13.1.5 another tag", 'range: bytes=0-1\nif-range: "b"', "200"],
    [
      "15.5.17 past the end",
      "range: bytes=10-",
      "416 | cache-control: no-store | content-range: bytes */10 | vary: accept",
    ],
    ["13.1.5 past the end", 'range: bytes=10-\nif-range: "a"', "200"],
    [
      "13.2.2 step 3 before 5",
      'range: bytes=0-1\nif-none-match: "a"',
      '304 | etag: "a" | vary: accept',
    ],
  ])("%s: %s", (_rule, asked, expected) => {
    expect(wire(answerTo(asked, `${tagged}\nvary: accept`, digits))).toBe(expected);
  });

  it("14.4: has no ranges where its bytes are not in memory", () => {
    expect(answerTo("range: bytes=0-1", tagged)).toBeUndefined();
  });
});

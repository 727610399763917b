import { describe, expect, it, vi } from "vitest";
import { etag } from "../../../packages/core/src/fields/etag.ts";
import type { AnyReply } from "../../../packages/core/src/reply/reply.ts";
import type { Resource } from "../../../packages/core/src/reply/resource.ts";
import { serve } from "../../../packages/core/src/reply/serve.ts";

const noon = "Sun, 06 Nov 1994 12:00:00 GMT";
const digits = "0123456789";
const a = etag("a");

interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
}

function request(method: string, ...fields: readonly string[]): Sent {
  return { method, headers: Object.fromEntries(fields.map((f) => f.split(/: (.*)/s, 2))) };
}

/** A resource of ten bytes whose body and parts are behind functions. */
function ten(more: Partial<Resource<unknown>> = {}) {
  const body = vi.fn(() => digits);
  const slice = vi.fn((start: number, end: number): unknown => digits.slice(start, end));
  const resource = {
    exists: true,
    etag: a,
    lastModified: new Date(noon),
    length: 10,
    type: "text/plain",
    vary: ["accept"],
    cacheControl: "max-age=60",
    body,
    slice,
    ...more,
  };
  return { body, slice, resource };
}

async function text(body: unknown): Promise<string> {
  if (typeof body !== "object" || body === null || !(Symbol.asyncIterator in body)) {
    return new Response(body as BodyInit).text();
  }
  let all = "";
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    all += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
  }
  return all;
}

const of200 = {
  "accept-ranges": "bytes",
  "cache-control": "max-age=60",
  "content-type": "text/plain; charset=utf-8",
  etag: '"a"',
  "last-modified": noon,
  vary: "accept",
};

describe("serve", () => {
  type Row = [
    rule: string,
    method: string,
    fields: string[],
    status: number,
    headers: object,
    body: unknown,
  ];
  it.each<Row>([
    ["9110 15.3.1 the whole", "GET", [], 200, of200, digits],
    ["9110 13.1.2 changed", "GET", ['if-none-match: "b"'], 200, of200, digits],
    [
      "9110 14.2 a part",
      "GET",
      ["range: bytes=2-4"],
      206,
      { ...of200, "content-range": "bytes 2-4/10" },
      "234",
    ],
    [
      "9110 14.2 all as a part",
      "GET",
      ["range: bytes=0-"],
      206,
      { ...of200, "content-range": "bytes 0-9/10" },
      digits,
    ],
    [
      "10008 2.8 a part",
      "QUERY",
      ["range: bytes=-1"],
      206,
      { ...of200, "content-range": "bytes 9-9/10" },
      "9",
    ],
    ["9110 14.2 unknown unit", "GET", ["range: lines=2-4"], 200, of200, digits],
    ["9110 13.1.5 false", "GET", ["range: bytes=2-4", 'if-range: "b"'], 200, of200, digits],
    [
      "9110 13.2.2 true, not applicable",
      "GET",
      ["range: bytes=10-", 'if-range: "a"'],
      200,
      of200,
      digits,
    ],
  ])("%s: %s %j", async (_rule, method, fields, status, headers, body) => {
    const { resource } = ten();
    const reply: AnyReply = await serve(request(method, ...fields), resource);
    expect([reply.status, { ...reply.headers }, await text(reply.body)]).toEqual([
      status,
      headers,
      body,
    ]);
  });

  type Unread = [rule: string, method: string, fields: string[], status: number, headers: object];
  it.each<Unread>([
    ["9110 9.3.2 HEAD", "HEAD", [], 200, { ...of200, "content-length": "10" }],
    [
      "9110 14.2 HEAD ignores Range",
      "HEAD",
      ["range: bytes=0-1"],
      200,
      { ...of200, "content-length": "10" },
    ],
    [
      "9110 15.4.5 not modified",
      "GET",
      ['if-none-match: "a"', "range: bytes=0-1"],
      304,
      { etag: '"a"', vary: "accept", "cache-control": "max-age=60" },
    ],
    [
      "9110 15.4.5 not modified",
      "HEAD",
      [`if-modified-since: ${noon}`],
      304,
      { etag: '"a"', vary: "accept", "cache-control": "max-age=60" },
    ],
    [
      "9110 15.5.13 precondition failed",
      "GET",
      ['if-match: "b"'],
      412,
      { vary: "accept", "cache-control": "no-store" },
    ],
    [
      "9110 15.5.17 not satisfiable",
      "GET",
      ["range: bytes=10-"],
      416,
      {
        "content-range": "bytes */10",
        "accept-ranges": "bytes",
        vary: "accept",
        "cache-control": "no-store",
      },
    ],
  ])("reads nothing for %s: %s %j", async (_rule, method, fields, status, headers) => {
    const { resource, body, slice } = ten();
    const reply: AnyReply = await serve(request(method, ...fields), resource);
    expect([reply.status, { ...reply.headers }]).toEqual([status, headers]);
    expect(body).not.toHaveBeenCalled();
    expect(slice).not.toHaveBeenCalled();
  });

  it("9110 13.2.1: what is missing is a 404, before all conditions", async () => {
    const { resource, body } = ten({ exists: false });
    const reply = await serve(request("GET", "if-match: *", "range: bytes=0-"), resource);
    expect(reply.status).toBe(404);
    expect(reply.headers.vary).toBe("accept");
    expect(body).not.toHaveBeenCalled();
  });

  it("9110 15.4.5: without an ETag a 304 has Last-Modified", async () => {
    const resource = { exists: true, lastModified: new Date(noon), body: digits };
    const reply = await serve(request("GET", `if-modified-since: ${noon}`), resource);
    expect({ ...reply.headers }).toEqual({ "last-modified": noon });
  });

  it("9110 15.5.13: says which field it was", async () => {
    const reply: AnyReply = await serve(request("GET", 'if-match: "b"'), ten().resource);
    expect(reply.body).toMatchObject({ detail: expect.stringContaining("If-Match") });
  });

  it("9110 15.3.7: with If-Range a part repeats what it has to", async () => {
    const reply = await serve(request("GET", "range: bytes=0-0", 'if-range: "a"'), ten().resource);
    expect(reply.status).toBe(206);
    expect(reply.headers).not.toHaveProperty("last-modified");
    expect(reply.headers).toMatchObject({
      etag: '"a"',
      vary: "accept",
      "cache-control": "max-age=60",
    });
    const dated = ten().resource;
    const untagged = { exists: true, lastModified: dated.lastModified, body: digits };
    const byDate = await serve(request("GET", "range: bytes=0-0", `if-range: ${noon}`), untagged);
    expect(byDate.headers["last-modified"]).toBe(noon);
  });
});

describe("multipart/byteranges, RFC 9110 section 15.3.7.2", () => {
  const two = request("GET", "range: bytes=8-,0-1");

  it("has its length beforehand, a range in each part and none outside", async () => {
    const { resource, slice } = ten();
    const reply: AnyReply = await serve(two, resource);
    expect(slice).not.toHaveBeenCalled();
    expect(reply.status).toBe(206);
    expect(reply.headers).not.toHaveProperty("content-range");
    const type = String(reply.headers["content-type"]);
    const [, boundary = ""] = /^multipart\/byteranges; boundary=([0-9a-f]{32})$/.exec(type) ?? [];
    const all = await text(reply.body);
    expect(all).toHaveLength(Number(reply.headers["content-length"]));
    expect(all.replaceAll(boundary, "B").split("\r\n")).toEqual([
      "--B",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Range: bytes 8-9/10",
      "",
      "89",
      "--B",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Range: bytes 0-1/10",
      "",
      "01",
      "--B--",
      "",
    ]);
    expect(reply.headers).toMatchObject({ etag: '"a"', vary: "accept", "accept-ranges": "bytes" });
  });

  it("RFC 2046 section 5.1.1: has a boundary of its own each time", async () => {
    const types = await Promise.all(
      [1, 2].map(async () => (await serve(two, ten().resource)).headers["content-type"]),
    );
    expect(types[0]).not.toBe(types[1]);
  });

  const stream = (part: string): ReadableStream => new Blob([part]).stream();
  async function* iterate(part: string): AsyncGenerator<string> {
    yield* part;
  }

  it.each<[string, (part: string) => unknown]>([
    ["text", (part) => part],
    ["a promise of text", async (part) => part],
    ["bytes", (part) => new TextEncoder().encode(part)],
    ["a view of bytes", (part) => new DataView(new TextEncoder().encode(part).buffer)],
    ["an ArrayBuffer", (part) => new TextEncoder().encode(part).buffer],
    ["a Blob", (part) => new Blob([part])],
    ["a web stream", (part) => stream(part)],
    ["an async iterable of text", iterate],
  ])("takes %s as a slice, in one part and in several", async (_kind, kindOf) => {
    const { resource } = ten({ slice: async (start, end) => kindOf(digits.slice(start, end)) });
    const whole: AnyReply = await serve(two, resource);
    const all = await text(whole.body);
    expect(all.split("\r\n").filter((line) => /^\d+$/.test(line))).toEqual(["89", "01"]);
    const one: AnyReply = await serve(request("GET", "range: bytes=3-5"), resource);
    expect(await text(one.body)).toBe("345");
  });

  it("14.4: refuses a slice that is not what was asked for", async () => {
    const short = ten({ slice: () => "x" }).resource;
    await expect(serve(request("GET", "range: bytes=0-1"), short)).rejects.toThrow(
      /want 2 bytes, got 1/,
    );
    const streamed = ten({ slice: () => stream("xyz") }).resource;
    const reply: AnyReply = await serve(two, streamed);
    await expect(text(reply.body)).rejects.toThrow(/slice\(8, 10\): want 2 bytes, got 3/);
    const none = ten({ slice: () => 7 }).resource;
    await expect(serve(request("GET", "range: bytes=0-1"), none)).rejects.toThrow(TypeError);
  });

  it.each<[string, (closed: () => void) => unknown]>([
    [
      "an iterable",
      async function* (closed): AsyncGenerator<string> {
        try {
          for (;;) yield "x";
        } finally {
          closed();
        }
      },
    ],
    [
      "a web stream",
      (cancel) => new ReadableStream({ cancel, pull: (c) => c.enqueue(new Uint8Array(1)) }),
    ],
  ])("closes %s that is open when nobody wants more", async (_kind, open) => {
    const closed = vi.fn();
    const reply: AnyReply = await serve(two, ten({ slice: () => open(closed) }).resource);
    const chunks = (reply.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    await chunks.next(); // The head of the first part.
    await chunks.next();
    await chunks.return?.();
    expect(closed).toHaveBeenCalledOnce();
  });
});

describe("what has ranges", () => {
  const euro = "1\u20ac2";
  it.each<
    [
      string,
      Omit<Resource<unknown>, "exists">,
      status: number,
      range: string | undefined,
      part: string | undefined,
    ]
  >([
    ["text counts in UTF-8", { body: euro }, 206, "bytes 4-4/5", "2"],
    ["bytes", { body: new TextEncoder().encode(euro) }, 206, "bytes 4-4/5", "2"],
    ["an ArrayBuffer", { body: new TextEncoder().encode(euro).buffer }, 206, "bytes 4-4/5", "2"],
    ["a Blob", { body: new Blob([euro]) }, 206, "bytes 4-4/5", "2"],
    ["text of no length", { body: "" }, 200, undefined, undefined],
    ["JSON has no bytes yet", { body: { a: 1 } }, 200, undefined, undefined],
    ["a function without slice", { body: () => euro, length: 5 }, 200, undefined, undefined],
    ["a slice without length", { body: () => euro, slice: () => "2" }, 200, undefined, undefined],
  ])("%s", async (_name, resource, status, range, part) => {
    const reply: AnyReply = await serve(request("GET", "range: bytes=-1"), {
      exists: true,
      ...resource,
    });
    expect([reply.status, reply.headers["content-range"]]).toEqual([status, range]);
    if (part !== undefined) expect(await text(reply.body)).toBe(part);
    const announced = status === 206 || resource.body === "" ? "bytes" : undefined;
    expect(reply.headers["accept-ranges"]).toBe(announced);
  });

  it("8.3: a part has the type of the whole", async () => {
    const types = async (resource: Omit<Resource<unknown>, "exists">) => {
      const [all, one] = ["accept: */*", "range: bytes=0-0"].map(async (f) =>
        serve(request("GET", f), { exists: true, ...resource }),
      );
      return [(await all)?.headers["content-type"], (await one)?.headers["content-type"]];
    };
    const html = "text/html; charset=utf-8";
    expect(await types({ body: "a", type: "text/html" })).toEqual([html, html]);
    const slice = () => new TextEncoder().encode("a");
    expect(await types({ body: () => "a", length: 1, slice, type: "text/html" })).toEqual([
      html,
      html,
    ]);
    const big5 = "text/html; charset=big5";
    expect(await types({ body: slice, length: 1, slice, type: big5 })).toEqual([big5, big5]);
    expect(await types({ body: "a" })).toEqual(Array(2).fill("text/plain; charset=utf-8"));
    expect(await types({ body: () => "a", length: 1, slice: () => "a" })).toEqual(
      Array(2).fill("text/plain; charset=utf-8"),
    );
    expect(await types({ body: new Blob(["a"], { type: "image/png" }) })).toEqual([
      "image/png",
      "image/png",
    ]);
  });

  it("`slice` and `body` are called on the resource", async () => {
    class Note {
      readonly exists = true;
      readonly length = 3;
      readonly #text = "abc";
      body() {
        return this.#text;
      }
      slice(start: number, end: number) {
        return this.#text.slice(start, end);
      }
    }
    expect((await serve(request("GET", "range: bytes=1-"), new Note())).body).toBe("bc");
    expect((await serve(request("GET"), new Note())).body).toBe("abc");
  });
});

describe("Content-Length, RFC 9110 section 8.6", () => {
  it("is said of a stream, and left to the writer otherwise", async () => {
    const stream = new Blob([digits]).stream();
    const streamed = await serve(request("GET"), { exists: true, length: 10, body: () => stream });
    expect(streamed.headers["content-length"]).toBe("10");
    const buffered = await serve(request("GET"), { exists: true, length: 10, body: () => digits });
    expect(buffered.headers).not.toHaveProperty("content-length");
    const one = ten({ slice: () => new Blob(["34"]) }).resource;
    expect((await serve(request("GET", "range: bytes=3-4"), one)).headers["content-length"]).toBe(
      "2",
    );
  });

  it("of HEAD: only if it is known; the type, only if it is said", async () => {
    const reply = await serve(request("HEAD"), { exists: true, body: () => digits });
    expect([reply.body, { ...reply.headers }]).toEqual([undefined, {}]);
  });

  it("of HEAD: a body that is no function stays, for the writer to describe", async () => {
    expect((await serve(request("HEAD"), { exists: true, body: digits })).body).toBe(digits);
  });

  it.each([-1, 1.5, Number.NaN])("refuses a length of %d", async (length) => {
    const resource = { exists: true, length, body: () => new Blob([digits]) };
    await expect(serve(request("HEAD"), resource)).rejects.toThrow(RangeError);
    await expect(serve(request("GET"), resource)).rejects.toThrow(/content-length.*8\.6/);
  });
});

describe("mistakes of the programmer", () => {
  it.each([undefined, null, {}, { exists: "yes" }, 7])("a state of %j", async (state) => {
    await expect(serve(request("GET"), state as never)).rejects.toThrow(/serve: .*exists/);
  });
  it("a type out of grammar, also where no body is read", async () => {
    const resource = { exists: true, type: "html", body: () => "" };
    await expect(serve(request("HEAD"), resource)).rejects.toThrow(RangeError);
    await expect(serve(request("GET"), resource)).rejects.toThrow(RangeError);
  });
  it("what the body throws", async () => {
    const broken = new Error("disk");
    const body = () => Promise.reject(broken);
    await expect(serve(request("GET"), { exists: true, body })).rejects.toBe(broken);
  });
});

import type { ServerResponse } from "node:http";
import { fail } from "@rightstatus/node";
import createError, { isHttpError } from "http-errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../support/connection.ts";
import { canary, httpError, upstreamHeaders } from "../support/hostile-values.ts";
import { type Response, value, values } from "../support/response-parser.ts";
import { transcript } from "../support/transcript.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();
const onError = vi.fn();
afterEach(() => void onError.mockReset());

async function answered(
  error: unknown,
  before: (res: ServerResponse) => unknown = () => {},
  fields: readonly string[] = [],
): Promise<Response> {
  const server = await listen((req, res) => {
    before(res);
    void fail(req, res, error, { onError, trust: isHttpError });
  });
  return server.exchange(request("GET /", fields));
}

const bodyOf = (response: Response): Record<string, unknown> =>
  JSON.parse(response.body.toString());

describe("an error of http-errors: its status, and its message where it is exposed", () => {
  it.each<[what: string, error: Error, status: number, detail: string | undefined]>([
    ["a message", createError(404, "No note."), 404, "No note."],
    ["no message", createError(404), 404, "Not Found"],
    ["an empty message", createError(404, ""), 404, undefined],
    ["not exposed", createError(404, canary, { expose: false }), 404, undefined],
    ["5xx", createError(503, canary), 503, undefined],
    ["5xx, exposed (A139)", createError(500, canary, { expose: true }), 500, undefined],
    ["5xx, exposed", createError(502, canary, { expose: true }), 502, undefined],
    ["a message of 1 MB", createError(400, "x".repeat(1e6)), 400, "x".repeat(1000)],
    [
      "a message cut inside a character",
      createError(400, `${"x".repeat(999)}💩`),
      400,
      `${"x".repeat(999)}\ud83d`,
    ],
    ["markup", createError(400, "<script>"), 400, "<script>"],
    ["a message that is none", httpError(400, { message: 7 }), 400, undefined],
  ])("%s", async (_what, error, status, detail) => {
    const response = await answered(error);
    expect(response.status).toBe(status);
    expect(bodyOf(response)).toMatchObject({ status });
    expect(bodyOf(response).detail).toBe(detail);
    expect(transcript(response)).not.toContain("hunter");
    expect(value(response, "cache-control")).toBe("no-store");
    expect(onError).toHaveBeenCalledTimes(status < 500 ? 0 : 1);
  });

  it.each<[code: number, status: number]>([
    [418, 400],
    [419, 400],
    [420, 400],
    [427, 400],
    [430, 400],
    [444, 400],
    [499, 400],
    [404.5, 400],
    [509, 500],
    [510, 500],
    [520, 500],
    [599, 500],
    [0, 500],
    [100, 500],
    [103, 500],
    [200, 500],
    [204, 500],
    [301, 500],
    [304, 500],
    [399, 500],
    [600, 500],
    [999, 500],
    [-404, 500],
    [Number.NaN, 500],
    [Number.POSITIVE_INFINITY, 500],
  ])("9110 15, 9205 4.6 a status of %d is a %d", async (code, status) => {
    const error = httpError(code, { expose: true, message: "Shown." });
    const response = await answered(error);
    expect(response.status).toBe(status);
    expect(bodyOf(response).status).toBe(status);
    expect(onError).toHaveBeenCalledTimes(status < 500 ? 0 : 1);
  });
});

describe("what its status requires is there, or it is a 500", () => {
  const headers = (fields: object): object => ({ headers: fields });
  const basic = 'Basic realm="a"';

  it.each<
    [
      rule: string,
      error: Error,
      status: number,
      field: string,
      lines: string[],
      before?: (res: ServerResponse) => unknown,
    ]
  >([
    ["9110 15.5.2 a bare 401", createError(401), 401, "www-authenticate", ["Bearer"]],
    [
      "9110 15.5.2 its challenge",
      createError(401, headers({ "WWW-Authenticate": basic })),
      401,
      "www-authenticate",
      [basic],
    ],
    [
      "9110 11.5 its realm in quotes",
      createError(401, headers({ "WWW-Authenticate": "Basic realm=a" })),
      401,
      "www-authenticate",
      [basic],
    ],
    [
      "9110 15.5.2 an empty challenge",
      createError(401, headers({ "WWW-Authenticate": "" })),
      401,
      "www-authenticate",
      ["Bearer"],
    ],
    [
      "9110 15.5.2 a challenge out of grammar",
      createError(401, headers({ "WWW-Authenticate": "=" })),
      401,
      "www-authenticate",
      ["Bearer"],
    ],
    [
      "9110 15.5.2 CR LF in it",
      createError(401, headers({ "WWW-Authenticate": `${basic}\r\nX-A: b` })),
      401,
      "www-authenticate",
      ["Bearer"],
    ],
    [
      "9110 15.5.2 one that was set already",
      createError(401),
      401,
      "www-authenticate",
      [basic],
      (res) => res.setHeader("WWW-Authenticate", basic),
    ],
    [
      "9110 15.5.2 several that were set",
      createError(401),
      401,
      "www-authenticate",
      ["Negotiate", basic],
      (res) => res.setHeader("WWW-Authenticate", ["Negotiate", basic]),
    ],
    [
      "9110 15.5.2 one that was set, and is none",
      createError(401),
      401,
      "www-authenticate",
      ["Bearer"],
      (res) => res.setHeader("WWW-Authenticate", ",,"),
    ],
    [
      "9110 15.5.2 its own over one that was set",
      createError(401, headers({ "WWW-Authenticate": basic })),
      401,
      "www-authenticate",
      [basic],
      (res) => res.setHeader("WWW-Authenticate", "Negotiate"),
    ],
    ["9110 15.5.6 a bare 405", createError(405), 405, "allow", [""]],
    [
      "9110 15.5.6 its methods",
      createError(405, headers({ allow: "GET, HEAD" })),
      405,
      "allow",
      ["GET, HEAD"],
    ],
    [
      "9110 15.5.6 methods out of grammar",
      createError(405, headers({ Allow: "GET HEAD" })),
      405,
      "allow",
      [""],
    ],
    ["9110 15.5.8 a bare 407", createError(407), 500, "proxy-authenticate", []],
    [
      "9110 15.5.8 its challenge",
      createError(407, headers({ "Proxy-Authenticate": basic })),
      407,
      "proxy-authenticate",
      [basic],
    ],
    ["9110 15.5.22 a bare 426", createError(426), 500, "upgrade", []],
    [
      "9110 15.5.22 its protocols",
      createError(426, headers({ Upgrade: "websocket" })),
      426,
      "upgrade",
      ["websocket"],
    ],
    [
      "9110 7.8 and the connection's half",
      createError(426, headers({ Upgrade: "websocket" })),
      426,
      "connection",
      ["upgrade"],
    ],
    [
      "6585 4 never stored",
      createError(429, headers({ "Cache-Control": "public" })),
      429,
      "cache-control",
      ["no-store"],
    ],
    ["6585 3", createError(428), 428, "cache-control", ["no-store"]],
    ["6585 5", createError(431), 431, "cache-control", ["no-store"]],
    ["6585 6", createError(511), 511, "cache-control", ["no-store"]],
  ])("%s", async (_rule, error, status, field, lines, before) => {
    const response = await answered(error, before);
    expect(response.status).toBe(status);
    expect(values(response, field)).toEqual(lines);
    expect(value(response, "x-a")).toBeUndefined();
  });
});

describe("its header fields", () => {
  const withHeaders = (status: number, headers: object): Error =>
    httpError(status, { headers, message: "Shown." });

  it.each<[name: string, line: string, status?: number, ...asked: string[]]>([
    ["Retry-After", "30", 503],
    ["Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT", 429],
    ["Allow", "GET"],
    ["Accept", "text/csv", 415],
    ["Accept-Encoding", "gzip", 415, "Content-Encoding: br"],
    ["Accept-Patch", "a/b", 415],
    ["Accept-Post", "a/b", 415],
    ["Content-Range", "bytes */10", 416, "Range: bytes=10-"],
    ["Link", "</a>; rel=help"],
    ["RateLimit", '"a";r=0'],
    ["RateLimit-Policy", '"a";q=1'],
  ])("%s: %s goes out", async (name, line, status = 400, ...asked) => {
    const response = await answered(withHeaders(status, { [name]: line }), () => {}, asked);
    expect(response.status).toBe(status);
    expect(value(response, name.toLowerCase())).toBe(line);
  });

  it.each<[status: number, name: string, given: unknown, line: string]>([
    [503, "Retry-After", 30, "30"],
    [405, "Allow", ["GET", "HEAD"], "GET, HEAD"],
    [401, "WWW-Authenticate", ["Negotiate", 'Basic realm="a"'], 'Negotiate, Basic realm="a"'],
  ])("%s %s: %j, as node:http takes it, goes out", async (status, name, given, line) => {
    const response = await answered(withHeaders(status, { [name]: given }));
    expect([response.status, value(response, name.toLowerCase())]).toEqual([status, line]);
  });

  it("Vary adds up with ours and theirs", async () => {
    const response = await answered(withHeaders(400, { Vary: "X-Tenant" }), (res) =>
      res.setHeader("Vary", "Origin"),
    );
    expect(value(response, "vary")).toBe("Origin, X-Tenant, Accept");
  });

  it.each<[name: string, line: unknown, status?: number]>([
    ...Object.entries(upstreamHeaders),
    ["Content-Length", "5"],
    ["Content-Type", "text/html"],
    ["Content-Encoding", "gzip"],
    ["Content-Language", "fr"],
    ["Content-Location", "/a"],
    ["Date", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ["ETag", '"a"'],
    ["Expires", "0"],
    ["Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ["Location", "https://evil.example"],
    ["Keep-Alive", "timeout=999"],
    ["Server", "nginx"],
    ["Trailer", "X-A"],
    ["Upgrade", "h2c, =", 426],
    ["Access-Control-Allow-Origin", "*"],
    ["Content-Security-Policy", "script-src *"],
    ["Strict-Transport-Security", "max-age=0"],
    ["X-Content-Type-Options", "sniff"],
    ["Retry-After", "soon"],
    ["Retry-After", "-5"],
    ["Retry-After", 1.5],
    ["Retry-After", ["30", "60"]],
    ["Retry-After", true],
    ["Allow", ["GET", 7]],
    ["Retry-After", "30\r\nSet-Cookie: hack=1"],
    ["Retry-After", "3\u01300"],
    ["Allow", "GET\r\nX-A: b"],
    ["Vary", "*\r\nX-A: b"],
    ["Link", "</a>; rel=help\r\nX-A: b"],
    ["Link", "not a link"],
    ["Content-Range", "bytes */10", 400],
    ["Content-Range", "bytes 0-1/10", 416],
    ["", "a"],
    ["X-A: b\r\nX-C", "d"],
    ["__proto__", "a"],
  ])("%s: %s does not", async (name, line, status = 400) => {
    const headers = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(line)}}`);
    const asked = ["Range: bytes=10-"]; // For the 416; it means nothing to the others.
    const response = await answered(withHeaders(status, headers), () => {}, asked);
    const without = await answered(withHeaders(status, {}), () => {}, asked);
    expect(transcript(response)).toBe(transcript(without));
    expect(response.framing).toBe("length");
  });

  it.each<[what: string, headers: unknown]>([
    ["null", null],
    ["text", "Retry-After: 30"],
    ["a Map", new Map([["Retry-After", "30"]])],
    ["a list", [["Retry-After", "30"]]],
    [
      "getters that throw",
      Object.defineProperty({}, "Retry-After", {
        enumerable: true,
        get() {
          throw new Error(canary);
        },
      }),
    ],
    [
      "a Proxy",
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error(canary);
          },
        },
      ),
    ],
  ])("headers that are %s: the response goes without", async (_what, headers) => {
    const response = await answered(httpError(409, { headers, message: "Shown." }));
    expect([response.status, bodyOf(response).detail]).toEqual([409, "Shown."]);
    expect(value(response, "retry-after")).toBeUndefined();
  });
});

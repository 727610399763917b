import { describe, expect, it } from "vitest";
import { type Parsed, parseResponse, type Response, value, WireError } from "./response-parser.ts";

const head = "HTTP/1.1 200 OK\r\n";

function parse(wire: string, method = "GET", closed = false): Parsed | undefined {
  return parseResponse(Buffer.from(wire, "latin1"), { method }, closed);
}

describe("RFC 9112, what is read", () => {
  type Row = [
    rule: string,
    method: string,
    wire: string,
    framing: Response["framing"],
    body: string,
  ];
  it.each<Row>([
    ["6.3 length", "GET", `${head}Content-Length: 2\r\n\r\nhi`, "length", "hi"],
    ["6.3 length 0", "GET", `${head}Content-Length: 0\r\n\r\n`, "length", ""],
    [
      "5.1 no white space after the colon",
      "GET",
      `${head}content-length:2\r\n\r\nhi`,
      "length",
      "hi",
    ],
    [
      "7.1 chunks",
      "GET",
      `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n`,
      "chunked",
      "hi",
    ],
    ["6.3 HEAD has no content", "HEAD", `${head}Content-Length: 2\r\n\r\n`, "none", ""],
    ["6.3 HEAD, chunked", "HEAD", `${head}Transfer-Encoding: chunked\r\n\r\n`, "none", ""],
    ["6.3 204 has no content", "GET", "HTTP/1.1 204 No Content\r\n\r\n", "none", ""],
    [
      "6.3 304 may tell the length of the 200",
      "GET",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
      "none",
      "",
    ],
    [
      "9110 15.3.6 205 framed by length",
      "GET",
      "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n",
      "length",
      "",
    ],
    [
      "9110 15.3.6 205 framed by chunks",
      "GET",
      "HTTP/1.1 205 Reset Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "chunked",
      "",
    ],
    ["4 an empty phrase", "GET", "HTTP/1.1 204 \r\n\r\n", "none", ""],
    ["9110 5.5 an empty value", "HEAD", `${head}Allow: \r\n\r\n`, "none", ""],
  ])("%s", (_rule, method, wire, framing, body) => {
    const parsed = parse(wire, method);
    expect(parsed?.end).toBe(wire.length);
    expect(parsed?.response.framing).toBe(framing);
    expect(parsed?.response.body.toString()).toBe(body);
  });

  it("6.3 reads to the end of the stream where nothing else says the length", () => {
    expect(parse(`${head}\r\nhi`)).toBeUndefined();
    expect(parse(`${head}\r\nhi`, "GET", true)?.response.body.toString()).toBe("hi");
  });

  it("9110 15.2 collects interim responses before the final one", () => {
    const hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    const parsed = parse(`${hints}${hints}${head}Content-Length: 0\r\n\r\nHTTP/1.1`);
    expect(parsed?.response.interim.map((interim) => value(interim, "link"))).toEqual([
      "</a>",
      "</a>",
    ]);
    expect(parsed?.response.status).toBe(200);
  });

  it("7.1.2 keeps trailers apart from the fields", () => {
    const parsed = parse(`${head}Transfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: 1\r\n\r\n`);
    expect(parsed?.response.trailers).toEqual([["X-Sum", "1"]]);
    expect(value(parsed?.response ?? fail(), "x-sum")).toBeUndefined();
  });

  it("leaves the next response on the connection alone", () => {
    const first = `${head}Content-Length: 2\r\n\r\nhi`;
    expect(parse(first + first)?.end).toBe(first.length);
  });
});

describe("RFC 9112, what is refused", () => {
  const te = `${head}Transfer-Encoding: chunked\r\n`;
  type Row = [rule: string, wire: string, what: RegExp, offset: number];
  it.each<Row>([
    ["4 version", "HTTP/1.0 200 OK\r\n\r\n", /not a status line/, 0],
    ["4 no space before the phrase", "HTTP/1.1 200\r\n\r\n", /not a status line/, 0],
    ["4 status with four digits", "HTTP/1.1 2000 OK\r\n\r\n", /not a status line/, 0],
    ["9110 15 status from 100 to 599", "HTTP/1.1 600 Odd\r\n\r\n", /not a status line/, 0],
    ["2.2 bare LF", "HTTP/1.1 200 OK\n", /byte 0x0a/, 15],
    ["2.2 bare CR", "HTTP/1.1 200 OK\rX", /byte 0x0d/, 15],
    ["5.1 space before the colon", `${head}Allow : GET\r\n\r\n`, /not a field line/, 17],
    ["5.1 a name that is no token", `${head}A(b): c\r\n\r\n`, /not a field line/, 17],
    ["5.1 no name", `${head}: c\r\n\r\n`, /not a field line/, 17],
    ["5.1 no colon", `${head}Allow\r\n\r\n`, /not a field line/, 17],
    ["5.2 folded line", `${head}A: b\r\n c: d\r\n\r\n`, /folded/, 23],
    ["9110 5.5 a byte beyond ASCII", `${head}A: caf\xe9\r\n\r\n`, /byte 0xe9/, 23],
    ["9110 5.5 NUL", `${head}A: \0\r\n\r\n`, /byte 0x00/, 20],
    ["9110 5.3 two of a singleton", `${head}ETag: "a"\r\netag: "a"\r\n\r\n`, /a second etag/, 28],
    ["6.3 two lengths", `${head}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`, /a second/, 36],
    ["6.3 a list of lengths", `${head}Content-Length: 1, 1\r\n\r\n`, /is 1, 1/, 0],
    ["8.6 a signed length", `${head}Content-Length: +1\r\n\r\n`, /is \+1/, 0],
    ["6.1 length beside chunks", `${te}Content-Length: 1\r\n\r\n`, /beside/, 0],
    ["6.1 chunked is not the coding", `${head}Transfer-Encoding: gzip\r\n\r\n`, /is gzip/, 0],
    ["9110 8.6 length in a 204", "HTTP/1.1 204 x\r\nContent-Length: 0\r\n\r\n", /in a 204/, 0],
    ["6.1 chunks in a 204", "HTTP/1.1 204 x\r\nTransfer-Encoding: chunked\r\n\r\n", /in a 204/, 0],
    ["9110 8.6 length in a 103", "HTTP/1.1 103 x\r\nContent-Length: 0\r\n\r\n", /in a 103/, 0],
    [
      "9110 15.3.6 content in a 205",
      "HTTP/1.1 205 x\r\nContent-Length: 1\r\n\r\na",
      /in a 205/,
      37,
    ],
    ["7.1 no size", `${te}\r\n\r\n`, /not a chunk size/, 47],
    ["7.1 a prefixed size", `${te}\r\n0x1\r\na\r\n`, /not a chunk size/, 47],
    ["7.1 more than the size", `${te}\r\n1\r\nab\r\n`, /longer/, 51],
    ["7.1 LF after the chunk", `${te}\r\n1\r\na\n`, /longer/, 51],
    ["9110 6.5.1 framing in trailers", `${te}\r\n0\r\nContent-Length: 1\r\n\r\n`, /trailers/, 50],
  ])("%s", (_rule, wire, what, offset) => {
    const error = thrownBy(() => parse(wire));
    expect(error.message).toMatch(what);
    expect(error.offset).toBe(offset);
  });

  it.each([
    ["6.1 chunks", `${te}\r\n0\r\n\r\n`],
    ["9110 15.2 an interim response", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ])("%s to an HTTP/1.0 client", (_rule, wire) => {
    const read = () => parseResponse(Buffer.from(wire), { method: "GET", version: "1.0" }, false);
    expect(thrownBy(read).message).toMatch(/HTTP\/1.0 client/);
  });
});

function thrownBy(read: () => unknown): WireError {
  try {
    read();
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
  return fail();
}

function fail(): never {
  throw new Error("nothing was refused");
}

import fc from "fast-check";
import { describe, it } from "vitest";
import { parseResponse, WireError } from "./response-parser.ts";
import { runs } from "./runs.ts";
import { same } from "./same.ts";

/** A response before it is written: field names and values in the grammar, any body. */
const arbitraryResponse = fc.record({
  status: fc.constantFrom(200, 201, 404, 500),
  phrase: fc.string({ unit: "grapheme-ascii" }),
  fields: fc.array(
    fc.tuple(
      fc.stringMatching(/^x-[a-z!#$%&'*+.^_`|~-]{0,8}$/),
      fc.string({ unit: "grapheme-ascii" }).map((text) => text.trim()),
    ),
    { maxLength: 4 },
  ),
  chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
  chunked: fc.boolean(),
});
type Sketch = typeof arbitraryResponse extends fc.Arbitrary<infer T> ? T : never;

function write({ status, phrase, fields, chunks, chunked }: Sketch): {
  head: Buffer;
  wire: Buffer;
} {
  const body = Buffer.concat(chunks);
  const framing = chunked ? ["transfer-encoding", "chunked"] : ["content-length", `${body.length}`];
  const lines = [...fields, framing].map(([name, text]) => `${name}: ${text}\r\n`);
  const start = Buffer.from(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join("")}\r\n`);
  const pieces = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]);
  const content = chunked ? [...pieces, "0\r\n\r\n"].map((piece) => Buffer.from(piece)) : [body];
  return { head: start, wire: Buffer.concat([start, ...content]) };
}

describe("properties", () => {
  const asked = { method: "GET" };

  it("what is written is read back", () => {
    const property = fc.property(arbitraryResponse, (sketch) => {
      const { wire } = write(sketch);
      const parsed = parseResponse(wire, asked, false);
      same(parsed?.end, wire.length);
      same(parsed?.response.phrase, sketch.phrase);
      same(parsed?.response.fields.slice(0, -1), sketch.fields);
      same(parsed?.response.body.equals(Buffer.concat(sketch.chunks)), true);
    });
    fc.assert(property, { numRuns: runs });
  });

  it("a part of a response is never taken for the whole", () => {
    const property = fc.property(arbitraryResponse, fc.nat(), (sketch, cut) => {
      const { wire } = write(sketch);
      same(parseResponse(wire.subarray(0, cut % wire.length), asked, true), undefined);
    });
    fc.assert(property, { numRuns: runs });
  });

  it("a byte outside of printable ASCII in the head is never let through", () => {
    const control = fc.integer({ min: 0, max: 255 }).filter((byte) => byte < 0x20 || byte > 0x7e);
    const property = fc.property(arbitraryResponse, fc.nat(), control, (sketch, at, byte) => {
      const { head, wire } = write(sketch);
      const place = at % head.length;
      fc.pre(wire[place] !== byte);
      wire[place] = byte;
      same(
        attempt(() => parseResponse(wire, asked, true)),
        "refused",
      );
    });
    fc.assert(property, { numRuns: runs });
  });

  it("a changed byte in the head is refused, or seen for what it says", () => {
    const printable = fc.integer({ min: 0x21, max: 0x7e });
    const property = fc.property(arbitraryResponse, fc.nat(), printable, (sketch, at, byte) => {
      const { head, wire } = write(sketch);
      wire[at % head.length] = byte;
      const parsed = attempt(() => parseResponse(wire, asked, false));
      if (!parsed || parsed === "refused") return;
      const { status, phrase, fields } = parsed.response;
      const lines = fields.map(([name, text]) => `${name}: ${text}\r\n`);
      const again = `HTTP/1.1 ${status} ${phrase}\r\n${lines.join("")}\r\n`;
      const spaceless = (text: string): string =>
        text.replaceAll(/: */g, ":").replaceAll(/ *\r/g, "\r");
      same(spaceless(again), spaceless(wire.toString("latin1", 0, head.length)));
    });
    fc.assert(property, { numRuns: runs });
  });
});

function attempt<T>(read: () => T): T | "refused" {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return "refused";
    throw error;
  }
}

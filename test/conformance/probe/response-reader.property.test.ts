import fc from "fast-check";
import { describe, it } from "vitest";
import { ResponseReader } from "../../../packages/conformance/src/probe/client/response-reader.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

const limits = { head: 300, content: 200, interim: 2, surplus: 50 };

/** All that a reader says of some bytes that come in such pieces. */
function read(bytes: Uint8Array, pieces: readonly number[], method = "GET"): object {
  const reader = new ResponseReader(method, limits);
  let at = 0;
  let taken = 0;
  for (const size of [...pieces, bytes.length]) {
    taken += reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  reader.end();
  const { content, ending, head, interim, trailers, unread } = reader;
  return { content: content && [...content], ending, head, interim, taken, trailers, unread };
}

const name = fc.stringMatching(/^x-[a-z]{1,8}$/);
const text = fc.stringMatching(/^[!-~]{0,10}$/);
const written = fc.record({
  status: fc.constantFrom(200, 206, 404, 500),
  fields: fc.array(fc.tuple(name, text), { maxLength: 4 }),
  chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
  trailers: fc.array(fc.tuple(name, text), { maxLength: 2 }),
  framing: fc.constantFrom("length", "chunked", "close"),
  interim: fc.nat(2),
});
type Written = typeof written extends fc.Arbitrary<infer T> ? T : never;

function wireOf({ status, fields, chunks, framing, interim, trailers }: Written): Buffer {
  const body = Buffer.concat(chunks);
  const lines = (of: Written["fields"]): string => of.map(([n, v]) => `${n}: ${v}\r\n`).join("");
  const framed = { length: `content-length: ${body.length}\r\n`, close: "" };
  const head =
    framing === "chunked" ? "transfer-encoding: chunked\r\n" : framed[framing as "close"];
  const content =
    framing === "chunked"
      ? [
          ...chunks.flatMap((c) => [
            Buffer.from(`${c.length.toString(16)};a=1\r\n`),
            c,
            Buffer.from("\r\n"),
          ]),
          Buffer.from(`0\r\n${lines(trailers)}\r\n`),
        ]
      : [body];
  return Buffer.concat([
    Buffer.from("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(interim)),
    Buffer.from(`HTTP/1.1 ${status} OK\r\n${lines(fields)}${head}\r\n`),
    ...content,
  ]);
}

/** Pieces of responses, in an order that nobody expects. */
const shards = fc
  .array(
    fc.constantFrom(
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.0 204\n",
      "HTTP/1.1 100 \r\n\r\n",
      "Content-Length: 5\r\n",
      "Content-Length: 5, 6\r\n",
      "content-length: -1\r\n",
      "Transfer-Encoding: chunked\r\n",
      "Transfer-Encoding: gzip\r\n",
      " folded\r\n",
      "no colon\r\n",
      "\r\n",
      "\n",
      "\r",
      ":",
      "5\r\nhello\r\n",
      "0\r\n",
      "ffffffffffffff\r\n",
      "\0\xff",
      "x".repeat(120),
    ),
    { maxLength: 14 },
  )
  .map((all) => Buffer.from(all.join(""), "latin1"));

describe("the reader of responses", () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 });

  it("reads what is written", () => {
    const property = fc.property(written, pieces, (sketch, sizes) => {
      const wire = wireOf(sketch);
      const seen = read(wire, sizes);
      same(seen, {
        ...seen,
        ending: "whole",
        content: [...Buffer.concat(sketch.chunks)],
        taken: wire.length,
        trailers:
          sketch.framing === "chunked" && sketch.trailers.length > 0 ? sketch.trailers : undefined,
      });
    });
    fc.assert(property, { numRuns: runs });
  });

  it("never throws, and says the same however the bytes are cut", () => {
    const method = fc.constantFrom("GET", "HEAD");
    const bytes = fc.oneof(shards, fc.uint8Array({ maxLength: 60 }));
    const property = fc.property(bytes, pieces, method, (wire, sizes, asked) => {
      const whole = read(wire, [], asked);
      const cut = read(wire, sizes, asked);
      const { ending } = whole as { ending: string };
      // Where it stops at a limit, it may have seen some more or less.
      if (ending === "whole") same(cut, whole);
      else same((cut as { ending: string }).ending, ending);
    });
    fc.assert(property, { numRuns: runs });
  });

  it("keeps no more than its limits", () => {
    const property = fc.property(shards, pieces, (wire, sizes) => {
      const { content = [], interim } = read(wire, sizes) as {
        content?: number[];
        interim: object[];
      };
      same(content.length <= limits.content && interim.length <= limits.interim + 1, true);
    });
    fc.assert(property, { numRuns: runs });
  });
});

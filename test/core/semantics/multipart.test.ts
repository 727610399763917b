import { describe, expect, it } from "vitest";
import { range } from "../../../packages/core/src/fields/range.ts";
import { layOut, type Multipart } from "../../../packages/core/src/semantics/multipart.ts";
import { selectRanges } from "../../../packages/core/src/semantics/ranges.ts";
import { inputOf } from "../../support/vectors.ts";

function written({ parts, tail }: Multipart, bytes: string): string {
  return parts.map(({ head, range: r }) => head + bytes.slice(r.start, r.end)).join("") + tail;
}

describe("RFC 9110 section 14.6, multipart/byteranges", () => {
  it("two parts, byte for byte", () => {
    const layout = layOut(
      [
        { start: 8, end: 10 },
        { start: 0, end: 1 },
      ],
      { size: 10, type: "text/plain", boundary: "XX" },
    );
    expect(written(layout, "0123456789").split("\r\n")).toEqual([
      "--XX",
      "Content-Type: text/plain",
      "Content-Range: bytes 8-9/10",
      "",
      "89",
      "--XX",
      "Content-Type: text/plain",
      "Content-Range: bytes 0-0/10",
      "",
      "0",
      "--XX--",
      "",
    ]);
    expect(layout.contentType).toBe("multipart/byteranges; boundary=XX");
  });

  it("15.3.7.2: no Content-Type in the parts if the whole has none", () => {
    const { parts } = layOut([{ start: 0, end: 1 }], { size: 2, type: undefined, boundary: "b" });
    expect(parts[0]?.head).toBe("--b\r\nContent-Range: bytes 0-0/2\r\n\r\n");
  });

  it.each(["a/b\r\nX: y", 'a/b; c="\xe9"', "a", "*/*", " a/b"])(
    "8.3: refuses the type %j",
    (type) => {
      const whole = { size: 1, type, boundary: "b" };
      expect(() => layOut([{ start: 0, end: 1 }], whole)).toThrow(
        /^content-type: want a media type/,
      );
    },
  );

  it("2046 5.1.1: takes a boundary of 70 letters", () => {
    const boundary = "b".repeat(70);
    const { contentType } = layOut([{ start: 0, end: 1 }], { size: 1, type: "a/b", boundary });
    expect(contentType).toBe(`multipart/byteranges; boundary=${boundary}`);
  });

  it.each(["", "a\r\nX: y", "a b", "é", "b".repeat(71)])(
    "2046 5.1.1: refuses the boundary %j",
    (b) => {
      const whole = { size: 1, type: "a/b", boundary: b };
      expect(() => layOut([{ start: 0, end: 1 }], whole)).toThrow(
        /^boundary: want 1 to 70 letters/,
      );
    },
  );

  it.each([[{ start: 0, end: 11 }], [{ start: 2, end: 2 }], [{ start: -1, end: 2 }]])(
    "14.4: refuses %j of 10 bytes",
    (outside) => {
      expect(() => layOut([outside], { size: 10, type: "a/b", boundary: "b" })).toThrow(RangeError);
    },
  );

  it("A096: bytes that look like a boundary are cut as they are", () => {
    const { body, range: line } = inputOf("A096") as { body: string; range: string };
    const selection = selectRanges(range.parse(line), body.length);
    if (selection.kind !== "partial") throw new Error(selection.kind);
    const layout = layOut(selection.ranges, {
      size: body.length,
      type: undefined,
      boundary: "f00",
    });
    const text = written(layout, body);
    expect(text).toHaveLength(layout.contentLength);
    expect(text.split("--f00")).toHaveLength(4);
  });
});

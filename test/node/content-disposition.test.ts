import { contentDisposition } from "@rightstatus/node";
import { describe, expect, it } from "vitest";

describe("RFC 6266, Content-Disposition", () => {
  it.each([
    ["4.2 no name", "inline", undefined, "inline"],
    ["4.2 an empty name is none", "attachment", "", "attachment"],
    ["4.3 a token", "attachment", "plain.txt", "attachment; filename=plain.txt"],
    ["4.3 quotes are escaped", "attachment", 'a"b.txt', 'attachment; filename="a\\"b.txt"'],
    ["4.3 last segment of a path", "attachment", "../../etc/passwd", "attachment; filename=passwd"],
    ["4.3 of a Windows path", "attachment", "C:\\temp\\a.txt", "attachment; filename=a.txt"],
    [
      "4.3 no controls",
      "attachment",
      "a\r\nSet-Cookie: b",
      'attachment; filename="aSet-Cookie: b"',
    ],
    ["4.3 a directory is no name", "attachment", "a/..", "attachment"],
    [
      "D no percent sign in what some clients decode",
      "attachment",
      "a%20é.txt",
      "attachment; filename=\"a_20?.txt\"; filename*=UTF-8''a%2520%C3%A9.txt",
    ],
    ["4.3 no lone surrogates", "attachment", "\ud800.txt", "attachment; filename=.txt"],
    [
      "8187 3.2.3 other characters beside a fallback",
      "attachment",
      "報告.pdf",
      "attachment; filename=\"??.pdf\"; filename*=UTF-8''%E5%A0%B1%E5%91%8A.pdf",
    ],
  ] as const)("%s: %s %j", (_rule, type, filename, value) => {
    expect(contentDisposition(type, filename)).toBe(value);
  });

  it("refuses another type, with the section", () => {
    expect(() => contentDisposition("form-data" as "inline")).toThrow(/RFC 6266 section 4\.2/);
  });
});

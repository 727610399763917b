import { describe, expect, it } from "vitest";
import { localRedirect } from "../../../packages/core/src/semantics/redirects.ts";
import { inputOf, vectorsOf } from "../../support/vectors.ts";

const base = "https://good.example/from/here?now";

describe("localRedirect, RFC 9110 section 17.11", () => {
  it.each<[rule: string, untrusted: string, safe: string | undefined]>([
    ["a path", "/a?b#c", "/a?b#c"],
    ["relative to the request", "there", "/from/there"],
    ["a query", "?q=1", "/from/here?q=1"],
    ["own origin in full", "https://GOOD.example:443/x", "/x"],
    ["Unicode goes out in ASCII", "/caf\u00e9", "/caf%C3%A9"],
    ["a space is trimmed as browsers trim it", " /a", "/a"],
    [
      "a path that reads as a host goes out in full",
      "/.//evil.example",
      "https://good.example//evil.example",
    ],
    ["the same by dot segments", "/a/..//evil.example", "https://good.example//evil.example"],
    ["another origin", "https://evil.example/", undefined],
    ["an allowed origin", "https://login.example/in?x#y", "https://login.example/in?x#y"],
    ["an allowed origin on another port", "https://login.example:8443/", undefined],
    ["an allowed origin with userinfo", "https://a@login.example/", undefined],
    ["own origin with a user", "https://u@good.example/", undefined],
    ["own origin with a password", "https://:p@good.example/", undefined],
    ["a backslash behind the path is data", "/a?b\\c", "/a?b%5Cc"],
    ["brackets behind the path are data", "/a?b[]=c|d", "/a?b%5B%5D=c%7Cd"],
    ["an empty fragment, which keeps the old one from the new page", "/a#", "/a#"],
    ["a tab, which parsers drop", "/\t/evil.example", undefined],
    ["a control in front, which parsers drop", "\u0001/a", undefined],
    ["the last of the controls", "/\u001f", undefined],
    ["DEL", "/\u007f", undefined],
    ["8192 characters", `/${"a".repeat(8191)}`, `/${"a".repeat(8191)}`],
    ["8193 characters", `/${"a".repeat(8192)}`, undefined],
    ["over 8192 once it is encoded", `/${"\u00e9".repeat(2000)}`, undefined],
  ])("%s: %j", (_rule, untrusted, safe) => {
    const allow = ["https://login.example/"];
    expect(localRedirect(untrusted, base, { allow })).toBe(safe);
  });

  it("takes a URL as base", () => {
    expect(localRedirect("/a", new URL(base))).toBe("/a");
  });

  it.each(["/relative", "javascript:0", "blob:https://good.example/1", ""])(
    "4.2: base %j",
    (bad) => {
      expect(() => localRedirect("/", bad)).toThrow(TypeError);
      expect(() => localRedirect("/", base, { allow: [bad] })).toThrow(/as allow, got .*4\.2/);
    },
  );
});

const refused = [
  "A001",
  "A003",
  "A004",
  "A005",
  "A006",
  "A007",
  "A008",
  "A010",
  "A011",
  "A012",
  "A013",
];
refused.push(
  "A015",
  "A016",
  "A017",
  "A019",
  "A023",
  "A024",
  "A025",
  "A028",
  "A030",
  "A032",
  "A033",
);

describe("adversarial vectors: redirect", () => {
  it.each(refused.flatMap((id) => inputs(id).map((input) => [id, input] as const)))(
    "%s refused: %j",
    (_id, input) => {
      expect(localRedirect(input as string, base)).toBeUndefined();
    },
  );

  it("A018: relative on an https base, a host on an http base", () => {
    expect(localRedirect("https:evil.example", "https://good.example/")).toBe("/evil.example");
    expect(localRedirect("https:evil.example", "http://good.example/")).toBeUndefined();
  });

  it("A020: same-origin look-alikes work, and %2f is not encoded twice", () => {
    const safe = inputs("A020").map((input) =>
      localRedirect(String(input), "https://good.example/"),
    );
    const full = "https://good.example//x";
    expect(safe).toEqual(["/ok", "/?q=1", "/#f", "/%2fevil.example", full, "/x"]);
  });

  it("A027, A029: what goes out is ASCII without markup", () => {
    const safe = [...inputs("A027"), ...inputs("A029")].map((i) => localRedirect(String(i), base));
    const markup = "/x?%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E";
    expect(safe).toEqual([markup, "/caf%C3%A9", "/%EF%BF%BD", "/%25", "/%25zz"]);
  });

  it("A031: a Referer of another origin", () => {
    expect(localRedirect("//evil.example/login/", base)).toBeUndefined();
    expect(localRedirect("http://[", base)).toBeUndefined();
  });

  it("knows every vector of the kind", () => {
    const other = ["A018", "A020", "A027", "A029", "A031"];
    expect(
      vectorsOf("redirect")
        .map((v) => v.id)
        .sort(),
    ).toEqual([...refused, ...other].sort());
  });
});

function inputs(id: string): readonly unknown[] {
  const input = inputOf(id);
  return Array.isArray(input) ? input : [input];
}

import { describe, expect, it } from "vitest";
import { decodePath, guardPath } from "../../../packages/node/src/files/path-guard.ts";
import { inputOf } from "../../support/vectors.ts";

describe("a path has one form", () => {
  it.each([
    ["page.css", "page.css"],
    ["/page.css", "page.css"],
    ["/css/dark/page.css", "css/dark/page.css"],
    ["/with space/ü.txt", "with space/ü.txt"],
    ["/%2e%2e/x", "%2e%2e/x"], // Decoded once already.
    ["/~user/a~1.txt", "~user/a~1.txt"],
    ["/console.log", "console.log"],
    ["/favicon.ico", "favicon.ico"],
    ["/common/nullable/com.txt", "common/nullable/com.txt"],
    ["/lpt10", "lpt10"],
    ["/a..b/c...d", "a..b/c...d"],
  ])("%s is %s", (path, name) => {
    expect(guardPath(path, "deny")).toBe(name);
  });
});

describe("a path is refused on every system", () => {
  it.each([
    ["the root itself", ["", "/"]],
    ["dot segments", ["..", ".", "/../a", "/a/../b", "/a/./b", "a/..", "/..."]],
    ["empty names", ["//a", "/a//b", "/a/"]],
    ["backslashes", ["\\a", "/..\\a", "a\\..\\b", "\\\\server\\share"]],
    ["controls", ["/a\0.txt", "/a\n", "/\x1fa", "/a\x7f"]],
    ["drives and alternate streams", ["C:", "C:x", "/C:/x", "/a.txt:$DATA", "/a.txt::$DATA"]],
    ["names that Windows trims", ["/a.", "/a ", "/a. .", "/a./b", "/a /b"]],
    ["devices", ["/CON", "/nul.txt", "/a/Aux", "/COM1.tar.gz", "/lpt¹", "/PRN .x", "/CONIN$"]],
    ["more devices", ["/clock$", "/conout$.txt", "/com²", "/LPT³.a"]],
  ])("%s", (_what, paths) => {
    expect(paths.filter((path) => guardPath(path, "allow") !== undefined)).toEqual([]);
  });

  it("names that begin with a dot, unless they are allowed", () => {
    for (const path of ["/.env", "/.git/config", "/a/.b/c", "/.well-known/x"]) {
      expect([path, guardPath(path, "deny")]).toEqual([path, undefined]);
      expect(guardPath(path, "allow")).toBe(path.slice(1));
    }
  });
});

describe("a path is decoded once", () => {
  it.each([
    ["/caf%C3%A9", "/café"],
    ["/%252e%252e/x", "/%2e%2e/x"],
    ["/%2E%2E/x", "/../x"],
    ["/a%00", "/a\0"],
    ["/a%2Fb", undefined],
    ["/a%2fb", undefined],
    ["/a%5cb", undefined],
    ["/a%5Cb", undefined],
    ["/%c0%ae%c0%ae/x", undefined], // No UTF-8.
    ["/%ff", undefined],
    ["/%", undefined],
    ["/%zz", undefined],
  ])("%s is %s", (path, decoded) => {
    expect(decodePath(path)).toBe(decoded);
  });
});

/** Both steps, as a request goes through them. */
function nameOf(path: string): string | undefined {
  const decoded = decodePath(path);
  return decoded === undefined ? undefined : guardPath(decoded, "deny");
}

describe("the hostile paths of the vectors", () => {
  it.each(["A148", "A150", "A152", "A153", "A154", "A157", "A158"])("%s", (id) => {
    const inputs = [inputOf(id)].flat().map(String);
    expect(inputs.map((path) => [path, nameOf(path)])).toEqual(
      inputs.map((path) => [path, undefined]),
    );
  });

  it("A149 double encoding names a file of that very name", () => {
    expect(nameOf(String(inputOf("A149")))).toBe("%2e%2e/x");
  });
});

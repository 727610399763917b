import { posix, win32 } from "node:path";
import { fileServer } from "@rightstatus/node";
import fc from "fast-check";
import { describe, it } from "vitest";
import { guardPath } from "../../../packages/node/src/files/path-guard.ts";
import { anyText } from "../../support/any-text.ts";
import { runs, runsWithIo } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

/** Pieces that have a meaning somewhere, and any text between them. */
const special = ["/", "\\", ".", "..", ":", "C:", "%2e", "%2f", "%5c", "\0", " ", "~", "NUL", "a"];
const paths = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...special) },
      fc.string({ maxLength: 4 }),
      anyText,
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

describe("what passes stays below the root", () => {
  const roots = [
    { system: posix, root: "/srv/www" },
    { system: win32, root: "C:\\srv\\www" },
  ];

  it.each(roots)("as path.resolve sees it ($root)", ({ system, root }) => {
    fc.assert(
      fc.property(paths, (path) => {
        const name = guardPath(path, "allow");
        if (name === undefined) return;
        const found = system.resolve(root, name);
        same(found.startsWith(root + system.sep), true);
        // Nothing was there to resolve: the name is its own normal form.
        same(found, root + system.sep + name.replaceAll("/", system.sep));
        same(guardPath(name, "allow"), name);
      }),
      { numRuns: runs },
    );
  });

  it("and nothing is refused that resolves to itself on both systems and has only plain names", () => {
    const plain = fc.stringMatching(/^[a-z]{4,8}(\.[a-z]{1,4})?$/);
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 5 }), (names) => {
        same(guardPath(names.join("/"), "deny"), names.join("/"));
      }),
      { numRuns: runs },
    );
  });

  it("whatever is asked for, nothing throws", async () => {
    const answer = fileServer({ root: "/var/empty" });
    await fc.assert(
      fc.asyncProperty(paths, async (path) => {
        const reply = await answer({ method: "GET", url: path, headers: {} });
        same(reply === undefined || reply.status === 400, true);
      }),
      { numRuns: runsWithIo },
    );
  });
});

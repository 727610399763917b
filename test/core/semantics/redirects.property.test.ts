import fc from "fast-check";
import { describe, it } from "vitest";
import { location } from "../../../packages/core/src/fields/location.ts";
import { localRedirect } from "../../../packages/core/src/semantics/redirects.ts";
import { madeOf } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { matches, same } from "../../support/same.ts";

const base = "https://good.example/from/here?now";
const reference = madeOf(
  ...["/", "\\", ".", "..", ":", "@", "https:", "evil.example", "a", "?", "#", "\t", "%2f"],
  ...[
    "good.example",
    "https://a@good.example",
    "//good.example",
    "blob:",
    "javascript:",
    "data:",
    "\u3002",
    "\u2044",
    "\n",
    "[::1]",
  ],
);

describe("localRedirect, RFC 9110 section 17.11", () => {
  it("what goes out is where the check said it is, read by any client", () => {
    fc.assert(
      fc.property(reference, (untrusted) => {
        const safe = localRedirect(untrusted, base);
        if (safe === undefined) return;
        same(hasControl(untrusted) || new URL(untrusted, base).username !== "", false);
        same(new URL(safe, base).origin, "https://good.example");
        matches(safe, /^(?:\/(?!\/)|https:\/\/good\.example\/)[!-~]*$/);
        same(location.format(safe), safe);
        same(localRedirect(safe, base), safe);
      }),
      { numRuns: runs },
    );
  });

  it("refuses nothing that a browser takes for a page of this origin, but for what has no place in it", () => {
    fc.assert(
      fc.property(reference, (untrusted) => {
        if (localRedirect(untrusted, base) !== undefined) return;
        const url = URL.canParse(untrusted, base) ? new URL(untrusted, base) : undefined;
        const ours = url?.protocol === "https:" && url.origin === "https://good.example";
        const odd = untrusted === "" || hasControl(untrusted) || url?.username !== "";
        same(!ours || odd || url.password !== "", true);
      }),
      { numRuns: runs },
    );
  });

  it("leads to the origins that are allowed, and to no other", () => {
    const allow = ["https://login.example", "http://evil.example:8080"];
    fc.assert(
      fc.property(reference, fc.constantFrom("", "https://login.example"), (tail, head) => {
        const safe = localRedirect(head + tail, base, { allow });
        if (safe === undefined) return;
        const { origin } = new URL(safe, base);
        same(["https://good.example", ...allow].includes(origin), true);
      }),
      { numRuns: runs },
    );
  });
});

function hasControl(text: string): boolean {
  return text.split("").some((character) => character < " " || character === "\x7f");
}

import { conflict, type Problem } from "@rightstatus/core";
import { represent } from "@rightstatus/core/writer";
import fc from "fast-check";
import { describe, it } from "vitest";
import { anyText } from "../../support/any-text.ts";
import { runs } from "../../support/runs.ts";
import { same } from "../../support/same.ts";

const standard = ["type", "title", "status", "detail", "instance"];

describe("RFC 9457 section 3, problems", () => {
  it("whatever the extensions are called, the standard members win", () => {
    const name = fc.oneof(fc.constantFrom(...standard, "__proto__", "toJSON"), anyText);
    const value = fc.oneof(anyText, fc.nat(), fc.constantFrom(null, true, [1, "a"], { a: {} }));
    const members = fc.dictionary(name, value, { maxKeys: 5 });
    fc.assert(
      fc.property(members, anyText, (all, detail) => {
        const { type, title, instance, ...extensions } = all;
        const { body } = conflict({ ...extensions, detail });
        const read = JSON.parse(shown(body, "application/problem+json"));
        same([read.type, read.title, read.status], ["about:blank", "Conflict", 409]);
        same(read.detail, detail);
        for (const key of Object.keys(extensions)) same(Object.hasOwn(body, key), true);
      }),
      { numRuns: runs },
    );
  });

  it("no text of a problem becomes markup, and none is lost", () => {
    const text = fc.oneof(anyText, fc.constantFrom("<", "&#", "</dl>", "'", "<script>", "-->"));
    const members = fc.uniqueArray(fc.tuple(text, text), {
      selector: ([name]) => name,
      maxLength: 3,
    });
    fc.assert(
      fc.property(text, text, members, (title, detail, extensions) => {
        const names = extensions.map(([name]) => name);
        if (names.some((name) => [...standard, "__proto__"].includes(name))) return;
        const problem = conflict({ title, detail, ...Object.fromEntries(extensions) }).body;
        const benign = conflict({
          title: "a",
          detail: "b",
          ...Object.fromEntries(extensions.map((_, i) => [`m${i}`, "c"])),
        }).body;
        const written = shown(problem, "text/html");
        same(tagsOf(written), tagsOf(shown(benign, "text/html")));
        same(unescaped(written).includes(`<p>${detail}</p>`), true);
      }),
      { numRuns: runs },
    );
  });
});

function shown(problem: Problem, type: string): string {
  return represent(problem, type, "en", () => {
    throw new Error("nothing was to be reported");
  }).text;
}

function tagsOf(text: string): readonly string[] {
  return text.match(/<[^>]*>/g) ?? [];
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

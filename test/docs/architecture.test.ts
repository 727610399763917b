import { describe, expect, it } from "vitest";
import { childrenOf, exists, spansIn, tableUnder, textOf } from "./markdown.ts";

const page = "ARCHITECTURE.md";
const layout = tableUnder(page, "Layout");
const places = layout.map(([where = ""]) => spansIn(where)[0] ?? "");

function foldersIn(folder: string): readonly string[] {
  return [folder, ...childrenOf(folder).flatMap(foldersIn)];
}

describe("the layout in ARCHITECTURE.md", () => {
  it.each(places)("names what is there: %s", (place) => {
    expect(exists(place)).toBe(true);
  });

  it("names every folder of the packages' sources", () => {
    const sources = childrenOf("packages/").flatMap((folder) => foldersIn(`${folder}src/`));
    expect(sources.filter((folder) => !places.includes(folder))).toEqual([]);
  });

  it("says what lint says of who imports whom", () => {
    const rows = layout.filter(([where]) => /`packages\/core\/src\/\w+\/`/.test(where ?? ""));
    const names = rows.map(([where = ""]) => /(\w+)\/`$/.exec(where)?.[1] ?? "");
    const said = rows.map(([, , imports = ""], index) => {
      if (imports === "nothing") return [];
      return imports === "all above" ? names.slice(0, index) : imports.split(", ");
    });
    expect(said).toEqual(names.map((name) => allowedIn(name)));
  });
});

describe.each([page, "CONTRIBUTING.md"])("the text of %s", (name) => {
  it("names what is there", () => {
    const prose = textOf(name).replace(/^```.*?^```$/gms, "");
    const paths = spansIn(prose).filter((span) => /^(packages|test|examples)\//.test(span));
    expect(paths.filter((path) => !path.includes("*") && !exists(path))).toEqual([]);
    expect(paths).not.toEqual([]);
  });
});

/** The folders of the core that lint lets another one import from. */
function allowedIn(name: string): readonly string[] {
  const { overrides } = JSON.parse(textOf("biome.json"));
  for (const { includes, linter } of overrides) {
    const options = linter.rules.style?.noRestrictedImports?.options;
    if (options === undefined) continue;
    const concerned = includes.some((glob: string) =>
      /[\w,]+(?=\}?\/\*\*$)/.exec(glob)?.[0].split(",").includes(name),
    );
    if (!concerned) continue;
    const group: readonly string[] = options.patterns[0].group;
    const allowed = group.flatMap((glob) => /^!\.\.\/\{?([\w,]+)/.exec(glob)?.[1] ?? []);
    return allowed.flatMap((list) => list.split(","));
  }
  throw new Error(`lint says nothing of ${name}`);
}

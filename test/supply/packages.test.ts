import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): string => readFileSync(root + path, "utf8");
const manifestOf = (folder: string): Manifest => JSON.parse(read(`${folder}package.json`));

/** The packages, and what npm may get of each beside what is compiled and what it is compiled from. */
const contents: Readonly<Record<string, readonly string[]>> = {
  conformance: ["LICENSE", "README.md", "bin/rightstatus.js", "package.json"],
  core: ["LICENSE", "README.md", "package.json"],
  express: ["LICENSE", "README.md", "package.json"],
  koa: ["LICENSE", "README.md", "package.json"],
  node: ["LICENSE", "README.md", "package.json"],
};

/** What a server takes in with them: nothing that was not chosen. */
const dependencies: Readonly<Record<string, readonly string[]>> = {
  core: [],
  express: ["http-errors"],
  koa: ["http-errors"],
  node: ["content-disposition-2", "mime-types", "structured-headers"],
};

const workspaces = [
  "",
  "test/",
  "bench/",
  ...["packages", "examples"].flatMap((folder) =>
    readdirSync(root + folder)
      .map((name) => `${folder}/${name}/`)
      .filter((path) => existsSync(`${root}${path}package.json`)),
  ),
];

function packed(name: string): readonly string[] {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const said = execFileSync("npm", args, {
    cwd: `${root}packages/${name}`,
    encoding: "utf8",
    stdio: "pipe",
  });
  const [report]: readonly { readonly files: readonly { readonly path: string }[] }[] = [
    Object.values(JSON.parse(said)),
  ].flat(1) as never;
  return report?.files.map(({ path }) => path) ?? [];
}

describe("what goes to npm", () => {
  it("is said of every package", () => {
    const names = readdirSync(`${root}packages`).toSorted();
    expect(Object.keys(contents)).toEqual(names);
  });

  // That each compiled file has its source is seen by test/stranger, on a new build.
  it.each(Object.entries(contents))("%s has nothing else", (name, others) => {
    const files = packed(name);
    const sources = files.filter((path) => /^src\/.*\.ts$/.test(path));
    const compiled = files.filter((path) => /^dist\/.*\.(?:js|d\.ts)(?:\.map)?$/.test(path));
    const rest = files.filter((path) => !sources.includes(path) && !compiled.includes(path));
    expect(rest).toContain("package.json");
    expect(rest.filter((path) => !others.includes(path))).toEqual([]);
    expect(sources.filter((path) => /\.test\./.test(path))).toEqual([]);
  });

  it.each(Object.entries(dependencies))("%s depends on %j beside its own", (name, others) => {
    const named = Object.keys(manifestOf(`packages/${name}/`).dependencies ?? {});
    expect(named.filter((each) => !each.startsWith("@rightstatus/")).toSorted()).toEqual(others);
  });
});

describe("what is installed", () => {
  const onInstall = ["preinstall", "install", "postinstall", "prepare", "prepublish", "preprepare"];

  it.each(workspaces)("runs nothing: %s", (folder) => {
    const scripts = Object.keys(manifestOf(folder).scripts ?? {});
    expect(scripts.filter((name) => onInstall.includes(name))).toEqual([]);
  });

  it("nor do the scripts of others", () => {
    expect(read("pnpm-workspace.yaml")).toMatch(/^onlyBuiltDependencies: \[\]$/m);
  });

  it("comes from the registry, and is what it was", () => {
    const resolutions = read("pnpm-lock.yaml").match(/^ {4}resolution: .*$/gm) ?? [];
    expect(resolutions.length).toBeGreaterThan(300);
    for (const line of resolutions) {
      expect(line).toMatch(/^ {4}resolution: \{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/);
    }
  });

  // What says whether the code is right must say the same tomorrow.
  it.each([
    ["biome", "@biomejs/biome"],
    ["the compiler", "typescript"],
    ["the older compiler", "typescript5"],
    ["the runner of the tests", "vitest"],
    ["coverage", "@vitest/coverage-v8"],
    ["properties", "fast-check"],
    ["guided fuzzing", "@jazzer.js/core"],
    ["the scanner of patterns", "recheck"],
    ["publint", "publint"],
    ["the types of packages", "@arethetypeswrong/cli"],
  ])("has one version of %s", (_what, name) => {
    const catalog = new RegExp(`^ {2}"?${name}"?: (.*)$`, "m").exec(
      read("pnpm-workspace.yaml"),
    )?.[1];
    const wanted = ["", "test/"].map((folder) => manifestOf(folder).devDependencies?.[name]);
    const versions = wanted.flatMap(
      (version) => (version === "catalog:" ? catalog : version) ?? [],
    );
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(version).toMatch(/^(?:npm:typescript@)?\d+\.\d+\.\d+$/);
  });
});

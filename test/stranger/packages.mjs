import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { check, run } from "./checks.mjs";

export const packages = ["core", "conformance", "node", "express", "koa"];

/** Builds and packs all packages: where each tarball lies. */
export async function pack(root, folder) {
  const pnpm = (...args) => run("npx", ["-y", "pnpm@10", ...args], { cwd: root });
  await pnpm("build");
  await pnpm("-r", "--filter", "./packages/*", "pack", "--pack-destination", folder);
  const files = readdirSync(folder);
  return Object.fromEntries(
    packages.map((name) => {
      const file = files.find((each) => each.startsWith(`rightstatus-${name}-`));
      assert(file, `no tarball of ${name} among ${files.join(", ")}`);
      return [name, join(folder, file)];
    }),
  );
}

/** What is in a tarball, and what tools for packages think of it. */
export async function inspect(name, tarball, root) {
  const tool = (bin, ...args) => run(join(root, "test/node_modules/.bin", bin), [tarball, ...args]);
  const listed = (await run("tar", ["-tzf", tarball])).trim().split("\n");
  const files = listed.map((file) => file.replace(/^package\//, ""));

  await check(`${name}: has what a package needs`, () => {
    for (const file of [
      "LICENSE",
      "README.md",
      "package.json",
      "dist/index.js",
      "dist/index.d.ts",
    ]) {
      assert(files.includes(file), `${file} is missing`);
    }
  });
  await check(`${name}: has nothing else`, () => {
    const stray = files.filter(
      (file) => !/^(bin|dist|src)\/|^(LICENSE|README\.md|package\.json)$/.test(file),
    );
    const tests = files.filter((file) => /tsbuildinfo$|\.test\.|(^|\/)tests?\//.test(file));
    assert.deepEqual([...stray, ...tests], []);
  });
  await check(`${name}: each declaration of dist has its source beside it`, () => {
    const declared = files.filter((file) => /^dist\/.*\.d\.ts$/.test(file));
    const stale = declared.filter((file) => !files.includes(sourceOf(file)));
    assert.deepEqual(stale, [], "left over from an earlier build: remove packages/*/dist");
  });
  await check(`${name}: its package.json stands alone`, async () => {
    const manifest = JSON.parse(await run("tar", ["-xzOf", tarball, "package/package.json"]));
    assert.doesNotMatch(JSON.stringify(manifest), /"(workspace|catalog|link|file):/);
    for (const key of ["description", "keywords", "license", "engines", "sideEffects"]) {
      assert(key in manifest, `${key} is missing`);
    }
  });
  await check(`${name}: publint`, () => tool("publint", "--strict"));
  await check(`${name}: are the types wrong?`, () => tool("attw", "--profile", "esm-only"));
}

function sourceOf(file) {
  return file.replace(/^dist/, "src").replace(/d\.ts$/, "ts");
}

import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, run } from "./checks.mjs";

export const frameworks = [
  { adapter: "express", major: 4 },
  { adapter: "express", major: 5 },
  { adapter: "koa", major: 2 },
  { adapter: "koa", major: 3 },
];

const projects = fileURLToPath(new URL("projects/", import.meta.url));

const resolutions = {
  // Both kinds of module: the packages are ESM, their callers need not be.
  nodenext: { module: "nodenext", files: ["types.mts", "types.cts"] },
  bundler: { module: "esnext", files: ["types.ts"] },
};

/** A new project with one major version of a framework, made as a user would make it. */
export async function tryOut({ adapter, major }, tarballs, parent, compilers) {
  const name = `${adapter} ${major}`;
  const folder = join(parent, `${adapter}${major}`);
  mkdirSync(folder);
  cpSync(join(projects, adapter), folder, { recursive: true });
  cpSync(join(projects, "wire.mjs"), join(folder, "wire.mjs"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true }));

  const ours = ["core", "conformance", "node", adapter].map((each) => tarballs[each]);
  const theirs = [`${adapter}@${major}`, `@types/${adapter}@${major}`, "@types/node@20"];
  const installed = await check(`${name}: npm install`, () =>
    run("npm", ["install", "--no-audit", "--no-fund", ...theirs, ...ours], { cwd: folder }),
  );
  if (!installed) return;

  const node = (...args) => run(process.execPath, args, { cwd: folder });
  let heads = { created: "", refused: "" };
  await check(`${name}: starts with import`, async () => {
    heads = JSON.parse(await node("server.mjs"));
  });
  await check(`${name}: 201 with Location over a socket`, () => {
    assert.match(heads.created, /^HTTP\/1\.1 201 Created\r\n/);
    assert.match(heads.created, /\r\nlocation: \/notes\/1\r\n/i);
  });
  await check(`${name}: 405 with Allow over a socket`, () => {
    assert.match(heads.refused, /^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    assert.match(heads.refused, /\r\nallow: POST, OPTIONS\r\n/i);
  });
  await check(`${name}: require() from CommonJS`, () => node("require.cjs"));

  for (const [resolution, { module, files }] of Object.entries(resolutions)) {
    for (const file of files) cpSync(join(folder, "types.txt"), join(folder, file));
    const config = `tsconfig.${resolution}.json`;
    const compilerOptions = {
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable"],
      types: ["node"],
      module,
      moduleResolution: resolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
    };
    writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, files }));
    for (const [version, compiler] of Object.entries(compilers)) {
      await check(`${name}: types by TypeScript ${version}, ${resolution}`, () =>
        node(compiler, "-p", config),
      );
    }
  }
}

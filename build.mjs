// Bundles each package for publication: a file for each of its entries, and one of what they share.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const packages = fileURLToPath(new URL("packages/", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of readdirSync(packages)) {
    removeScripts(join(packages, name, "dist"));
    await bundle(name, join(packages, name, "dist"));
  }
}

/** Writes the scripts of a package to a folder. Declarations are the compiler's. */
export async function bundle(name, dir) {
  const folder = join(packages, name);
  await build({
    cwd: folder,
    input: entriesOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))),
    // What is no path is another package or a part of Node.
    external: /^[^./]/,
    platform: "neutral",
    transform: { target: "es2022" },
    output: {
      dir,
      entryFileNames: "[name].js",
      chunkFileNames: "[name].js",
      // Each file costs an import half a millisecond. Few ask for the texts: they stand apart.
      codeSplitting: {
        groups: [{ name: "shared", minShareCount: 2, test: (id) => !/[\\/]says\./.test(id) }],
      },
      // A reader has the sources beside it; bundlers want to know what is pure.
      comments: { legal: true, annotation: true, jsdoc: false },
      sourcemap: true,
      sourcemapExcludeSources: true,
    },
  });
}

/** By its path in dist without suffix, the source of each entry that package.json names. */
function entriesOf({ exports, imports }) {
  const entries = Object.values({ ...exports, ...imports }).filter(
    (entry) => typeof entry === "object",
  );
  return Object.fromEntries(
    entries.map((entry) => [
      entry.default.replace(/^\.\/dist\/|\.js$/g, ""),
      entry["@rightstatus/source"],
    ]),
  );
}

/** Those of an earlier build would be packed with the others. */
function removeScripts(folder) {
  for (const file of readdirSync(folder, { recursive: true })) {
    if (/\.js(\.map)?$/.test(file)) rmSync(join(folder, file));
  }
}

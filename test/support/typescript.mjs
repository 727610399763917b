// Runs the sources as they are in a program of its own: `node --import ./typescript.mjs program.ts`.
import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { register } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

if (isMainThread) register(import.meta.url);

/**
 * Node 20 knows no types. What has been transpiled is kept in the folder TRANSPILED, so that a later
 * program starts at once, and its memory is not that of a compiler.
 */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const source = await readFile(fileURLToPath(url), "utf8");
  const kept = join(process.env.TRANSPILED, createHash("sha256").update(source).digest("hex"));
  const text = await readFile(kept, "utf8").catch(() => transpile(source, kept));
  return { format: "module", shortCircuit: true, source: text };
}

async function transpile(source, kept) {
  const { default: typescript } = await import("typescript5");
  const { outputText } = typescript.transpileModule(source, {
    compilerOptions: { module: "esnext", target: "es2022", verbatimModuleSyntax: true },
  });
  await writeFile(`${kept}.${process.pid}`, outputText);
  await rename(`${kept}.${process.pid}`, kept);
  return outputText;
}

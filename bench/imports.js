import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const modules = [
  "data:text/javascript,", // What it costs to import anything.
  "./stats.js", // One small file.
  "@rightstatus/core",
  "@rightstatus/express",
  "@rightstatus/koa",
  "http-errors",
];

/** Milliseconds to import each module in a new process, one number for each round before the deadline. */
export function measureImports({ rounds, deadline }) {
  const results = modules.map((name) => ({ name, milliseconds: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, milliseconds } of results) milliseconds.push(importTime(name));
    if (performance.now() > deadline) break;
  }
  return results;
}

function importTime(name) {
  const program = `
    const begin = performance.now();
    await import(${JSON.stringify(name)});
    console.log(performance.now() - begin);
  `;
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname }));
}

/** Octets of the files that an entry of core imports, one way or another. */
export function measureSize(entry = "@rightstatus/core") {
  const files = new Map();
  const visit = (url) => {
    if (files.has(url)) return;
    const text = readFileSync(fileURLToPath(url));
    files.set(url, text);
    for (const [, path] of text.toString().matchAll(/^(?:import|export)\b[^;]*?"(\.[^"]+)";/gm)) {
      visit(new URL(path, url).href);
    }
  };
  visit(import.meta.resolve(entry));
  const texts = [...files.values()];
  return {
    entry,
    files: texts.length,
    plain: sum(texts.map((text) => text.length)),
    zipped: sum(texts.map((text) => gzipSync(text).length)),
    zippedAsOne: gzipSync(Buffer.concat(texts)).length,
  };
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The texts that reach every place of a target: what guided fuzzing found, and each defect it did. */
export function readSeeds(name: string): readonly string[] {
  const file = fileOf(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

/** Each once, the short ones first. */
export function writeSeeds(name: string, texts: readonly string[]): void {
  const sorted = [...new Set(texts)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  writeFileSync(fileOf(name), `${JSON.stringify(sorted, undefined, 2)}\n`);
}

function fileOf(name: string): URL {
  return new URL(`seeds/${name.replaceAll(" ", "-")}.json`, import.meta.url);
}

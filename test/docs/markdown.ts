import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** All Markdown of the repository, as paths from its root. */
export const pages: readonly string[] = [
  "",
  "bench/",
  "docs/",
  ...["packages/", "examples/"].flatMap((parent) => childrenOf(parent)),
].flatMap((folder) =>
  readdirSync(root + folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => folder + name),
);

/** The folders in a folder, as paths from the root that end in a slash. */
export function childrenOf(folder: string): readonly string[] {
  return readdirSync(root + folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map((entry) => `${folder}${entry.name}/`);
}

export function textOf(path: string): string {
  return readFileSync(root + path, "utf8");
}

export function exists(path: string): boolean {
  return existsSync(root + path);
}

/** A fenced block of code. */
export interface Block {
  readonly page: string;
  /** Of its first line of code. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export function blocksOf(page: string): readonly Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ({ index, 1: language = "", 2: code = "" }) => {
      const line = text.slice(0, index).split("\n").length + 1;
      return { page, line, language, code };
    },
  );
}

/** The rows of the first table under a heading, each a list of cells. */
export function tableUnder(page: string, heading: string): readonly (readonly string[])[] {
  const [, section = ""] = textOf(page).split(new RegExp(`^#+ ${heading}$`, "m"));
  return rowsOf(section.slice(Math.max(0, section.search(/^\|/m))));
}

/** The rows of the table whose first column has this title. */
export function tableOf(page: string, title: string): readonly (readonly string[])[] {
  const [, table = ""] = textOf(page).split(`\n| ${title} |`);
  return rowsOf(`| ${title} |${table}`);
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const [table = ""] = /^\|.*\n(?:\|.*\n?)*/.exec(text) ?? [];
  const [, , ...rows] = table.trim().split("\n");
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

/** The code spans of a cell. */
export function spansIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
}

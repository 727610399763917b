import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** The time of every file of a tree, and what it makes of the ETag. */
export const noon = new Date("1994-11-06T08:49:37Z");
export const noonTag = "ae1b981bc490a00";

const made: string[] = [];

afterAll(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A directory with these files by path, removed when the test file is over. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "rightstatus-"));
  made.push(root);
  for (const [path, content] of Object.entries(files)) put(join(root, path), content);
  return root;
}

/** Writes a file of noon. */
export function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, noon, noon);
}

/** Writes a file of another time into a directory, and gives the directory. */
export function putAt(root: string, name: string, content: string, at: Date): string {
  put(join(root, name), content);
  utimesSync(join(root, name), at, at);
  return root;
}

/** How many descriptors of this process are open on files below a directory. */
export function openBelow(root: string): number {
  return readdirSync("/proc/self/fd").filter((fd) => targetOf(fd).startsWith(root)).length;
}

function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return ""; // Closed meanwhile, as the one that lists them.
  }
}

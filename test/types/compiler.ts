import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const config = new URL("tsconfig.json", import.meta.url);

export const compilers = {
  "TypeScript 7.0": `${root}node_modules/typescript/bin/tsc`,
  "TypeScript 5.9": `${root}test/node_modules/typescript5/bin/tsc`,
} as const;

const workspaces: string[] = [];

afterAll(() => {
  for (const folder of workspaces) rmSync(folder, { recursive: true });
});

/**
 * A folder with these files that finds modules as `test` does. It lies outside the tree, so that nothing
 * else sees it.
 *
 * @param files - Text by path.
 * @param options - Compiler options beside those of `tsconfig.json` here.
 */
export function workspace(files: Readonly<Record<string, string>>, options: object = {}): string {
  const parent = mkdtempSync(join(tmpdir(), "rightstatus-"));
  workspaces.push(parent);
  const folder = join(parent, "test");
  mkdirSync(folder);
  symlinkSync(`${root}node_modules`, join(parent, "node_modules"));
  symlinkSync(`${root}test/node_modules`, join(folder, "node_modules"));
  const { compilerOptions } = JSON.parse(readFileSync(config, "utf8"));
  const own = {
    "package.json": JSON.stringify({ type: "module" }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, ...options } }),
  };
  for (const [path, text] of Object.entries({ ...own, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a compiler says of a workspace, by place: "usage.ts:12". */
export function compile(
  compiler: keyof typeof compilers,
  folder: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const args = [compilers[compiler], "-p", folder, "--pretty", "false"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      const said = new Map<string, string[]>();
      for (const [, file, line, text = ""] of stdout.matchAll(/^(\S+)\((\d+),\d+\): (.*)$/gm)) {
        const at = `${file}:${line}`;
        said.set(at, [...(said.get(at) ?? []), text]);
      }
      const silent = error !== null && said.size === 0;
      if (silent) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else resolve(said);
    });
  });
}

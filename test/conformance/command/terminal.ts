import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll } from "vitest";
import type { Prober } from "../../../packages/conformance/src/command/prober.ts";
import { run } from "../../../packages/conformance/src/command/run.ts";

/** What a run of the command came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where the command is called. */
export interface Call {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** Of a terminal; left out: stdout and stderr are none. */
  readonly columns?: number;
  readonly probe?: Prober;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "rightstatus-command-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const nobody: Prober = () => Promise.reject(new Error("nobody was to be asked"));

/** Runs the command in this process. */
export async function rightstatus(args: readonly string[], call: Call = {}): Promise<Ran> {
  const { columns, cwd = folderWith(), env = {}, probe = nobody, stdin = "" } = call;
  const out = new Sink(columns);
  const err = new Sink(columns);
  const terminal = {
    env,
    cwd: () => cwd,
    stdin: Readable.from([stdin]),
    stdout: out,
    stderr: err,
  };
  const code = await run(args, terminal, probe);
  return { code, out: out.text, err: err.text };
}

/** Keeps what is written; a terminal if it has columns. */
class Sink extends Writable {
  text = "";
  readonly columns?: number;
  readonly isTTY?: boolean;

  constructor(columns: number | undefined) {
    super({ decodeStrings: false });
    if (columns === undefined) return;
    this.columns = columns;
    this.isTTY = true;
  }

  hasColors(): boolean {
    return this.isTTY === true;
  }

  override _write(chunk: string, _: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Answers, Held, Served } from "./measured-server.ts";
import { treeOf } from "./tree.ts";

/** A server in a process of its own, so that nothing of its clients is counted. */
export interface Measured {
  readonly port: number;
  held(): Promise<Held>;
  /** What it holds when no client is left, or at last. */
  idle(): Promise<Held>;
}

/** All of them take their time. */
export const measuredFrameworks: readonly Served[] = process.env.CI
  ? ["express 4", "express 5", "koa 2", "koa 3"]
  : ["express 5", "koa 3"];

/** Only there can a process count its descriptors. */
export const hasProc: boolean = existsSync("/proc/self/fd");

export const MEBIBYTE: number = 2 ** 20;

/** Starts one on 127.0.0.1; it ends with the test file. */
export async function measured(served: Served, root: string): Promise<Measured> {
  const first = await start(served, root);
  await first.end(); // It may have a compiler in its memory; what is transpiled by now is kept.
  const { ask } = await start(served, root);
  return {
    port: await ask("port"),
    held: () => ask("held"),
    async idle() {
      for (let tries = 0; ; tries += 1) {
        const { sockets } = await ask("held");
        if (sockets === 0 || tries === 50) return ask("held");
      }
    },
  };
}

interface Program {
  ask<Q extends keyof Answers>(question: Q): Promise<Answers[Q]>;
  end(): Promise<unknown>;
}

const programs: Program[] = [];
let transpiled: string | undefined;

afterAll(() => Promise.all(programs.map((program) => program.end())));

async function start(served: Served, root: string): Promise<Program> {
  transpiled ??= treeOf({});
  const loader = new URL("../../support/typescript.mjs", import.meta.url);
  const path = fileURLToPath(new URL("measured-server.ts", import.meta.url));
  const child = fork(path, [served, root], {
    execArgv: ["--conditions=@rightstatus/source", "--expose-gc", `--import=${loader}`],
    env: {
      ...process.env,
      TRANSPILED: transpiled,
      // What is freed goes back to the system at once. Elsewhere the allocator keeps the rest of a burst,
      // which belongs to nobody.
      MALLOC_MMAP_THRESHOLD_: "32768",
    },
  });
  const exit = once(child, "exit");
  const program: Program = {
    async ask(question) {
      child.send(question);
      const [answer] = await Promise.race([once(child, "message"), exit]);
      if (child.exitCode !== null) throw new Error(`the server has ended: ${child.exitCode}`);
      return answer;
    },
    end() {
      if (child.connected) child.disconnect();
      return exit;
    },
  };
  programs.push(program);
  await program.ask("port");
  return program;
}

import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Servers get a core of their own, the load client another, where the machine has them. */
export const pinned = availableParallelism() > 1 && hasTaskset();

/** Moves this process to the core of the load client. */
export function pinThis() {
  if (pinned) execFileSync("taskset", ["-acp", "1", String(process.pid)]);
}

/** The command line of a process on the core of the servers. */
export function onServerCore(file, args) {
  return pinned
    ? ["taskset", ["-c", "0", process.execPath, file, ...args]]
    : [process.execPath, [file, ...args]];
}

function hasTaskset() {
  try {
    execFileSync("taskset", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

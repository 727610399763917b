import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Servers get a core of their own, the load client another, where the machine has them. */
export const pinned = availableParallelism() > 1 && hasTaskset();

/** Moves this process to the core of the load client. */
export function pinThis() {
  if (pinned) execFileSync("taskset", ["-acp", "1", String(process.pid)]);
}

/** The command line of a process of Node on the core of the servers. */
export function onServerCore(args) {
  return pinned
    ? ["taskset", ["-c", "0", process.execPath, ...args]]
    : [process.execPath, [...args]];
}

function hasTaskset() {
  try {
    execFileSync("taskset", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

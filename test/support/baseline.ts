import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";

/**
 * After each file of tests its process holds no more than before: sockets, servers, timers, files, and
 * listeners of its own.
 */
type Held = Readonly<Record<string, number>>;

const watched = /^(?:TCP|TLS|Pipe|Timeout|FSReq|FileHandle)/;
/** Milliseconds until what a test has let go of has to be gone. */
const patience = 3000;

function held(): Held {
  const counts: Record<string, number> = { descriptors: descriptors(), listeners: 0 };
  for (const name of process.eventNames()) {
    counts.listeners = (counts.listeners ?? 0) + process.listenerCount(name);
  }
  for (const kind of process.getActiveResourcesInfo().filter((name) => watched.test(name))) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Open files and sockets, without the pipes of Node itself; 0 on systems that do not tell. */
function descriptors(): number {
  const folder = "/proc/self/fd";
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter((name) => /^(?:\/|socket:)/.test(targetOf(join(folder, name))))
    .length;
}

/** Empty for the descriptor that the folder was read by. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return "";
  }
}

function left(before: Held): Held {
  const more = Object.entries(held()).filter(([kind, count]) => count > (before[kind] ?? 0));
  return Object.fromEntries(more);
}

let before: Held = {};
beforeAll(() => {
  before = held();
});

// Registered before those of the file, and so the last one to run.
afterAll(async () => {
  const deadline = performance.now() + patience;
  while (Object.keys(left(before)).length > 0 && performance.now() < deadline) await turn();
  expect(left(before)).toEqual({});
});

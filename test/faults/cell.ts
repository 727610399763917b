import { createHash } from "node:crypto";
import type { EventEmitter } from "node:events";
import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { Connection } from "../support/connection.ts";
import { type Fault, type Random, randomOf, type Target } from "./fault.ts";
import { heap } from "./heap.ts";
import { failed } from "./outcome.ts";
import { started, type Where } from "./servers.ts";

/** What came of one fault on one server. */
export interface Result {
  /** By outcome, how often. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Errors and warnings that reached the process. */
  readonly escaped: readonly string[];
  /** What the process held afterwards and not before. */
  readonly left: readonly string[];
  /** Octets by which the heap grew in the second half of it. */
  readonly grown: number;
  /** A digest of every number drawn: the same for the same injections. */
  readonly drawn: string;
}

/** Injects a fault so many times, and looks what the process holds before, in the middle and after. */
export async function runCell(
  where: Where,
  fault: Fault,
  times: number,
  seed: string,
): Promise<Result> {
  const escapes = catchEscapes();
  const before = held();
  const outcomes: Record<string, number> = {};
  const target = await started(where, fault);
  const own = listeners(target.server);
  const drawn = createHash("sha256");
  const { weight = 1, answers = 1 } = fault;
  const rounds = fault.rounds ?? Math.max(1, Math.ceil(times / weight / answers));
  const inject = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; ) {
      const size = Math.min(fault.parallel ?? 10, to - at);
      const batch = Array.from({ length: size }, (_, i) => once(target, fault, at + i, seed));
      for (const { came, draws } of await Promise.all(batch)) {
        for (const outcome of came) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        drawn.update(`${draws.join()};`);
      }
      at += size;
    }
  };
  await inject(0, Math.ceil(rounds / 2));
  const middle = await weighed(target);
  await inject(Math.ceil(rounds / 2), rounds);
  const grown = (await weighed(target)) - middle;
  const more = listeners(target.server) - own;
  await end(target);
  const left = await leftSince(before);
  if (more > 0) left.push(`listeners of the server: ${more} more`);
  return { outcomes, escaped: escapes.stop(), left, grown, drawn: drawn.digest("hex") };
}

/** An injection is the same for the same server, fault, number and seed, whatever else is injected. */
async function once(target: Target, fault: Fault, n: number, seed: string): Promise<Injection> {
  const draws: number[] = [];
  const next = randomOf(`${fault.id} ${fault.inject}:${seed}:${n}`);
  const random: Random = () => {
    const number = next();
    draws.push(number);
    return number;
  };
  const opened: Connection[] = [];
  const connect = async () => {
    const client = await target.connect();
    opened.push(client);
    return client;
  };
  try {
    const came = await fault.run({ ...target, connect }, random, n).catch(failed);
    return { came: typeof came === "string" ? [came] : came, draws };
  } finally {
    for (const client of opened) client.abort(); // Idle ones would count as memory that the server keeps.
  }
}

/** The heap once the server has seen that its clients are gone: an error under way can be a megabyte. */
async function weighed({ server }: Target): Promise<number> {
  const connections = promisify(server.getConnections.bind(server));
  for (let tries = 0; tries < 100 && (await connections()) > 0; tries++) await pause(10);
  return heap();
}

interface Injection {
  readonly came: readonly string[];
  readonly draws: readonly number[];
}

async function end(target: Target): Promise<void> {
  const over = target.close();
  const late = setTimeout(() => target.server.closeAllConnections?.(), 1000);
  await over;
  clearTimeout(late);
}

const kinds = ["uncaughtException", "unhandledRejection", "warning"] as const;

/** In the place of those that the runner of the tests has, which would end the run. */
function catchEscapes(): { stop: () => readonly string[] } {
  const escaped: string[] = [];
  const own = kinds.map(
    (kind) => (problem: unknown) => void escaped.push(`${kind}: ${textOf(problem)}`),
  );
  const others = kinds.map((kind) => process.listeners(kind as "warning"));
  kinds.forEach((kind, i) => {
    process.removeAllListeners(kind);
    process.on(kind as "warning", own[i] as () => void);
  });
  return {
    stop: () => {
      kinds.forEach((kind, i) => {
        process.removeAllListeners(kind);
        for (const other of others[i] ?? []) process.on(kind as "warning", other);
      });
      return escaped;
    },
  };
}

function textOf(problem: unknown): string {
  try {
    return problem instanceof Error
      ? `${problem.name}: ${problem.message}`.slice(0, 200)
      : String(problem);
  } catch {
    return "a value that has no text";
  }
}

/** What the process holds besides memory, by kind. */
function held(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {
    descriptors: descriptors(),
    listeners: listeners(process),
  };
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function listeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0);
}

function descriptors(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return 0; // Only Linux tells.
  }
}

/** Connections close a moment after their clients. */
async function leftSince(before: Readonly<Record<string, number>>): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const more = Object.entries(held()).filter(([kind, count]) => count > (before[kind] ?? 0));
    if (more.length === 0 || tries === 100) {
      return more.map(([kind, count]) => `${kind}: ${before[kind] ?? 0} before, ${count} after`);
    }
    await pause(20);
  }
}

import { writeFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Result, runCell } from "./cell.ts";
import type { Fault } from "./fault.ts";
import { plainServers } from "./plain.ts";
import { applies, ours, type Where } from "./servers.ts";
import { faults } from "./table.ts";

const times = Number(process.env.FAULTS_TIMES ?? 3);
const seed = process.env.FAULTS_SEED ?? String(Math.floor(Math.random() * 2 ** 32));
const isPlain = process.env.FAULTS_PLAIN !== undefined;

/** Octets that the heap may grow by without a leak: code, caches, and what the runner keeps. */
const NOISE = 1024 * 1024;

/** How often each of them came out as it has to. A plain server has its own words for a problem. */
function right({ expect }: Fault, { outcomes }: Result): number {
  const plain = (text: string): string => text.replace(/ problem|, told once/g, "");
  const isRight = (outcome: string): boolean => {
    if (expect instanceof RegExp)
      return expect.test(isPlain ? `${plain(outcome)} problem` : outcome);
    return isPlain ? plain(outcome) === plain(expect) : outcome === expect;
  };
  return Object.entries(outcomes).reduce(
    (sum, [each, count]) => sum + (isRight(each) ? count : 0),
    0,
  );
}

/** Where Express tells of errors. */
beforeEach(() => {
  if (isPlain) vi.spyOn(console, "error").mockReturnValue();
});

const report: object[] = [];
afterAll(() => {
  console.log(`FAULTS_SEED=${seed} FAULTS_TIMES=${times}`);
  if (process.env.FAULTS_REPORT) writeFileSync(process.env.FAULTS_REPORT, JSON.stringify(report));
});

const servers: readonly Where[] = isPlain ? plainServers : ours;
// A plain one may hang each time, and whoever waits for it then waits for 3 s.
const timeout = 30_000 + (isPlain ? 4000 : 400) * times;

describe.each(servers)("on %s", (where) => {
  const rows = faults.filter((fault) => applies(fault, where));
  it.each(rows)("$id $section $inject", { timeout }, async (fault) => {
    const result = await runCell(where, fault, times, seed);
    const total = Object.values(result.outcomes).reduce((a, b) => a + b, 0);
    const { id, section, inject, weight = 1 } = fault;
    report.push({
      where,
      id,
      section,
      inject,
      ...result,
      total,
      weight,
      right: right(fault, result),
    });
    expect(total * weight).toBeGreaterThanOrEqual(fault.rounds ?? times);
    // What a plain server makes of it is told, not judged.
    if (isPlain) return;
    expect({ escaped: result.escaped, left: result.left }).toEqual({ escaped: [], left: [] });
    expect(right(fault, result), JSON.stringify(result.outcomes)).toBe(total);
    // Each row of a corpus is another one: what V8 compiles for it is no leak.
    if (fault.rounds === undefined) expect(result.grown).toBeLessThan(NOISE + 1024 * times);
  });
});

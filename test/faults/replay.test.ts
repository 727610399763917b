import { describe, expect, it } from "vitest";
import { type Result, runCell } from "./cell.ts";
import type { Fault } from "./fault.ts";
import { faults } from "./table.ts";

/** What may be told of a run that is the same; the heap is another one each time. */
async function told(fault: Fault, seed: string): Promise<Omit<Result, "grown">> {
  const { grown: _, ...rest } = await runCell("node:http", fault, 12, seed);
  return rest;
}

const chosen: readonly string[] = ["F1", "F3", "F9", "F10", "F11", "F13", "F14", "F16", "F18"];
/** One of each number that draws something. */
const drawing = chosen.map(
  (id) => faults.filter((fault) => fault.id === id).find(({ run }) => run.length > 1) as Fault,
);

describe("FAULTS_SEED", () => {
  it.each(drawing)("replays $id $inject", async (fault) => {
    const first = await told(fault, "7");
    expect(await told(fault, "7")).toEqual(first);
    expect((await told(fault, "8")).drawn).not.toBe(first.drawn);
  });
});

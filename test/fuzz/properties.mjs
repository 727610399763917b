// The property tests, as often as it takes to find what a hundred thousand tries do not.
//
//   pnpm fuzz                              ten million times each: most of a day
//   pnpm fuzz 1000000                      so often
//   pnpm fuzz 1000000 ranges.property      those of files with such a piece in their path
import { spawnSync } from "node:child_process";

const [runs = "10000000", ...pieces] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(runs)) throw new RangeError(`how often: want a number, got ${runs}`);

const { status } = spawnSync(
  "npx",
  ["vitest", "run", "--maxWorkers=100%", ...(pieces.length === 0 ? [".property."] : pieces)],
  { stdio: "inherit", env: { ...process.env, FUZZ_RUNS: runs } },
);
process.exitCode = status ?? 1;
